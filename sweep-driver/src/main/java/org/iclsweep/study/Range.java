package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evenly spaced decimals, exact: {@code first}, {@code first + step}, ... up to {@code last}, which
 * belongs to the range if it is hit.
 *
 * @param first the first value
 * @param last bound on the values
 * @param step distance of two values
 */
record Range(BigDecimal first, BigDecimal last, BigDecimal step) {

  private static final String NUMBER = "([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?)";
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "(?:\\s+by\\s+" + NUMBER + ")?\\s*");

  /** The range that this text is: {@code 0..31} or {@code 0.5..2.0 by 0.25}. */
  static Optional<Range> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    BigDecimal first = new BigDecimal(form.group(1));
    BigDecimal step = form.group(3) == null ? BigDecimal.ONE : new BigDecimal(form.group(3));
    return Optional.of(new Range(first, new BigDecimal(form.group(2)), step));
  }

  /** Value number {@code i}, from 0. */
  BigDecimal value(long i) {
    return first.add(step.multiply(BigDecimal.valueOf(i)));
  }

  /** How many values there are, or nothing after a complaint if none or more than {@code most}. */
  Optional<Integer> count(int most, ConfigValue where, Complaint complaint) {
    if (step.signum() <= 0 || last.compareTo(first) < 0) {
      complaint.about(
          where,
          "is " + Hocon.describe(where) + ", a range without values",
          "Write the smaller end first, and a positive step.");
      return Optional.empty();
    }
    BigDecimal steps = last.subtract(first).divide(step, 0, RoundingMode.FLOOR);
    if (steps.compareTo(BigDecimal.valueOf(most)) >= 0) {
      complaint.about(where, "is a range of more than " + most + " values", "");
      return Optional.empty();
    }
    return Optional.of(steps.intValueExact() + 1);
  }
}
