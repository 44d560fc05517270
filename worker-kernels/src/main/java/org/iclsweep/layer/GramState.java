package org.iclsweep.layer;

/**
 * What lies between two layers in the Gram form.
 *
 * @param gram the context's Gram matrix and its gradient as {@link ContextGram} holds it: [m, m,
 *     64]
 * @param query the query token: [1, m, 16]
 */
public record GramState(Activation gram, Activation query) {

  /** A new state of zeros. */
  public static GramState zeros(int width) {
    return new GramState(Activation.zeros(width, width), Activation.zeros(1, width));
  }
}
