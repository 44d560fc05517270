package org.iclsweep.task;

import java.util.function.Supplier;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.LaneDraws;
import org.iclsweep.spi.PairBlock;
import org.iclsweep.spi.PairTasks;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;

/** Draws {@link ProvidedPairs} tasks, as their provider does. */
final class ProvidedSampler implements QuerySampler {

  private final Supplier<Void> answering = this::answered;
  private final ProvidedDrawing drawing;
  private final TaskBlock block;
  private final Provided provider;
  private final PairTasks tasks;

  ProvidedSampler(ProvidedPairs spec, TaskBlock block) {
    this.block = block;
    provider = spec.provider();
    PairBlock pairs =
        new PairBlock(
            block.contextInputs(), block.contextLabels(), block.queryInput(), block.targets());
    tasks =
        Providers.calling(
            provider, () -> Providers.TASKS.of(provider).tasks(provider.settings(), pairs));
    drawing = new ProvidedDrawing(provider, this::drawn);
  }

  @Override
  public TaskBlock block() {
    return block;
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    drawing.draw(seed, stream, step, firstTask);
  }

  @Override
  public void answer() {
    Providers.calling(provider, answering);
  }

  private void drawn(LaneDraws draws) {
    tasks.draw(draws);
    tasks.answer();
  }

  private Void answered() {
    tasks.answer();
    return null;
  }
}
