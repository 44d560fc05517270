package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.AttentionWeights;

/**
 * How near a block of a head's weight products is to a multiple of the identity, where tokens are
 * observations side by side: the part of a construction in which scores and values compare and move
 * whole observations.
 *
 * <pre>  mean = tr(block) / n,   energy = n mean² / ‖product‖²  </pre>
 *
 * <p>The energies of all blocks of a product add up to how much of it a {@link CompressedNetwork}
 * has.
 *
 * @param layer from 0
 * @param head from 0
 * @param matrix {@code key-query}, W_K W_Qᵀ, or {@code value-projection}, W_V W_O
 * @param rowSlot which observation of a token the block's rows are of, from 0: of the key's, of the
 *     value's
 * @param colSlot which its columns are of: of the query's; of that which is updated
 * @param diagonalMean mean of the block's diagonal
 * @param energy share of the product's squares; {@code null} of zeros
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), appendix</a>
 */
public record BlockMean(
    int layer,
    int head,
    AttentionWeights.Name matrix,
    int rowSlot,
    int colSlot,
    double diagonalMean,
    Double energy)
    implements Serializable {

  /**
   * Of all blocks of all heads.
   *
   * @param slots observations of a token
   */
  public static List<BlockMean> of(List<HeadProducts> heads, int slots) {
    List<BlockMean> means = new ArrayList<>();
    for (HeadProducts head : heads) {
      add(means, head, AttentionWeights.Name.KEY_QUERY, head.keyQuery(), slots);
      add(means, head, AttentionWeights.Name.VALUE_PROJECTION, head.valueProjection(), slots);
    }
    return means;
  }

  private static void add(
      List<BlockMean> means,
      HeadProducts head,
      AttentionWeights.Name matrix,
      RealMatrix product,
      int slots) {
    int n = product.getRowDimension() / slots;
    double squares = product.transpose().multiply(product).getTrace();
    for (int r = 0; r < slots; r++) {
      for (int c = 0; c < slots; c++) {
        double mean = trace(product, r * n, c * n, n) / n;
        double energy = n * mean * mean / squares;
        means.add(
            new BlockMean(
                head.layer(),
                head.head(),
                matrix,
                r,
                c,
                mean,
                Double.isFinite(energy) ? energy : null));
      }
    }
  }

  private static double trace(RealMatrix product, int row, int col, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += product.getEntry(row + i, col + i);
    }
    return trace;
  }
}
