package org.iclsweep.study.sweep;

import com.typesafe.config.ConfigValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.iclsweep.study.Complaint;
import org.iclsweep.study.Decimals;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Range;
import org.iclsweep.study.WholeType;

/**
 * A parameter between two values, in which a boundary is looked for. Its values have places in [0,
 * 1], evenly or evenly in the logarithm. The same on every machine.
 *
 * @param first the value at 0
 * @param last the value at 1
 * @param log whether the logarithm is what is even
 */
public record RefinedAxis(Parameter<?> parameter, double first, double last, boolean log)
    implements Serializable {

  /** Digits of a value, so that its name is short: of the distance of the ends, if not by log. */
  private static final int DIGITS = 4;

  private static final MathContext LOG_DIGITS = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  private static final String RULE =
      "a range in which the boundary is looked for, as in \"0.5..2\" or \"1e-4..1e-1 log\"";

  /** Reads a range as a study has it, or nothing after a complaint. */
  public static Optional<RefinedAxis> read(
      Parameter<?> parameter, ConfigValue value, Complaint complaint) {
    if (!(parameter.type() instanceof NumberType<?> type)) {
      complaint.about(value, "has no numbers between which a boundary could lie", "");
      return Optional.empty();
    }
    Optional<Range> range =
        NumberType.range(value).filter(each -> each.step().isEmpty() && each.count().isEmpty());
    if (range.isEmpty()) {
      complaint.mustBe(RULE, value, "");
      return Optional.empty();
    }
    if (!range.get().hasEnds(type, value, complaint)) {
      return Optional.empty();
    }
    double first = range.get().first().doubleValue();
    double last = range.get().last().doubleValue();
    if (first == last) {
      complaint.about(value, "is a range with nothing between its ends", "");
      return Optional.empty();
    }
    return Optional.of(new RefinedAxis(parameter, first, last, range.get().log()));
  }

  /** The values at both ends. */
  public List<Object> ends() {
    return List.of(value(0), value(1));
  }

  /** The value at a place, with as many digits as a study would give it; ends are as given. */
  public Object value(double place) {
    if (place <= 0 || place >= 1) {
      return type().typed(new BigDecimal(place <= 0 ? first : last));
    }
    BigDecimal exact = new BigDecimal(number(place));
    BigDecimal distance = new BigDecimal(last - first);
    BigDecimal rounded =
        log
            ? exact.round(LOG_DIGITS)
            : exact.setScale(
                DIGITS - distance.precision() + distance.scale(), RoundingMode.HALF_EVEN);
    BigDecimal within = new BigDecimal(Math.max(first, Math.min(last, rounded.doubleValue())));
    boolean isWhole = parameter.type() instanceof WholeType;
    return type().typed(isWhole ? within.setScale(0, RoundingMode.HALF_EVEN) : within);
  }

  /** The number at a place, with all its digits. */
  public double number(double place) {
    double from = even(first);
    double number = from + place * (even(last) - from);
    return log ? StrictMath.exp(number) : number;
  }

  /** The place of a value. */
  public double place(Object value) {
    double from = even(first);
    return (even(((Number) value).doubleValue()) - from) / (even(last) - from);
  }

  /** Whether a value lies between the ends. */
  public boolean holds(Object value) {
    double number = ((Number) value).doubleValue();
    return number >= first && number <= last;
  }

  private double even(double number) {
    return log ? StrictMath.log(number) : number;
  }

  private NumberType<?> type() {
    return (NumberType<?>) parameter.type();
  }

  /** As a study writes it. */
  public String text() {
    String ends = Decimals.shortest(first) + ".." + Decimals.shortest(last);
    return "\"" + ends + (log ? " log" : "") + "\"";
  }
}
