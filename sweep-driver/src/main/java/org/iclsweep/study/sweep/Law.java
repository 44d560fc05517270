package org.iclsweep.study.sweep;

import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.util.Optional;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Range;
import org.iclsweep.study.WholeType;

/** How a value of a sample follows from a number in (0, 1). The same on every machine. */
public sealed interface Law extends Serializable {

  /** The value at {@code u}, which is in (0, 1). */
  Object value(double u);

  /** As a study file would write it. */
  String text();

  /**
   * Reads what a parameter is drawn from, or nothing after a complaint: two numbers as in {@code
   * 0.5..2} or {@code 1e-4..1e-1 log}, or else the values of an axis.
   */
  static Optional<Law> read(Parameter<?> parameter, ConfigValue value, Complaint complaint) {
    if (parameter.type() instanceof NumberType<?> type) {
      Optional<Range> range = NumberType.range(value).filter(each -> each.isOpen(type));
      if (range.isPresent()) {
        return of(type, range.get(), value, complaint);
      }
    }
    return parameter
        .type()
        .readAxis(value, complaint)
        .map(values -> new Choice(new Axis(parameter, values)));
  }

  private static Optional<Law> of(
      NumberType<?> type, Range range, ConfigValue where, Complaint complaint) {
    if (!range.hasEnds(type, where, complaint)) {
      return Optional.empty();
    }
    if (range.first().compareTo(range.last()) == 0) {
      complaint.about(where, "is a range with nothing between its ends", "");
      return Optional.empty();
    }
    return Optional.of(
        type instanceof WholeType<?> whole
            ? WholeLog.of(whole, range.first().longValueExact(), range.last().longValueExact())
            : Between.of(range.first().doubleValue(), range.last().doubleValue(), range.log()));
  }

  /** One of the values of an axis, each as likely as another. */
  record Choice(Axis axis) implements Law {

    @Override
    public Object value(double u) {
      int count = axis.values().size();
      return axis.values().get(Math.min((int) (u * count), count - 1));
    }

    @Override
    public String text() {
      return axis.text();
    }
  }

  /**
   * A number between two others, evenly or evenly in the logarithm. It has six digits, so that its
   * name is short: of the number where the logarithm is even, otherwise of the distance between the
   * ends.
   *
   * @param from the first, or its logarithm if that is even
   * @param to the last, or its logarithm if that is even
   */
  record Between(double first, double last, boolean log, double from, double to) implements Law {

    private static final int DIGITS = 6;
    private static final double LOG_TEN = 2.302585092994046;

    private static Between of(double first, double last, boolean log) {
      return log
          ? new Between(first, last, true, StrictMath.log(first), StrictMath.log(last))
          : new Between(first, last, false, first, last);
    }

    @Override
    public Object value(double u) {
      double drawn = from + u * (to - from);
      int exponent = (int) Math.floor(log ? drawn / LOG_TEN : StrictMath.log10(last - first));
      double exact = log ? StrictMath.exp(drawn) : drawn;
      double rounded = Decimals.rounded(exact, DIGITS - 1 - exponent);
      return Math.max(first, Math.min(last, rounded));
    }

    @Override
    public String text() {
      return Law.text(Decimals.shortest(first), Decimals.shortest(last), log);
    }
  }

  /**
   * A whole number between two others, evenly in the logarithm: a number is as likely as the
   * distance from its logarithm to that of the next.
   *
   * @param from the logarithm of the first
   * @param to the logarithm of the one after the last
   */
  record WholeLog(WholeType<?> type, long first, long last, double from, double to) implements Law {

    private static WholeLog of(WholeType<?> type, long first, long last) {
      return new WholeLog(type, first, last, StrictMath.log(first), StrictMath.log(last + 1.0));
    }

    @Override
    public Object value(double u) {
      long below = (long) StrictMath.exp(from + u * (to - from));
      return type.typed(Math.max(first, Math.min(last, below)));
    }

    @Override
    public String text() {
      return Law.text(Long.toString(first), Long.toString(last), true);
    }
  }

  private static String text(String first, String last, boolean log) {
    return "\"" + first + ".." + last + (log ? " log" : "") + "\"";
  }
}
