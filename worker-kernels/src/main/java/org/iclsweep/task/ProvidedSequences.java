package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;

/**
 * Sequences of a provider, of which every next state is to be told; tokens are states as they are.
 *
 * @param provider which, of {@link Providers#SEQUENCES}
 * @param length T, tokens of a sequence
 * @param dim n, features of a state
 */
public record ProvidedSequences(Provided provider, int length, int dim) implements TaskSpec {

  public ProvidedSequences {
    atLeastOne("length", length);
    atLeastOne("dim", dim);
  }

  /**
   * Refuses what the provider refuses, where it is there.
   *
   * @throws IllegalArgumentException if it refuses these settings and this shape
   */
  public void check() {
    Providers.SEQUENCES
        .find(provider)
        .ifPresent(found -> found.check(provider.settings(), length, dim));
  }

  @Override
  public int tokens() {
    return length;
  }

  @Override
  public int tokenWidth() {
    return dim;
  }

  @Override
  public int slots() {
    return 1;
  }

  @Override
  public LaneMatrix observations(TaskBlock block) {
    return block.tokens().cols(0, dim);
  }

  @Override
  public ReadOut readOut() {
    return new ReadOut(length, Columns.first(dim), false);
  }

  /** As the provider has it, or a number a feature where it is not there. */
  @Override
  public double draws() {
    return Providers.SEQUENCES
        .find(provider)
        .map(found -> found.draws(provider.settings(), length, dim))
        .orElse(dim * (length + 1.0));
  }

  @Override
  public List<TaskArray> arrays(TaskBlock block) {
    return List.of(
        new TaskArray("tokens", List.of(length, dim), observations(block)),
        new TaskArray("targets", List.of(length, dim), block.targets()));
  }

  @Override
  public TaskSampler sampler(TaskBlock block) {
    return new ProvidedSequenceSampler(this, block);
  }
}
