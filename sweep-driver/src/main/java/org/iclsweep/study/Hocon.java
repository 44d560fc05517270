package org.iclsweep.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parsed value is, without the conversions that the library would make. */
public final class Hocon {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  private static final int LONGEST_TOLD = 500;

  private Hocon() {}

  /** The value of an unquoted finite number; text is never a number. */
  public static Optional<BigDecimal> number(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER
            && value.unwrapped() instanceof Number number
            && Double.isFinite(number.doubleValue())
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  /** The value in the words of an error message. */
  static String describe(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case NULL -> "null";
      case BOOLEAN -> value.unwrapped().toString();
      case STRING -> "the text \"" + shortened((String) value.unwrapped()) + "\"";
      case NUMBER -> describe((Number) value.unwrapped());
    };
  }

  /** A text that fits into a message: of a long one its beginning, and how long it is. */
  public static String shortened(String text) {
    return text.length() <= LONGEST_TOLD
        ? text
        : text.substring(0, LONGEST_TOLD / 2) + "... (" + text.length() + " characters)";
  }

  /** The first substitution in a value that is not resolved. */
  public static String reference(ConfigValue unresolved) {
    Matcher reference = REFERENCE.matcher(unresolved.toString());
    return reference.find() ? shortened(reference.group()) : "something";
  }

  private static String describe(Number number) {
    if (!(number instanceof Double real)) {
      return number.toString();
    }
    return real.isInfinite() ? "beyond the largest double" : Decimals.shortest(real);
  }

  /** How to write what was meant to be a number or a range; empty where that is not known. */
  public static String asNumber(ConfigValue value) {
    if (!(value.unwrapped() instanceof String text)) {
      return "";
    }
    if (text.length() > Range.LONGEST) {
      return "Numbers and ranges have at most " + Range.LONGEST + " characters.";
    }
    if (text.matches("[+-]?\\d{1,18}(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return "Write " + text + " without quotes.";
    }
    return text.contains("..")
        ? "An axis may be a range: \"0..31\", \"0.5..2 by 0.25\" or \"1e-4..1e-1 log 7\"."
        : "";
  }

  /** Whether all substitutions in a value, at any depth, are known. */
  public static boolean isResolved(ConfigValue value) {
    try {
      value.valueType();
      value.unwrapped();
      return true;
    } catch (ConfigException.NotResolved unknown) {
      return false;
    }
  }

  /** The same, but what is in an object is not looked at. */
  public static boolean isKnown(ConfigValue value) {
    try {
      value.valueType();
      return value instanceof ConfigObject object ? object.size() >= 0 : isResolved(value);
    } catch (ConfigException.NotResolved unknown) {
      return false;
    }
  }

  /** Whether there is nothing but empty objects in an object. */
  public static boolean isEmpty(ConfigObject object) {
    return object.values().stream()
        .allMatch(value -> isKnown(value) && value instanceof ConfigObject inner && isEmpty(inner));
  }
}
