package org.iclsweep.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.iclsweep.trial.Falls.Fall;
import org.iclsweep.trial.Falls.Losses;
import org.iclsweep.trial.Measures;

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
    return of(runs, Losses.EVALUATION);
  }

  /** Of the losses on the training tasks. */
  public static Optional<MainFall> ofTraining(List<Run> runs) {
    return of(runs, Losses.TRAINING);
  }

  private static Optional<MainFall> of(List<Run> runs, Losses loss) {
    List<Double> steps = runs.stream().flatMap(run -> step(run, loss).stream()).toList();
    return Quartiles.of(steps).map(q -> new MainFall(q.count(), q.median()));
  }

  private static Optional<Double> step(Run run, Losses loss) {
    return run.record().measured(Measures.FALLS).stream()
        .filter(fall -> fall.loss() == loss)
        .max(Comparator.comparing(fall -> fall.fromLoss() / fall.toLoss()))
        .map(Fall::step);
  }
}
