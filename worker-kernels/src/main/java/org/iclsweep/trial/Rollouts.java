package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.positive;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Rollout;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.RepeatedLayer;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Rollouts.RolloutPoint;

/**
 * Losses of a layer that is applied again and again, on the evaluation set.
 *
 * @param steps times that the layer is applied
 * @param dampenings values of λ, by which updates are multiplied; a roll-out each
 */
public record Rollouts(int steps, List<Double> dampenings) implements Taking<RolloutPoint> {

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

  public Rollouts {
    atLeastOne("steps", steps);
    dampenings = List.copyOf(dampenings);
    dampenings.forEach(dampening -> positive("dampening", dampening));
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    RepeatedLayer.require(model, task);
  }

  @Override
  public List<RolloutPoint> atEnd(MeasuredModel model) {
    return points(MeasuredModel.NAME, model.network(), model.evaluation());
  }

  @Override
  public List<RolloutPoint> ofLearner(MeasuredLearner learner) {
    Network rolled =
        learner.spec().learner().network(learner.spec().task(), learner.fit()).orElseThrow();
    return points(learner.name(), rolled, learner.evaluation());
  }

  /** All points of one predictor's layer. */
  private List<RolloutPoint> points(String name, Network network, EvaluationSet set) {
    List<RolloutPoint> points = new ArrayList<>();
    for (double dampening : dampenings) {
      BitSet stable = StableTasks.of(set, dampening);
      Integer stableTasks = stable == null ? null : (Integer) stable.cardinality();
      for (Rollout.Point point : Rollout.of(network.repeated(dampening), steps, set, stable)) {
        points.add(
            new RolloutPoint(
                name, dampening, point.step(), point.loss(), point.stableLoss(), stableTasks));
      }
    }
    return points;
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    return flops(trial.measure().evalTasks(), trial.model(), trial.inContext());
  }

  @Override
  public double flops(LearnerSpec learner, Prices prices) {
    return flops(learner.evalTasks(), learner.learner().model(), InContext.of(learner.task()));
  }

  private double flops(int tasks, ModelSpec model, InContext task) {
    double applied = (double) steps * dampenings.size() * tasks;
    return applied * 2 * RepeatedLayer.multiplyAdds(model, task);
  }
}
