package org.iclsweep.task;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.LaneDraws;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;

/** How a provider draws its tasks: from numbers of these tasks alone, and named where it fails. */
final class ProvidedDrawing {

  private final ProvidedDraws draws = new ProvidedDraws();
  private final Provided provider;
  private final Supplier<Void> drawing;

  /**
   * @param tasks of the provider, which draws them from what it gets
   */
  ProvidedDrawing(Provided provider, Consumer<LaneDraws> tasks) {
    this.provider = provider;
    drawing =
        () -> {
          tasks.accept(draws);
          return null;
        };
  }

  /** Draws a block; allocates nothing. */
  void draw(long seed, Stream stream, int step, int firstTask) {
    draws.seed(seed, stream, step, firstTask);
    Providers.calling(provider, drawing);
  }
}
