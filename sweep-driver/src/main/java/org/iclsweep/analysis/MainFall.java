package org.iclsweep.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.iclsweep.measure.LossFall;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * When a loss falls from one plateau to a lower one, over seeds: the largest fall of each curve
 * counts. Where the training tasks are a fixed set, the loss on them may fall long before that on
 * the evaluation tasks.
 *
 * @param seeds whose curve has a fall
 * @param median of their steps
 */
public record MainFall(int seeds, double median) {

  /** Of the losses on the evaluation tasks; empty where no seed has a fall. */
  public static Optional<MainFall> ofEvaluation(List<Run> runs) {
    return of(runs, CurvePoint::evalLoss);
  }

  /** Of the losses on the training tasks. */
  public static Optional<MainFall> ofTraining(List<Run> runs) {
    return of(runs, CurvePoint::trainLoss);
  }

  private static Optional<MainFall> of(List<Run> runs, Function<CurvePoint, Double> loss) {
    List<Double> steps = runs.stream().flatMap(run -> step(run, loss).stream()).toList();
    return Quartiles.of(steps).map(q -> new MainFall(q.count(), q.median()));
  }

  private static Optional<Double> step(Run run, Function<CurvePoint, Double> loss) {
    List<CurvePoint> curve = run.record().curve();
    int[] steps = curve.stream().mapToInt(CurvePoint::step).toArray();
    double[] losses =
        IntStream.range(0, steps.length)
            .mapToObj(k -> loss.apply(curve.get(k)))
            .mapToDouble(value -> value == null ? Double.NaN : value)
            .toArray();
    return LossFall.of(steps, losses).stream()
        .max(Comparator.comparing(fall -> fall.from() / fall.to()))
        .map(LossFall::step);
  }
}
