package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.measure.LossFall;
import org.iclsweep.spec.Labelled;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/** Falls of a model's losses from one plateau to a lower one, as {@link LossFall} finds them. */
public final class Falls {

  /** The losses of a curve. */
  public enum Losses implements Labelled {
    EVALUATION,
    TRAINING
  }

  /**
   * A fall.
   *
   * @param loss what falls
   * @param number among the falls of the curve, from 1
   * @param step where the loss crosses the geometric mean of the two levels
   * @param fromLoss level of the first plateau
   * @param toLoss level of the second
   * @param begins where a tenth of the way down is done, in the logarithm
   * @param ends where nine tenths are
   */
  public record Fall(
      Losses loss,
      int number,
      double step,
      double fromLoss,
      double toLoss,
      double begins,
      double ends)
      implements Serializable {}

  private Falls() {}

  /** Those of both losses, in their order. */
  public static List<Fall> of(List<CurvePoint> curve) {
    return Stream.concat(
            of(Losses.EVALUATION, curve, CurvePoint::evalLoss),
            of(Losses.TRAINING, curve, CurvePoint::trainLoss))
        .toList();
  }

  private static Stream<Fall> of(
      Losses loss, List<CurvePoint> curve, Function<CurvePoint, Double> value) {
    int[] steps = curve.stream().mapToInt(CurvePoint::step).toArray();
    double[] losses =
        curve.stream().map(value).mapToDouble(each -> each == null ? Double.NaN : each).toArray();
    List<LossFall> falls = LossFall.of(steps, losses);
    return IntStream.range(0, falls.size()).mapToObj(k -> fall(loss, k + 1, falls.get(k)));
  }

  private static Fall fall(Losses loss, int number, LossFall fall) {
    return new Fall(loss, number, fall.step(), fall.from(), fall.to(), fall.begin(), fall.end());
  }
}
