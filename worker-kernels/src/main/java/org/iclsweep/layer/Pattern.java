package org.iclsweep.layer;

import org.iclsweep.spec.Labelled;

/**
 * Which entries of a head's two products are trained, where these are trained themselves; all
 * others are fixed. With m features of a token, the label last:
 *
 * <pre>
 *   full     W_KQ,                     W_PV                        [m, m]
 *   blocks   W_KQ = [[A, 0], [0, 0]],  W_PV = [[B, 0], [0, 1]]     A, B [m - 1, m - 1]
 *   sparse   the same with B = 0
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public enum Pattern implements Labelled {
  FULL,
  BLOCKS,
  SPARSE;

  /** Rows and columns of what is trained of a product, for tokens of so many features. */
  public int size(int width) {
    return isFull() ? width : width - 1;
  }

  public boolean isFull() {
    return this == FULL;
  }
}
