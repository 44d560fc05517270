package org.iclsweep.task;

import java.util.function.BiFunction;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/** Draws first states, and what becomes of a state in a step of its system. */
final class StateSteps {

  private final LaneKernels kernels = Lanes.kernels();
  private final States law;
  private final int[] state;
  private final LaneMatrix noise;
  private final BiFunction<LaneMatrix, LaneMatrix, Operation> mapped;

  /**
   * @param transition W, which has been drawn before
   * @param state the lanes' generators
   */
  StateSteps(Dynamics task, TransitionSampler transition, int[] state) {
    law = task.states();
    this.state = state;
    noise = LaneMatrix.zeros(1, task.dim());
    mapped = mapped(task, transition);
  }

  /** W f(h), written to the first operand. */
  private static BiFunction<LaneMatrix, LaneMatrix, Operation> mapped(
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

  /** Draws h_1: [1, n, 16]. */
  Operation first(LaneMatrix first) {
    return Operation.inOrder(
        () -> law.start().fill(first, state, (float) law.range()), clip(first));
  }

  /** Draws h_{t+1} of h_t: both [1, n, 16]. */
  Operation next(LaneMatrix next, LaneMatrix present) {
    return Operation.inOrder(mapped.apply(next, present), disturb(next), clip(next));
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
}
