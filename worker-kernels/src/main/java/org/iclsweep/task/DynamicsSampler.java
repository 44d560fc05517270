package org.iclsweep.task;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/** Draws {@link Dynamics}: the system, then the first state, from which all others follow. */
final class DynamicsSampler implements TaskSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final TaskBlock block;
  private final boolean someSystems;
  private final KnownSystems systems;
  private final TransitionSampler transition;
  private final LaneMatrix first;
  private final Operation others;
  private final Operation tokens;

  DynamicsSampler(Dynamics spec, TaskBlock block) {
    this.block = block;
    int length = spec.length();
    someSystems = spec.transition().systems() > 0;
    systems = new KnownSystems(spec.transition().systems(), spec.teacherSeed());
    transition = TransitionSampler.of(spec);
    LaneMatrix states = LaneMatrix.zeros(length + 1, spec.dim());
    first = states.row(0);
    Operation[] steps = new Operation[length];
    Arrays.setAll(steps, t -> transition.step(states.row(t + 1), states.row(t)));
    others = Operation.inOrder(steps);
    LaneMatrix present = states.rows(0, length);
    LaneMatrix past = states.rows(0, length - 1);
    LaneMatrix next = states.rows(1, length + 1);
    LaneMatrix value = spec.part(1, block);
    LaneMatrix query = spec.part(2, block);
    LaneMatrix key = spec.part(3, block).rows(1, length);
    tokens =
        () -> {
          value.copyFrom(present);
          query.copyFrom(present);
          key.copyFrom(past);
          block.targets().copyFrom(next);
        };
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    boolean known = someSystems && stream == Stream.TRAIN;
    transition.draw(known ? systems.choose(state) : state);
    kernels.fillUniform(first, state, 1f);
    others.run();
    tokens.run();
  }
}
