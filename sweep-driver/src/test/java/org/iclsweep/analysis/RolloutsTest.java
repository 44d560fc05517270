package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Rollouts.Curve;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.junit.jupiter.api.Test;

/** Two seeds and gradient descent at λ = 1, the first seed at λ = 0.5 too; of 200 tasks. */
class RolloutsTest {
  private static final int TASKS = 200;

  @Test
  void eachFactorHasTheSeedsThatWereRolledOutWithIt() {
    List<Rollouts> all = rollouts(runs());
    assertThat(all).extracting(Rollouts::factor).containsExactly(0.5, 1.0);
    assertThat(seeds(all.get(0))).containsExactly("1");
    assertThat(all.get(0).descent()).isEmpty();
    assertThat(seeds(all.get(1))).containsExactly("1", "2");
    assertThat(all.get(1).descent().map(c -> c.run().learner())).contains(LearnerKind.GD);
  }

  @Test
  void gradientDescentIsTheLastCurve() {
    assertThat(rollouts(runs()).get(1).curves())
        .extracting(c -> c.losses().get(0).y())
        .containsExactly(0.31, 0.33, 0.29);
  }

  @Test
  void gradientDescentIsNoOtherFitThanTheTrialsWereHeldAgainst() {
    List<Run> runs = runs();
    runs.remove(runs.size() - 1);
    Run other = Synthetic.learners().get(1);
    runs.add(rolledOut(other, List.of(point(1, 1, 0.27, 0.26, 190))));
    assertThat(rollouts(runs).get(1).descent()).isEmpty();
  }

  @Test
  void lossesAreOverApplications() {
    Curve curve = rollouts(runs()).get(1).seeds().get(0);
    assertThat(curve.losses()).containsExactly(new Band.Point(1, 0.31), new Band.Point(2, 0.23));
    assertThat(curve.stableLosses())
        .containsExactly(new Band.Point(1, 0.3), new Band.Point(2, 0.2));
  }

  /** 190 of 200 are stable. */
  @Test
  void tasksThatAreNotStableAreToldAsAShareOfAll() {
    assertThat(rollouts(runs()).get(1).seeds().get(0).unstable()).hasValue(0.05);
    assertThat(rollouts(runs()).get(1).unstable()).hasValue(0.05);
  }

  @Test
  void whereAllTasksAreStableTheyHaveNoCurveOfTheirOwn() {
    Curve curve = rollouts(runs()).get(0).seeds().get(0);
    assertThat(curve.unstable()).hasValue(0);
    assertThat(curve.stableLosses()).isEmpty();
    assertThat(curve.losses()).hasSize(1);
  }

  @Test
  void withoutAClosedFormOrTheNumberOfTasksNoShareIsKnown() {
    List<Run> runs = List.of(trial(1, List.of(point(1, 1, 0.31, null, null))));
    assertThat(rollouts(runs).get(0).unstable()).isEmpty();
    assertThat(rollouts(runs).get(0).seeds().get(0).stableLosses()).isEmpty();
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", 1);
    Run uncounted =
        rolledOut(Synthetic.trial(parameters, false), List.of(point(1, 1, 0.31, 0.3, 190)));
    assertThat(rollouts(List.of(uncounted)).get(0).unstable()).isEmpty();
    assertThat(rollouts(List.of(uncounted, runs().get(1))).get(0).unstable()).hasValue(0.03);
  }

  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    runs.add(
        trial(
            1,
            List.of(
                point(1, 1, 0.31, 0.3, 190),
                point(0.5, 1, 0.35, 0.35, TASKS),
                point(1, 2, 0.23, 0.2, 190))));
    runs.add(trial(2, List.of(point(1, 1, 0.33, 0.32, 194))));
    runs.add(trial(3, List.of()));
    runs.add(rolledOut(Synthetic.learners().get(0), List.of(point(1, 1, 0.29, 0.28, 190))));
    return runs;
  }

  private static List<Rollouts> rollouts(List<Run> runs) {
    List<Run> trials = runs.stream().filter(Run::isTrial).toList();
    return Rollouts.of(
        new SettingSummary(new Setting(Map.of()), trials),
        runs.stream().filter(r -> !r.isTrial()).toList());
  }

  private static List<String> seeds(Rollouts rollouts) {
    return rollouts.seeds().stream().map(c -> c.run().seed()).toList();
  }

  private static Run trial(long seed, List<RolloutPoint> points) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    parameters.put("eval_tasks", TASKS);
    return rolledOut(Synthetic.trial(parameters, false), points);
  }

  private static Run rolledOut(Run run, List<RolloutPoint> points) {
    return new Run(
        run.id(),
        run.learner(),
        run.parameters(),
        run.record().with(Measures.ROLLOUTS, points),
        run.events());
  }

  private static RolloutPoint point(
      double factor, int step, double loss, Double stableLoss, Integer stableTasks) {
    return new RolloutPoint("transformer", factor, step, loss, stableLoss, stableTasks);
  }
}
