package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three inputs and a label; query and projection are the identity, so key and value are products.
 */
class HeadMeasuresTest {
  private static final int DIM = 3;

  @Test
  void aHeadIsMeasuredByHand() {
    double[][] keyQuery = {{1, 3, 0, 9}, {0, 2, 0, 9}, {4, 0, 3, 9}, {0, 0, 0, 0}};
    double[][] valueProjection = {{.1, 7, 0, 0}, {0, .2, 0, 0}, {0, 0, .3, 0}, {0, 0, 0, -5}};
    HeadMeasures head = measured(head(2, 1, keyQuery, valueProjection)).get(0);

    assertThat(head.layer()).isEqualTo(2);
    assertThat(head.head()).isEqualTo(1);
    assertThat(head.keyQueryDiagonal()).isEqualTo(2);
    assertThat(head.keyQueryOffDiagonal()).isCloseTo(Math.sqrt(25 / 6.0) / 2, within(1e-12));
    assertThat(head.valueLabel()).isEqualTo(-5);
    assertThat(head.product()).isEqualTo(-10);
    assertThat(head.valueInputDiagonal()).isCloseTo(0.2, within(1e-7));
  }

  @Test
  void theConstructionDescendsWhateverItsScaleAndSign() {
    for (double scale : new double[] {1, -1, 100, 0.02}) {
      HeadMeasures head = measured(head(0, 0, diagonal(scale, 0), corner(-0.6 / scale))).get(0);
      assertThat(head.role()).isEqualTo(HeadRole.DESCENT);
      assertThat(head.product()).isCloseTo(-0.6, within(1e-6));
      assertThat(head.keyQueryOffDiagonal()).isEqualTo(0);
      assertThat(head.rankRatio()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aHeadThatClimbsIsAnother() {
    assertThat(role(diagonal(1, 0), corner(0.6))).isEqualTo(HeadRole.OTHER);
  }

  /** The diagonal explains 3 / (3 + 6 off²) of the squares, a half at off = .7071. */
  @ParameterizedTest
  @CsvSource({"0.70, DESCENT", "0.72, OTHER"})
  void descentHasHalfOfTheSquaresOnTheDiagonal(double off, HeadRole role) {
    assertThat(role(diagonal(1, off), corner(-0.6))).isEqualTo(role);
  }

  /** The label's share of its column of W_PV is 1 / (1 + 3 x²), four fifths at x = .2887. */
  @ParameterizedTest
  @CsvSource({"0.28, DESCENT", "0.30, OTHER"})
  void descentHasTheLabelInItsValue(double x, HeadRole role) {
    double[][] valueProjection = corner(-0.6);
    for (int i = 0; i < DIM; i++) {
      valueProjection[i][DIM] = 0.6 * x;
    }
    assertThat(role(diagonal(1, 0), valueProjection)).isEqualTo(role);
  }

  @Test
  void labelInTheKeyAndInputsInTheValueAreSwapped() {
    double[][] keyQuery = diagonal(0.002, 0);
    double[][] valueProjection = new double[DIM + 1][DIM + 1];
    for (int i = 0; i < DIM; i++) {
      keyQuery[DIM][i] = 0.3 * Math.sin(i + 1);
      valueProjection[i][DIM] = -0.3 * Math.sin(i + 1);
    }
    HeadMeasures late = measured(head(0, 0, keyQuery, valueProjection)).get(0);
    assertThat(late.role()).isEqualTo(HeadRole.SWAPPED);
    assertThat(late.rankRatio()).isLessThan(0.01);
  }

  /** Strengths are products of the largest singular values: here of the scales. */
  @ParameterizedTest
  @CsvSource({"0.0059, IDLE", "0.0061, DESCENT"})
  void aHeadIsIdleBesideOneAHundredTimesStronger(double weak, HeadRole role) {
    List<WeightMatrix> weights = new ArrayList<>(head(0, 0, diagonal(1, 0), corner(-0.6)));
    weights.addAll(head(0, 1, diagonal(1, 0), corner(-weak)));
    assertThat(measured(weights))
        .extracting(HeadMeasures::role)
        .containsExactly(HeadRole.DESCENT, role);
  }

  @Test
  void aModelThatHasNotBegunIsIdle() {
    assertThat(role(diagonal(0.01, 0), corner(-0.01))).isEqualTo(HeadRole.IDLE);
  }

  @Test
  void withoutAnyWeightThereIsNoRatio() {
    HeadMeasures head = measured(head(0, 0, diagonal(0, 0), corner(0))).get(0);
    assertThat(head.role()).isEqualTo(HeadRole.IDLE);
    assertThat(head.rankRatio()).isNull();
    assertThat(head.keyQueryOffDiagonal()).isNull();
  }

  @Test
  void aHeadThatDivergedIsLeftOut() {
    assertThat(measured(head(0, 0, diagonal(Double.NaN, 0), corner(-1)))).isEmpty();
  }

  @Test
  void whereHeadsHaveNoRolesOnlyTheRankIsTold() {
    double[][] keyQuery = {{3, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}};
    assertThat(HeadMeasures.of(products(head(2, 1, keyQuery, corner(-1))), false))
        .containsExactly(
            new HeadMeasures(2, 1, null, null, null, null, null, 0.6666666666666666, null));
  }

  private static List<HeadMeasures> measured(List<WeightMatrix> weights) {
    return HeadMeasures.of(products(weights), true);
  }

  private static List<HeadProducts> products(List<WeightMatrix> weights) {
    return HeadProducts.of(weights, WeightsSpec.FACTORED);
  }

  private static HeadRole role(double[][] keyQuery, double[][] valueProjection) {
    return measured(head(0, 0, keyQuery, valueProjection)).get(0).role();
  }

  /** W_KQ with these entries on and off the diagonal of the inputs. */
  private static double[][] diagonal(double on, double off) {
    double[][] matrix = new double[DIM + 1][DIM + 1];
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        matrix[i][j] = i == j ? on : off;
      }
    }
    return matrix;
  }

  /** W_PV from label to label. */
  private static double[][] corner(double label) {
    double[][] matrix = new double[DIM + 1][DIM + 1];
    matrix[DIM][DIM] = label;
    return matrix;
  }

  private static List<WeightMatrix> head(
      int layer, int head, double[][] keyQuery, double[][] valueProjection) {
    double[][] identity = diagonal(1, 0);
    identity[DIM][DIM] = 1;
    return List.of(
        matrix(layer, head, "query", identity),
        matrix(layer, head, "key", keyQuery),
        matrix(layer, head, "value", valueProjection),
        matrix(layer, head, "projection", identity));
  }

  private static WeightMatrix matrix(int layer, int head, String name, double[][] entries) {
    List<Float> values = new ArrayList<>();
    for (double[] row : entries) {
      for (double entry : row) {
        values.add((float) entry);
      }
    }
    return new WeightMatrix(layer, head, name, entries.length, entries.length, values);
  }
}
