package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/** Draws the states of a block of sequences: the first, then noise step by step. */
final class StateSampler {

  private final LaneMatrix states;
  private final Operation run;

  /**
   * @param transition W, which has been drawn before
   * @param state the lanes' generators
   */
  StateSampler(Dynamics task, TransitionSampler transition, int[] state) {
    states = LaneMatrix.zeros(task.length() + 1, task.dim());
    StateSteps steps = new StateSteps(task, transition, state);
    List<Operation> all = new ArrayList<>();
    all.add(steps.first(states.row(0)));
    for (int t = 0; t < task.length(); t++) {
      all.add(steps.next(states.row(t + 1), states.row(t)));
    }
    run = Operation.inOrder(all);
  }

  /** h_1 to h_{T+1}: [T + 1, n, 16]. */
  LaneMatrix states() {
    return states;
  }

  void draw() {
    run.run();
  }
}
