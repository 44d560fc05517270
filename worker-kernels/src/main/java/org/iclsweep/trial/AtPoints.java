package org.iclsweep.trial;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/** A measure at work on one model in training, at one point of its curve after the other. */
interface AtPoints<R> extends Evaluator.Observer {

  /** Sees the model's answers to all evaluation tasks, before {@link #at}. */
  @Override
  default void see(int block, int tasks, LaneMatrix predictions) {}

  /** What it says of a point. */
  List<R> at(CurvePoint point);

  /** What it says at the end of a model that did not diverge, behind that of all points. */
  default List<R> atEnd(MeasuredModel model) {
    return List.of();
  }
}
