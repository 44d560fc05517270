package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Rollouts.RolloutPoint;

/**
 * Losses of one setting's layers, applied again and again with one λ.
 *
 * @param factor λ
 * @param seeds a curve a trial
 * @param descent of gradient descent; empty where it was not among what trials are held against
 */
public record Rollouts(double factor, List<Curve> seeds, Optional<Curve> descent) {

  /**
   * Losses over applications.
   *
   * @param run whose they are
   * @param points in the order of applications
   */
  public record Curve(Run run, List<RolloutPoint> points) {

    /** Means over all tasks. */
    public List<Band.Point> losses() {
      return points(RolloutPoint::loss);
    }

    /** Means over the tasks on which gradient descent is stable; empty where they are all tasks. */
    public List<Band.Point> stableLosses() {
      return unstable().orElse(0) > 0 ? points(RolloutPoint::stableLoss) : List.of();
    }

    /** Tasks on which gradient descent is not stable; empty where it is not known which are. */
    public OptionalDouble unstable() {
      Integer stable = points.get(0).stableTasks();
      OptionalDouble tasks = run.number(Columns.EVAL_TASKS);
      return stable == null || tasks.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of((tasks.getAsDouble() - stable) / tasks.getAsDouble());
    }

    private List<Band.Point> points(Function<RolloutPoint, Double> loss) {
      return points.stream().map(p -> new Band.Point(p.step(), loss.apply(p))).toList();
    }
  }

  public Rollouts {
    seeds = List.copyOf(seeds);
  }

  /** One of each λ that trials of the setting were rolled out with; learners are looked up. */
  public static List<Rollouts> of(SettingSummary setting, List<Run> learnerRows) {
    SortedSet<Double> factors = new TreeSet<>();
    setting
        .runs()
        .forEach(r -> r.record().measured(Measures.ROLLOUTS).forEach(p -> factors.add(p.factor())));
    return factors.stream()
        .map(
            factor ->
                new Rollouts(
                    factor,
                    setting.runs().stream().flatMap(r -> curve(r, factor).stream()).toList(),
                    descent(setting, learnerRows, factor)))
        .toList();
  }

  /** All curves, gradient descent's last. */
  public Stream<Curve> curves() {
    return Stream.concat(seeds.stream(), descent.stream());
  }

  /** Share of tasks on which gradient descent is not stable; empty where it is not known. */
  public OptionalDouble unstable() {
    return curves()
        .map(Curve::unstable)
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  private static Optional<Curve> descent(
      SettingSummary setting, List<Run> learnerRows, double factor) {
    return setting.rows(LearnerKind.GD, learnerRows).stream()
        .flatMap(row -> curve(row, factor).stream())
        .findFirst();
  }

  private static Optional<Curve> curve(Run run, double factor) {
    List<RolloutPoint> points =
        run.record().measured(Measures.ROLLOUTS).stream()
            .filter(p -> p.factor() == factor)
            .toList();
    return points.isEmpty() ? Optional.empty() : Optional.of(new Curve(run, points));
  }
}
