package org.iclsweep.task;

import java.util.function.Supplier;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.spi.SequenceTasks;

/** Draws {@link ProvidedSequences}, as their provider does. */
final class ProvidedSequenceSampler implements TaskSampler {

  private final Supplier<Void> drawing = this::drawn;
  private final ProvidedDraws draws = new ProvidedDraws();
  private final TaskBlock block;
  private final Provided provider;
  private final SequenceTasks tasks;
  private final LaneMatrix shown;
  private final LaneMatrix states;
  private final LaneMatrix next;

  ProvidedSequenceSampler(ProvidedSequences spec, TaskBlock block) {
    this.block = block;
    provider = spec.provider();
    LaneMatrix all = LaneMatrix.zeros(spec.length() + 1, spec.dim());
    states = all.rows(0, spec.length());
    next = all.rows(1, spec.length() + 1);
    shown = spec.observations(block);
    tasks =
        Providers.calling(
            provider, () -> Providers.SEQUENCES.of(provider).tasks(provider.settings(), all));
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    draws.seed(seed, stream, step, firstTask);
    Providers.calling(provider, drawing);
    shown.copyFrom(states);
    block.targets().copyFrom(next);
  }

  private Void drawn() {
    tasks.draw(draws);
    return null;
  }
}
