package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.spi.SequenceTasks;

/** Draws {@link ProvidedSequences}, as their provider does. */
final class ProvidedSequenceSampler implements TaskSampler {

  private final ProvidedDrawing drawing;
  private final TaskBlock block;
  private final LaneMatrix shown;
  private final LaneMatrix states;
  private final LaneMatrix next;

  ProvidedSequenceSampler(ProvidedSequences spec, TaskBlock block) {
    this.block = block;
    Provided provider = spec.provider();
    LaneMatrix all = LaneMatrix.zeros(spec.length() + 1, spec.dim());
    states = all.rows(0, spec.length());
    next = all.rows(1, spec.length() + 1);
    shown = spec.observations(block);
    SequenceTasks tasks =
        Providers.calling(
            provider, () -> Providers.SEQUENCES.of(provider).tasks(provider.settings(), all));
    drawing = new ProvidedDrawing(provider, tasks::draw);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    drawing.draw(seed, stream, step, firstTask);
    shown.copyFrom(states);
    block.targets().copyFrom(next);
  }
}
