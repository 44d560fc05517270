package org.iclsweep.study.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.Range;

/**
 * What a study writes for a list, a range or a distribution that is given in the manner of Python,
 * Hydra, Optuna, Ray Tune or W&amp;B. It is told in messages and never read in their place.
 *
 * @param text as a study writes it, {@code "0..31"} with its quotes
 * @param drawn whether it is a range to draw from, not one to go through
 */
record MeantAxis(String text, boolean drawn) {

  private static final int LONGEST = 200;
  private static final String NUMBER = "([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)";
  private static final String BY =
      "(?:\\s*(?:,|:|/|\\bstep\\b|\\bby)\\s*(?:=\\s*)?" + NUMBER + ")?\\s*";

  /** As in {@code 0-31}, {@code 0...31}, {@code 0 to 31}: both ends belong to it. */
  private static final Pattern BOTH_ENDS =
      Pattern.compile(
          "\\s*" + NUMBER + "\\s*(?:-|\u2013|~|\\.\\.=?|\\.{3}|\u2026|\\bto\\b)\\s*" + NUMBER + BY);

  /** As in {@code 0:32}, which ends before 32. */
  private static final Pattern SLICE = Pattern.compile("\\s*" + NUMBER + "\\s*:\\s*" + NUMBER + BY);

  private static final Pattern CALL =
      Pattern.compile("(?s)\\s*(?:\\w+\\.)*(\\w+)\\s*\\((.*)\\)\\s*");
  private static final Pattern BRACKETS = Pattern.compile("(?s)\\s*[\\[({](.*)[\\])}]\\s*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.+-]+");
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z][A-Za-z-]*");

  /** What a value means; nothing where it does not look like an axis. */
  static Optional<MeantAxis> of(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return Optional.of(list(list));
    }
    if (value instanceof ConfigObject object) {
      return search(object);
    }
    return value.valueType() == ConfigValueType.STRING
        ? of((String) value.unwrapped())
        : Optional.empty();
  }

  /** What a text means. */
  static Optional<MeantAxis> of(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (Range.of(text).isPresent()) {
      return Optional.of(range(text.strip()));
    }
    return ends(text).or(() -> call(text)).or(() -> values(text));
  }

  private static Optional<MeantAxis> ends(String text) {
    Matcher both = BOTH_ENDS.matcher(text);
    if (both.matches()) {
      return Optional.of(range(both.group(1), both.group(2), both.group(3)));
    }
    Matcher slice = SLICE.matcher(text);
    return slice.matches()
        ? before(slice.group(1), slice.group(2), slice.group(3))
        : Optional.empty();
  }

  private static MeantAxis range(String written) {
    return new MeantAxis("\"" + written + "\"", false);
  }

  private static MeantAxis range(String first, String last, String step) {
    String by = step == null || isOne(step) ? "" : " by " + number(step);
    return range(number(first) + ".." + number(last) + by);
  }

  private static MeantAxis drawn(String first, String last, boolean log) {
    String ends = number(first) + ".." + number(last);
    return new MeantAxis("\"" + ends + (log ? " log" : "") + "\"", true);
  }

  private static boolean isOne(String step) {
    return new BigDecimal(step).compareTo(BigDecimal.ONE) == 0;
  }

  /** A range whose end does not belong to it. */
  private static Optional<MeantAxis> before(String first, String end, String step) {
    BigDecimal from = new BigDecimal(first);
    BigDecimal by = step == null ? BigDecimal.ONE : new BigDecimal(step);
    BigDecimal span = new BigDecimal(end).subtract(from);
    if (by.signum() <= 0 || span.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal[] steps = span.divideAndRemainder(by);
    BigDecimal whole = steps[1].signum() == 0 ? steps[0].subtract(BigDecimal.ONE) : steps[0];
    String last = from.add(whole.multiply(by)).toPlainString();
    return Optional.of(range(first, last, step));
  }

  private static Optional<MeantAxis> call(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return Optional.empty();
    }
    String name = call.group(1).toLowerCase(Locale.ROOT).replace("_", "");
    List<String> given = arguments(call.group(2));
    boolean nested = given.size() > 1 && name.equals("tag");
    if (nested) {
      boolean log = given.get(0).strip().equals("log");
      String rest = call.group(2).substring(call.group(2).indexOf(',') + 1);
      return of(rest).map(inner -> log ? inner.logarithmic() : inner);
    }
    List<String> numbers = given.stream().filter(each -> each.matches(NUMBER)).toList();
    return name.matches("choices?|gridsearch|categorical|suggestcategorical|values")
        ? values(call.group(2))
        : numbers.isEmpty() ? Optional.empty() : call(name, numbers);
  }

  private MeantAxis logarithmic() {
    return drawn ? new MeantAxis(text.substring(0, text.length() - 1) + " log\"", true) : this;
  }

  private static Optional<MeantAxis> call(String name, List<String> numbers) {
    int count = numbers.size();
    String first = numbers.get(0);
    String second = count > 1 ? numbers.get(1) : null;
    String third = count > 2 ? numbers.get(2) : null;
    if (name.matches("range|arange")) {
      return second == null ? before("0", first, null) : before(first, second, third);
    }
    if (second == null) {
      return Optional.empty();
    }
    if (name.matches("linspace") && third != null) {
      return even(first, second, third);
    }
    if (name.matches("logspace|geomspace") && third != null && third.matches("\\d{1,5}")) {
      boolean powers = name.equals("logspace");
      String from = powers ? power(first) : number(first);
      String to = powers ? power(second) : number(second);
      return Optional.of(range(from + ".." + to + " log " + third));
    }
    if (name.matches("q?uniform|interval|randint|suggestint|suggestfloat|int|float|quniform")) {
      return Optional.of(
          third != null && name.startsWith("q")
              ? range(first, second, third)
              : drawn(first, second, false));
    }
    return name.matches("q?log(uniform|randint|uniformvalues)|suggestloguniform")
        ? Optional.of(drawn(first, second, true))
        : Optional.empty();
  }

  private static String power(String exponent) {
    return exponent.matches("[+-]?\\d{1,3}") ? "1e" + Integer.parseInt(exponent) : "1e" + exponent;
  }

  /** So many numbers at even steps, if these are decimals. */
  private static Optional<MeantAxis> even(String first, String last, String count) {
    if (!count.matches("\\d{1,6}") || Integer.parseInt(count) < 2) {
      return Optional.empty();
    }
    BigDecimal span = new BigDecimal(last).subtract(new BigDecimal(first));
    try {
      BigDecimal step = span.divide(new BigDecimal(count).subtract(BigDecimal.ONE));
      return step.signum() > 0
          ? Optional.of(range(first, last, step.stripTrailingZeros().toPlainString()))
          : Optional.empty();
    } catch (ArithmeticException noDecimal) {
      return Optional.empty();
    }
  }

  private static List<String> arguments(String text) {
    return Arrays.stream(text.split(","))
        .map(each -> each.replaceFirst("^\\s*\\w+\\s*=", "").strip())
        .toList();
  }

  /** As in {@code 0,1,2} and {@code (linear, softmax)}. */
  private static Optional<MeantAxis> values(String text) {
    Matcher brackets = BRACKETS.matcher(text);
    boolean inBrackets = brackets.matches();
    List<String> each =
        Arrays.stream((inBrackets ? brackets.group(1) : text).split(","))
            .map(value -> value.strip().replaceAll("^(['\"])(.*)\\1$", "$2"))
            .toList();
    return each.stream().allMatch(Pattern.compile(WORD.pattern()).asMatchPredicate())
            && (inBrackets || each.size() > 1 || PLAIN_WORD.matcher(text.strip()).matches())
        ? Optional.of(list(each))
        : Optional.empty();
  }

  private static MeantAxis list(List<String> values) {
    return new MeantAxis(
        values.stream()
            .map(value -> value.matches(NUMBER) ? number(value) : word(value))
            .collect(Collectors.joining(", ", "[", "]")),
        false);
  }

  private static MeantAxis list(ConfigList list) {
    return new MeantAxis(
        list.stream().map(MeantAxis::element).collect(Collectors.joining(", ", "[", "]")), false);
  }

  private static String element(ConfigValue value) {
    return value.valueType() == ConfigValueType.STRING
        ? word((String) value.unwrapped())
        : value.render(ConfigRenderOptions.concise());
  }

  private static String word(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "\"" + word + "\"";
  }

  /** As in {@code values = [1, 2]} and {@code min = 0, max = 1}, which are W&amp;B's. */
  private static Optional<MeantAxis> search(ConfigObject object) {
    try {
      if (object.get("values") instanceof ConfigList values) {
        return Optional.of(list(values));
      }
      ConfigValue min = object.get("min");
      ConfigValue max = object.get("max");
      ConfigValue law = object.get("distribution");
      return min == null || max == null
          ? Optional.empty()
          : Optional.of(
              drawn(
                  text(min),
                  text(max),
                  law != null && String.valueOf(law.unwrapped()).contains("log")));
    } catch (ConfigException | IllegalArgumentException unresolved) {
      return Optional.empty();
    }
  }

  private static String text(ConfigValue number) {
    return number.unwrapped() instanceof Double real
        ? Decimals.shortest(real)
        : String.valueOf(number.unwrapped());
  }

  /** As a study writes a number. */
  private static String number(String written) {
    if (written.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return written;
    }
    return new BigDecimal(written).toPlainString();
  }

  /** What a study reads where it is written. */
  ConfigValue value() {
    return ConfigFactory.parseString("value = " + text).getValue("value");
  }

  /** As a word of a command line has it. */
  String unquoted() {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
