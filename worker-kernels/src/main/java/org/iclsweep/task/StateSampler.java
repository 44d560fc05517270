package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/** Draws the states of a block of sequences: the first, then noise step by step. */
final class StateSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final States law;
  private final int[] state;
  private final LaneMatrix states;
  private final LaneMatrix noise;
  private final Operation run;

  /**
   * @param transition W, which has been drawn before
   * @param state the lanes' generators
   */
  StateSampler(Dynamics task, TransitionSampler transition, int[] state) {
    law = task.states();
    this.state = state;
    states = LaneMatrix.zeros(task.length() + 1, task.dim());
    noise = LaneMatrix.zeros(1, task.dim());
    LaneMatrix first = states.row(0);
    List<Operation> all = new ArrayList<>();
    all.add(() -> law.start().fill(first, state, (float) law.range()));
    all.add(clip(first));
    BiFunction<LaneMatrix, LaneMatrix, Operation> step = step(task, transition);
    for (int t = 0; t < task.length(); t++) {
      LaneMatrix next = states.row(t + 1);
      all.add(step.apply(next, states.row(t)));
      all.add(disturb(next));
      all.add(clip(next));
    }
    run = Operation.inOrder(all);
  }

  /** W f(h), written to the first operand. */
  private static BiFunction<LaneMatrix, LaneMatrix, Operation> step(
      Dynamics task, TransitionSampler transition) {
    StateMap map = task.states().map();
    if (!map.isNonlinear()) {
      return transition::step;
    }
    StatePerceptron perceptron = StatePerceptron.of(map, task.dim(), task.teacherSeed());
    LaneMatrix mapped = LaneMatrix.zeros(1, task.dim());
    return (next, present) ->
        Operation.inOrder(perceptron.write(mapped, present), transition.step(next, mapped));
  }

  private Operation disturb(LaneMatrix next) {
    return law.noise() == 0
        ? Operation.none()
        : () -> {
          kernels.fillNormal(noise, state, (float) law.noise());
          kernels.add(next, next, noise);
        };
  }

  private Operation clip(LaneMatrix some) {
    return law.clip() == 0 ? Operation.none() : () -> kernels.clip(some, some, (float) law.clip());
  }

  /** h_1 to h_{T+1}: [T + 1, n, 16]. */
  LaneMatrix states() {
    return states;
  }

  void draw() {
    run.run();
  }
}
