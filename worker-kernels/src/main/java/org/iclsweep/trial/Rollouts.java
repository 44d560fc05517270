package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.iclsweep.learner.Learner;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Rollout;
import org.iclsweep.measure.RolloutSpec;
import org.iclsweep.model.Network;

/** Losses of a layer that is applied again and again, on the evaluation set. */
public record Rollouts(EvaluationSet set, RolloutSpec spec) {

  /**
   * Loss after one more application of a layer to its own outputs, labels alone updated.
   *
   * @param predictor {@code transformer}, or the label of the learner whose layer it is
   * @param factor λ, by which updates are multiplied
   * @param step applications of the layer, from 1
   * @param loss mean over the evaluation tasks
   * @param stableLoss mean over those on which gradient descent is stable at λ times the rate of
   *     the closed form; {@code null} where there is no closed form
   * @param stableTasks their number; {@code null} where there is no closed form
   */
  public record RolloutPoint(
      String predictor,
      double factor,
      int step,
      double loss,
      Double stableLoss,
      Integer stableTasks)
      implements Serializable {}

  static List<RolloutPoint> of(MeasuredModel model) {
    return new Rollouts(model.evaluation(), model.spec().measure().rollout())
        .points(MeasuredModel.NAME, model.network());
  }

  static List<RolloutPoint> of(MeasuredLearner learner) {
    Learner rolled = learner.spec().learner();
    Rollouts rollouts = new Rollouts(learner.evaluation(), rolled.rollout());
    return rolled
        .network(learner.spec().task(), learner.fit())
        .map(network -> rollouts.points(learner.name(), network))
        .orElse(List.of());
  }

  /** All points of one predictor's layer. */
  List<RolloutPoint> points(String name, Network network) {
    List<RolloutPoint> points = new ArrayList<>();
    if (spec.steps() > 0) {
      spec.dampenings().forEach(dampening -> add(points, name, network, dampening));
    }
    return points;
  }

  private void add(List<RolloutPoint> points, String name, Network network, double dampening) {
    BitSet stable = StableTasks.of(set, dampening);
    Integer stableTasks = stable == null ? null : (Integer) stable.cardinality();
    for (Rollout.Point point : Rollout.of(network.repeated(dampening), spec.steps(), set, stable)) {
      points.add(
          new RolloutPoint(
              name, dampening, point.step(), point.loss(), point.stableLoss(), stableTasks));
    }
  }
}
