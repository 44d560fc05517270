package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;

class WeightProductsTest {

  /** Token width 3, key size 2: W_KQ = W_k W_q^T and W_PV = W_v W_o by hand. */
  @Test
  void productsFollowTheRowConvention() {
    List<HeadProducts> heads =
        heads(
            weight("query", 3, 2, 1, 2, 3, 4, 5, 6),
            weight("key", 3, 2, 1, 0, 0, 1, 2, -1),
            weight("value", 3, 2, 1, 1, 0, 2, 3, 0),
            weight("projection", 2, 3, 1, 0, -1, 2, 5, 0));
    assertThat(heads).hasSize(1);
    assertThat(heads.get(0).keyQuery().getData())
        .isDeepEqualTo(new double[][] {{1, 3, 5}, {2, 4, 6}, {0, 2, 4}});
    assertThat(heads.get(0).valueProjection().getData())
        .isDeepEqualTo(new double[][] {{3, 5, -1}, {4, 10, 0}, {3, 0, -3}});
  }

  @Test
  void headWithoutAllFourMatricesIsLeftOut() {
    assertThat(heads(weight("query", 1, 1, 1))).isEmpty();
  }

  @Test
  void productsThatAreTrainedAreTheProducts() {
    WeightMatrix keyQuery = weight("key-query", 2, 2, 1, 2, 3, 4);
    WeightMatrix valueProjection = weight("value-projection", 2, 2, 5, 6, 7, 8);

    HeadProducts full = merged(Pattern.FULL, keyQuery, valueProjection).get(0);
    assertThat(full.keyQuery().getData()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(full.valueProjection().getData()).isDeepEqualTo(new double[][] {{5, 6}, {7, 8}});

    HeadProducts blocks = merged(Pattern.BLOCKS, keyQuery, valueProjection).get(0);
    assertThat(blocks.keyQuery().getData())
        .isDeepEqualTo(new double[][] {{1, 2, 0}, {3, 4, 0}, {0, 0, 0}});
    assertThat(blocks.valueProjection().getData())
        .isDeepEqualTo(new double[][] {{5, 6, 0}, {7, 8, 0}, {0, 0, 1}});

    HeadProducts sparse = merged(Pattern.SPARSE, keyQuery).get(0);
    assertThat(sparse.keyQuery()).isEqualTo(blocks.keyQuery());
    assertThat(sparse.valueProjection().getData())
        .isDeepEqualTo(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}});
  }

  @Test
  void headIsThereWithAllThatIsTrainedOfItAlone() {
    WeightMatrix keyQuery = weight("key-query", 1, 1, 2);
    assertThat(heads(keyQuery)).isEmpty();
    assertThat(merged(Pattern.BLOCKS, keyQuery)).isEmpty();
    assertThat(merged(Pattern.SPARSE, keyQuery)).hasSize(1);
    assertThat(merged(Pattern.SPARSE, weight("key-query", 1, 1, Double.NaN))).isEmpty();
  }

  private static List<HeadProducts> merged(Pattern pattern, WeightMatrix... weights) {
    return HeadProducts.of(List.of(weights), WeightsSpec.merged(pattern, false));
  }

  @Test
  void matrixOfTheWrongSizeIsNamed() {
    assertThatThrownBy(() -> heads(weight("key", 2, 2, 1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight matrix key of layer 0, head 0 has 3 values, must have 2 x 2");
  }

  @Test
  void normalisingKeepsTheFunctionAndFixesScaleAndSign() {
    HeadProducts construction = HeadProducts.construction(10, 0.606);
    HeadProducts scaled =
        new HeadProducts(
            0,
            0,
            construction.keyQuery().scalarMultiply(-0.5),
            construction.valueProjection().scalarMultiply(-2));
    HeadProducts normalised = scaled.normalised();
    assertThat(normalised.keyQuery().subtract(construction.keyQuery()).getNorm())
        .isCloseTo(0, within(1e-12));
    assertThat(normalised.valueProjection().subtract(construction.valueProjection()).getNorm())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void constructionOfADeeperModelMovesTheInputsToo() {
    HeadProducts layer = HeadProducts.construction(1, 2, 1.35, 0.176);
    assertThat(layer.layer()).isEqualTo(1);
    assertThat(layer.keyQuery().getData())
        .isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}});
    assertThat(layer.valueProjection().getData())
        .isDeepEqualTo(new double[][] {{-0.176, 0, 0}, {0, -0.176, 0}, {0, 0, -1.35}});
  }

  /**
   * Two heads with opposite entries beside the diagonal: in their sum only the diagonal is left.
   */
  @Test
  void whatHeadsHaveBesideTheDiagonalCancelsInTheirSum() {
    RealMatrix corner = new Array2DRowRealMatrix(new double[][] {{0, 0}, {7, 2}});
    HeadProducts one = new HeadProducts(0, 0, matrix(3, 5), corner);
    HeadProducts other = new HeadProducts(0, 1, matrix(1, 5), corner.scalarMultiply(-1));
    assertThat(one.onLabel().add(other.onLabel()).getData())
        .isDeepEqualTo(new double[][] {{4, 0}, {0, 0}});
  }

  private static RealMatrix matrix(double diagonal, double beside) {
    return new Array2DRowRealMatrix(new double[][] {{diagonal, beside}, {beside, 0}});
  }

  @Test
  void constructionIsNotSwappedAndItsMirrorIs() {
    RoleSwap construction = RoleSwap.of(HeadProducts.construction(10, 0.606));
    assertThat(construction).isEqualTo(new RoleSwap(1, 0, 1));
    assertThat(construction.swapped()).isFalse();
    RealMatrix keyQuery = new Array2DRowRealMatrix(new double[][] {{.01, 0}, {2, 0}});
    RealMatrix valueProjection = new Array2DRowRealMatrix(new double[][] {{0, -3}, {0, 0}});
    RoleSwap swap = RoleSwap.of(new HeadProducts(0, 0, keyQuery, valueProjection));
    assertThat(swap.singularRatio()).isEqualTo(0);
    assertThat(swap.keyLabelEnergy()).isCloseTo(1 - 2.5e-5, within(1e-8));
    assertThat(swap.valueLabelShare()).isEqualTo(0);
    assertThat(swap.swapped()).isTrue();
  }

  @Test
  void zeroWeightsAreNeitherSwappedNorAnError() {
    Float[] zeros = new Float[4];
    Arrays.fill(zeros, 0f);
    List<WeightMatrix> weights = new ArrayList<>();
    for (String name : List.of("query", "key", "value", "projection")) {
      weights.add(new WeightMatrix(0, 0, name, 2, 2, List.of(zeros)));
    }
    HeadProducts head = heads(weights.toArray(WeightMatrix[]::new)).get(0);
    assertThat(RoleSwap.of(head).swapped()).isFalse();
    assertThat(head.normalised()).isEqualTo(head);
  }

  private static WeightMatrix weight(String name, int rows, int cols, double... values) {
    List<Float> floats = new ArrayList<>();
    for (double value : values) {
      floats.add((float) value);
    }
    return new WeightMatrix(0, 0, name, rows, cols, floats);
  }

  private static List<HeadProducts> heads(WeightMatrix... weights) {
    return HeadProducts.of(List.of(weights), WeightsSpec.FACTORED);
  }
}
