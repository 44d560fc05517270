package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/** Draws {@link Dynamics}: the system, W and C; the first state; then noise step by step. */
final class DynamicsSampler implements TaskSampler {

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final TaskBlock block;
  private final boolean someSystems;
  private final KnownSystems systems;
  private final TransitionSampler transition;
  private final StateSampler states;
  private final ObservationSampler observations;
  private final Operation tokens;

  DynamicsSampler(Dynamics spec, TaskBlock block) {
    this.block = block;
    someSystems = spec.transition().systems() > 0;
    systems = new KnownSystems(spec.transition().systems(), spec.teacherSeed());
    transition = TransitionSampler.of(spec);
    states = new StateSampler(spec, transition, state);
    observations = new ObservationSampler(spec.observations(), states.states());
    tokens = tokens(spec, block, observations.observations());
  }

  private static Operation tokens(Dynamics spec, TaskBlock block, LaneMatrix observations) {
    LaneKernels kernels = Lanes.kernels();
    int length = spec.length();
    List<Integer> lags = spec.tokensOf().lags();
    List<Operation> copies = new ArrayList<>();
    for (int part = 0; part < lags.size(); part++) {
      int lag = lags.get(part);
      if (lag != SequenceTokens.NEVER) {
        // what lies before the first observation is 0 from the start, and nothing here writes it
        copies.add(
            kernels.copy(
                spec.part(part, block).rows(lag, length), observations.rows(0, length - lag)));
      }
    }
    copies.add(kernels.copy(block.targets(), observations.rows(1, length + 1)));
    return Operation.inOrder(copies);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    kernels.seed(state, seed, stream.number(), step, firstTask);
    int[] ofSystem = someSystems && stream == Stream.TRAIN ? systems.choose(state) : state;
    transition.draw(ofSystem);
    observations.drawMap(ofSystem);
    states.draw();
    observations.draw(seed, stream, step, firstTask);
    tokens.run();
  }
}
