package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Rollout;
import org.iclsweep.measure.RolloutSpec;
import org.iclsweep.model.Network;
import org.iclsweep.trial.FurtherMeasures.RolloutPoint;

/** Losses of a layer that is applied again and again, on the evaluation set. */
record Rollouts(EvaluationSet set, RolloutSpec spec) {

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
