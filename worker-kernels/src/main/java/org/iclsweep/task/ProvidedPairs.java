package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;

import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;

/**
 * Tasks of a provider: pairs and a query of whatever it draws.
 *
 * @param provider which, of {@link Providers#TASKS}
 * @param context number of (x, y) pairs before the query
 * @param inputDim number of features of an input
 * @param layout how pairs become tokens
 */
public record ProvidedPairs(Provided provider, int context, int inputDim, TokenLayout layout)
    implements InContext {

  public ProvidedPairs {
    atLeastOne("context", context);
    atLeastOne("dim", inputDim);
  }

  /**
   * Refuses what the provider refuses, where it is there.
   *
   * @throws IllegalArgumentException if it refuses these settings and this shape
   */
  public void check() {
    Providers.TASKS
        .find(provider)
        .ifPresent(found -> found.check(provider.settings(), context, inputDim));
  }

  /** As the provider has it, or by default where it is not there. */
  @Override
  public double draws() {
    return Providers.TASKS
        .find(provider)
        .map(found -> found.draws(provider.settings(), context, inputDim))
        .orElseGet(InContext.super::draws);
  }

  @Override
  public ProvidedPairs laidOut(TokenLayout other) {
    return new ProvidedPairs(provider, context, inputDim, other);
  }

  @Override
  public InContext shifted(Shift shift, double alpha) {
    throw new IllegalArgumentException(
        "shift is " + shift.label() + ", which is not defined for the tasks of " + provider);
  }

  @Override
  public QuerySampler sampler(TaskBlock block) {
    return new ProvidedSampler(this, block);
  }
}
