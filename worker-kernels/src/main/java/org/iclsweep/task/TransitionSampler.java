package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;

/** Draws the matrices W of a block of sequences. */
interface TransitionSampler {

  /** Draws W for every lane by its generator. */
  void draw(int[] state);

  /** {@code out = x Wᵀ}: of states in rows, [T, n, 16]. */
  Operation step(LaneMatrix out, LaneMatrix x);

  /** That of a task. */
  static TransitionSampler of(Dynamics task) {
    return switch (task.transition().law()) {
      case FIXED -> new Fixed(OrthogonalMatrix.of(task.dim(), task.teacherSeed(), Stream.TEACHER));
      case ORTHOGONAL -> new OrthogonalTransitions(task.dim());
      case CONTRACTING -> new ContractingTransitions(task.dim(), task.transition());
    };
  }

  /** The same W in every lane. */
  record Fixed(SharedMatrix matrix) implements TransitionSampler {
    @Override
    public void draw(int[] state) {}

    @Override
    public Operation step(LaneMatrix out, LaneMatrix x) {
      return Lanes.kernels().product(out, matrix, x, false);
    }
  }
}
