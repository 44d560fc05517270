package org.iclsweep.layer;

import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * The weights of an attention layer of blocks, without what {@link Pattern} fixes of them.
 *
 * <pre>
 *   A_h, B_h   upper left blocks of a head's two products, label to label 1
 *   A = Σ_h A_h                                                                 how labels are read
 * </pre>
 *
 * <p><b>Shapes</b> (d = m - 1 inputs): A_h, B_h, A [d, d].
 */
public final class BlockWeights implements Weights {

  private final AttentionWeights attention;
  private final Columns inputs;
  private final boolean moveInputs;
  private final SharedMatrix reading;
  private final PartialSums readingSums;

  /**
   * @param attention with updates times 1; prepared and closed with these weights
   * @param dim number of inputs
   * @param moveInputs whether inputs are updated, by B_h
   */
  public BlockWeights(AttentionWeights attention, int dim, boolean moveInputs) {
    this.attention = attention;
    this.moveInputs = moveInputs;
    inputs = Columns.first(dim);
    reading = SharedMatrix.zeros(dim, dim);
    readingSums = PartialSums.zeros(dim, dim);
  }

  int heads() {
    return attention.heads();
  }

  boolean moveInputs() {
    return moveInputs;
  }

  /** A. */
  SharedMatrix reading() {
    return reading;
  }

  PartialSums readingSums() {
    return readingSums;
  }

  /** A_h. */
  SharedMatrix keyQuery(int head) {
    return block(attention.keyQuery(head));
  }

  PartialSums keyQuerySums(int head) {
    return block(attention.keyQuerySums(head));
  }

  /** B_h. */
  SharedMatrix valueProjection(int head) {
    return block(attention.valueProjection(head));
  }

  PartialSums valueProjectionSums(int head) {
    return block(attention.valueProjectionSums(head));
  }

  private SharedMatrix block(SharedMatrix product) {
    return inputs.of(inputs.of(product).transposed()).transposed();
  }

  private PartialSums block(PartialSums sums) {
    return inputs.of(inputs.of(sums).transposed()).transposed();
  }

  @Override
  public List<AttentionWeights> ofAttention() {
    return List.of(attention);
  }

  @Override
  public void prepare() {
    attention.prepare();
    readingSums.clear();
    reading.copyFrom(keyQuery(0));
    for (int h = 1; h < heads(); h++) {
      reading.add(keyQuery(h));
    }
  }

  @Override
  public void closeGradient(float scale) {
    // forward was A = Σ_h A_h, so dA_h += dA
    for (int h = 0; h < heads(); h++) {
      keyQuerySums(h).add(readingSums);
    }
    attention.closeGradient(scale);
  }
}
