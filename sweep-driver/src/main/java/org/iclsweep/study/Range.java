package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Numbers from one to another, as decimals: {@code first}, {@code first + step}, ... up to {@code
 * last}, which belongs to the range if it is hit; or so many, both ends among them, at even steps
 * of the logarithm.
 *
 * @param first the first value
 * @param last bound on the values
 * @param step distance of two values, if it is given
 * @param log whether the logarithm is what is even
 * @param count how many values there are, if that is given
 */
public record Range(
    BigDecimal first,
    BigDecimal last,
    Optional<BigDecimal> step,
    boolean log,
    Optional<Integer> count) {

  private static final String NUMBER = "([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,9})?)";
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*"
              + NUMBER
              + "\\s*\\.\\.\\s*"
              + NUMBER
              + "(?:\\s+by\\s+"
              + NUMBER
              + "|\\s+(log)(?:\\s+(\\d{1,9}))?)?\\s*");

  /** Characters of a text that may be a range. */
  static final int LONGEST = 200;

  /** What no double reaches. */
  private static final int FARTHEST_EXPONENT = 999;

  private static final int LONGEST_LIST = 100_000;

  /** Fewer values are written out as they are, in resolved studies, too. */
  private static final int SHORT = 1000;

  /** Digits of a value between the ends of a logarithmic range, so that its name is short. */
  private static final MathContext LOG_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /** What JSON Schema has of such a text. */
  public static Map<String, Object> schema() {
    return Map.of("type", "string", "pattern", "^" + FORM.pattern() + "$", "maxLength", LONGEST);
  }

  /**
   * The range that this text is: {@code 0..31}, {@code 0.5..2.0 by 0.25}, {@code 1e-4..1e-1 log 7},
   * or what a sample is drawn from, {@code 1e-4..1e-1 log}.
   */
  public static Optional<Range> of(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Range(
            number(form.group(1)),
            number(form.group(2)),
            Optional.ofNullable(form.group(3)).map(Range::number),
            form.group(4) != null,
            Optional.ofNullable(form.group(5)).map(Integer::valueOf)));
  }

  /** A decimal; what is beyond all doubles, or below, has fewer digits than it says. */
  private static BigDecimal number(String text) {
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (e < 0) {
      return new BigDecimal(text);
    }
    int exponent = Integer.parseInt(text.substring(e + 1));
    int held = Math.max(-FARTHEST_EXPONENT, Math.min(FARTHEST_EXPONENT, exponent));
    return new BigDecimal(text.substring(0, e)).scaleByPowerOfTen(held);
  }

  /** Whether it says nothing but the ends, and these do not tell what lies between them. */
  public boolean isOpen(NumberType<?> type) {
    return log ? count.isEmpty() : step.isEmpty() && type instanceof RealType;
  }

  /** Distance of two values where the logarithm is not what is even. */
  BigDecimal by() {
    return step.orElse(BigDecimal.ONE);
  }

  /** Whether the ends are such as a type allows, in their order; if not, a complaint says so. */
  public boolean hasEnds(NumberType<?> type, ConfigValue where, Complaint complaint) {
    Optional<String> broken = type.broken(first).or(() -> type.broken(last));
    if (broken.isPresent()) {
      complaint.about(where, "is a range of which every value must be " + broken.get(), "");
    } else if (by().signum() <= 0 || last.compareTo(first) < (log ? 1 : 0)) {
      complaint.about(
          where,
          "is " + Hocon.describe(where) + ", a range without values",
          "Write the smaller end first, and a positive step.");
    } else if (log && first.signum() <= 0) {
      complaint.about(where, "is " + Hocon.describe(where) + ", and zero has no logarithm", "");
    } else {
      return true;
    }
    return false;
  }

  /** How many values there are, or nothing after a complaint if more than {@code most}. */
  Optional<Integer> count(int most, ConfigValue where, Complaint complaint) {
    BigDecimal steps =
        log
            ? BigDecimal.valueOf(count.orElse(0) - 1)
            : last.subtract(first).divide(by(), 0, RoundingMode.FLOOR);
    if (log && steps.signum() <= 0) {
      complaint.about(
          where,
          "is " + Hocon.describe(where) + ", which does not say how many values, two or more",
          "Write how many after log, as in \"1e-4..1e-1 log 7\".");
      return Optional.empty();
    }
    if (steps.compareTo(BigDecimal.valueOf(most)) >= 0) {
      complaint.about(
          where,
          "is a range of more than " + most + " values",
          "Choose nearer ends or larger steps, or make studies of parts of it.");
      return Optional.empty();
    }
    return Optional.of(steps.intValueExact() + 1);
  }

  /**
   * Whether these are many values at even steps, far enough apart for doubles to tell them from
   * their neighbours.
   */
  boolean isLong() {
    double largest = Math.max(Math.abs(first.doubleValue()), Math.abs(last.doubleValue()));
    return !log
        && last.subtract(first).compareTo(by().multiply(BigDecimal.valueOf(SHORT))) > 0
        && by().doubleValue() >= 2 * Math.ulp(largest);
  }

  /** The values as a list that takes no room, or nothing after a complaint. */
  Optional<List<Object>> reals(ConfigValue where, Complaint complaint) {
    return count(Integer.MAX_VALUE, where, complaint)
        .map(count -> new RealRange(first, by(), count));
  }

  /** The values one by one, or nothing after a complaint. */
  Optional<Stream<BigDecimal>> values(ConfigValue where, Complaint complaint) {
    return count(LONGEST_LIST, where, complaint)
        .map(count -> IntStream.range(0, count).mapToObj(this::value));
  }

  /** Value number {@code i}, from 0. */
  private BigDecimal value(int i) {
    if (!log) {
      return first.add(by().multiply(BigDecimal.valueOf(i)));
    }
    int steps = count.orElseThrow() - 1;
    if (i == 0 || i == steps) {
      return i == 0 ? first : last;
    }
    // of the library, whose bits are the same on every machine
    double from = StrictMath.log(first.doubleValue());
    double to = StrictMath.log(last.doubleValue());
    double exact = StrictMath.exp(from + (to - from) * i / steps);
    return new BigDecimal(exact).round(LOG_DIGITS);
  }
}
