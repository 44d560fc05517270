package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * A stretch of an axis on which it is not known on which side of a share its points are, by places
 * in [0, 1].
 *
 * @param from where it begins; 0 at the end of the axis
 * @param to where it ends; 1 at the end of the axis
 * @param middle where both sides are as probable, if the sides before and behind it differ; the
 *     boundary
 */
public record Crossing(double from, double to, OptionalDouble middle) {

  private static final int HALVINGS = 20;

  /**
   * Those of an axis.
   *
   * @param above by place, the probability that the share there is above the boundary's
   * @param inBand whether a place is in the band, by that probability
   * @param steps at so many and one places, evenly, it is looked which side they are on
   */
  public static List<Crossing> of(DoubleUnaryOperator above, DoublePredicate inBand, int steps) {
    double[] at = new double[steps + 1];
    for (int i = 0; i <= steps; i++) {
      at[i] = above.applyAsDouble((double) i / steps);
    }
    List<Crossing> crossings = new ArrayList<>();
    int i = 0;
    while (i <= steps) {
      boolean jumps =
          i < steps && !inBand.test(at[i]) && !inBand.test(at[i + 1]) && differ(at[i], at[i + 1]);
      if (!inBand.test(at[i]) && !jumps) {
        i++;
        continue;
      }
      int first = jumps ? i + 1 : i;
      int next = first;
      while (next <= steps && inBand.test(at[next])) {
        next++;
      }
      crossings.add(crossing(above, inBand, at, first, next));
      i = Math.max(next, i + 1);
    }
    return crossings;
  }

  private static boolean differ(double one, double other) {
    return one > 0.5 != other > 0.5;
  }

  /** One whose places are {@code first} to the one before {@code next}. */
  private static Crossing crossing(
      DoubleUnaryOperator above, DoublePredicate inBand, double[] at, int first, int next) {
    int steps = at.length - 1;
    double before = (first - 1.0) / steps;
    double behind = (double) next / steps;
    boolean open = first == 0 || next > steps;
    double from =
        first == 0 ? 0 : edge(above, inBand, before, (double) first / steps, at[first - 1]);
    double to = next > steps ? 1 : edge(above, inBand, behind, (next - 1.0) / steps, at[next]);
    boolean crosses = open || differ(at[first - 1], at[next]);
    return new Crossing(from, to, crosses ? middle(above, from, to) : OptionalDouble.empty());
  }

  /** Where the band begins between a place outside and one that is in it, or behind it. */
  private static double edge(
      DoubleUnaryOperator above,
      DoublePredicate inBand,
      double outside,
      double inside,
      double known) {
    double out = outside;
    double in = inside;
    for (int i = 0; i < HALVINGS; i++) {
      double half = (out + in) / 2;
      double value = above.applyAsDouble(half);
      boolean isOut = !inBand.test(value) && !differ(value, known);
      out = isOut ? half : out;
      in = isOut ? in : half;
    }
    return in;
  }

  private static OptionalDouble middle(DoubleUnaryOperator above, double from, double to) {
    double low = from;
    double high = to;
    double first = above.applyAsDouble(low);
    if (!differ(first, above.applyAsDouble(high))) {
      return OptionalDouble.empty();
    }
    for (int i = 0; i < HALVINGS; i++) {
      double half = (low + high) / 2;
      boolean isBefore = !differ(first, above.applyAsDouble(half));
      low = isBefore ? half : low;
      high = isBefore ? high : half;
    }
    return OptionalDouble.of((low + high) / 2);
  }
}
