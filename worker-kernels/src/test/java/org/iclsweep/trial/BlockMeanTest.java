package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.AttentionSpec.Kind;
import org.junit.jupiter.api.Test;

class BlockMeanTest {

  private static final RealMatrix PRODUCT =
      new Array2DRowRealMatrix(
          new double[][] {
            {3, 1, 0, 0},
            {0, 5, 0, 2},
            {-1, 0, 0, 0},
            {0, 1, 0, 0}
          });

  private static final RealMatrix NOTHING = new Array2DRowRealMatrix(4, 4);

  /** Squares are 9 + 1 + 25 + 4 + 1 + 1 = 41; of the means 2 · 16, 2 · 1, 0, 0. */
  @Test
  void ofTwoSlotsAreFourMeans() {
    List<BlockMean> means = BlockMean.of(List.of(new HeadProducts(1, 3, PRODUCT, NOTHING)), 2);
    assertThat(means)
        .startsWith(
            new BlockMean(1, 3, Name.KEY_QUERY, 0, 0, 4, 2 * 16 / 41.0),
            new BlockMean(1, 3, Name.KEY_QUERY, 0, 1, 1, 2 / 41.0),
            new BlockMean(1, 3, Name.KEY_QUERY, 1, 0, 0, 0.0),
            new BlockMean(1, 3, Name.KEY_QUERY, 1, 1, 0, 0.0),
            new BlockMean(1, 3, Name.VALUE_PROJECTION, 0, 0, 0, null))
        .hasSize(8);
  }

  @Test
  void ofConstructedWeightsAllEnergyIsInTwoBlocks() {
    MeasuredModel model =
        MeasuredModel.of(
            SlotDescent.trial(
                SlotDescent.model(Kind.LINEAR, 1, 2, 3),
                SlotDescent.task(3, 4),
                1,
                MeasureSpec.every(1).evalTasks(1).build()),
            List.of());
    SlotDescent.write(model.network(), 3, List.of(.25));
    List<HeadProducts> heads = HeadProducts.of(FinalWeights.of(model.network()), model.spec());
    List<BlockMean> means = BlockMean.of(heads, 4);
    assertThat(means).hasSize(2 * 2 * 16);
    assertThat(means)
        .filteredOn(each -> each.diagonalMean() != 0)
        .containsExactly(
            new BlockMean(0, 0, Name.KEY_QUERY, 3, 2, 1, 1.0),
            new BlockMean(0, 0, Name.VALUE_PROJECTION, 1, 0, .25, 1.0),
            new BlockMean(0, 1, Name.KEY_QUERY, 3, 2, 1, 1.0),
            new BlockMean(0, 1, Name.VALUE_PROJECTION, 3, 2, -.25, 1.0));
    assertThat(means.stream().mapToDouble(BlockMean::energy).sum()).isCloseTo(4, within(1e-12));
  }
}
