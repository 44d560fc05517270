package org.iclsweep.study;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parsed value is, without the conversions that the library would make. */
final class Hocon {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

  private Hocon() {}

  /** The value of an unquoted finite number; text is never a number. */
  static Optional<BigDecimal> number(ConfigValue value) {
    return value.unwrapped() instanceof Number number && Double.isFinite(number.doubleValue())
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
      case STRING -> "the text \"" + value.unwrapped() + "\"";
      case NUMBER -> describe((Number) value.unwrapped());
    };
  }

  /** The first substitution in a value that is not resolved. */
  static String reference(ConfigValue unresolved) {
    Matcher reference = REFERENCE.matcher(unresolved.toString());
    return reference.find() ? reference.group() : "something";
  }

  private static String describe(Number number) {
    if (!(number instanceof Double real)) {
      return number.toString();
    }
    return real.isInfinite() ? "beyond the largest double" : Decimals.shortest(real);
  }

  /** How to write what was meant to be a number or a range; empty where that is not known. */
  static String asNumber(ConfigValue value) {
    if (!(value.unwrapped() instanceof String text)) {
      return "";
    }
    if (text.matches("[+-]?\\d{1,18}(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return "Write " + text + " without quotes.";
    }
    return text.contains("..")
        ? "An axis may be a range: \"0..31\", \"0.5..2 by 0.25\" or \"1e-4..1e-1 log 7\"."
        : "";
  }

  /** Whether all substitutions in a value, at any depth of lists but not of objects, are known. */
  static boolean isResolved(ConfigValue value) {
    try {
      value.valueType();
      return value instanceof ConfigObject object
          ? object.size() >= 0
          : !(value instanceof ConfigList list) || list.stream().allMatch(Hocon::isResolved);
    } catch (ConfigException.NotResolved unknown) {
      return false;
    }
  }

  /** Whether there is nothing but empty objects in an object. */
  static boolean isEmpty(ConfigObject object) {
    return object.values().stream()
        .allMatch(
            value -> isResolved(value) && value instanceof ConfigObject inner && isEmpty(inner));
  }
}
