package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

/** What sequences show of their states, and the tokens that it becomes. */
class ObservationsTest {

  private static final int DIM = 5;
  private static final int SEEN = 3;
  private static final int LENGTH = 7;
  private static final Dynamics ALL = new Dynamics(DIM, LENGTH, 11);
  private static final Observations SOME = new Observations(SEEN, 0.7, 0);
  private static final Dynamics TASK = ALL.withObservations(SOME);
  private static final Dynamics EVERYTHING =
      TASK.withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(0.1))
          .withObservations(SOME.withNoise(0.2));

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final LaneMatrix map = LaneMatrix.zeros(SEEN, DIM);
  private final LaneMatrix start = LaneMatrix.zeros(1, DIM);

  private static double[] product(double[][] matrix, double[] x) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < x.length; j++) {
        product[i] += matrix[i][j] * x[j];
      }
    }
    return product;
  }

  private static double[][] lane(LaneMatrix lanes, int lane) {
    double[][] matrix = new double[lanes.rows()][lanes.cols()];
    for (int r = 0; r < lanes.rows(); r++) {
      for (int c = 0; c < lanes.cols(); c++) {
        matrix[r][c] = lanes.get(r, c, lane);
      }
    }
    return matrix;
  }

  /** By hand: first C, then the first state, which W turns. */
  @Test
  void observationsAreAProductWithAMatrixOfTheSequence() {
    SharedMatrix fixed = OrthogonalMatrix.of(DIM, 11, Stream.TEACHER);
    double[][] w = new double[DIM][DIM];
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        w[i][j] = fixed.get(i, j);
      }
    }
    kernels.seed(state, 5, Stream.TRAIN.number(), 2, 0);
    kernels.fillNormal(map, state, 0.7f);
    kernels.fillUniform(start, state, 1f);
    double[][][] seen = Sequences.of(TASK, 16).observations;
    for (int lane = 0; lane < 16; lane++) {
      double[] h = lane(start, lane)[0];
      for (int t = 0; t <= LENGTH; t++) {
        // sums of 5 products of order 1
        assertThat(seen[lane][t]).containsExactly(product(lane(map, lane), h), within(2e-6));
        h = product(w, h);
      }
    }
  }

  @Test
  void theMatrixOfObservationsIsDrawnBehindW() {
    LaneMatrix normals = LaneMatrix.zeros(DIM, DIM);
    kernels.seed(state, 5, Stream.TRAIN.number(), 2, 0);
    kernels.fillNormal(normals, state, 1f);
    kernels.fillNormal(map, state, 0.7f);
    kernels.fillUniform(start, state, 1f);
    assertStarts(TASK.withTransition(Transition.orthogonal()));
  }

  @Test
  void theMatrixOfObservationsBelongsToTheSystem() {
    LaneMatrix other = LaneMatrix.zeros(DIM, DIM);
    kernels.seed(state, 5, Stream.TRAIN.number(), 2, 0);
    kernels.fillUniform(other.row(0).col(0), state, 1f);
    kernels.fillUniform(start, state, 1f);
    kernels.seed(state, 11, Stream.TEACHER.number(), 0, 0);
    kernels.fillNormal(other, state, 1f);
    kernels.fillNormal(map, state, 0.7f);
    for (int r = 0; r < SEEN; r++) {
      for (int c = 0; c < DIM; c++) {
        for (int lane = 1; lane < LaneMatrix.LANES; lane++) {
          map.set(r, c, lane, map.get(r, c, 0));
        }
      }
    }
    assertStarts(TASK.withTransition(Transition.orthogonal().among(1)));
  }

  private void assertStarts(Dynamics task) {
    double[][][] seen = Sequences.of(task, 16).observations;
    for (int lane = 0; lane < 16; lane++) {
      assertThat(seen[lane][0])
          .containsExactly(product(lane(map, lane), lane(start, lane)[0]), within(2e-6));
    }
  }

  @Test
  void noiseOfObservationsLeavesStatesAsTheyAre() {
    double noise = 0.1;
    for (Dynamics task : List.of(ALL, EVERYTHING.withObservations(SOME))) {
      Moments squares = new Moments();
      Moments last = new Moments();
      Moments steps = new Moments();
      Moments beside = new Moments();
      Observations noisy = task.observations().withNoise(noise);
      double[][][] plain = Sequences.of(task, 4_000).observations;
      double[][][] seen = Sequences.of(task.withObservations(noisy), 4_000).observations;
      for (int k = 0; k < seen.length; k++) {
        double before = 0;
        for (int t = 0; t <= LENGTH; t++) {
          double first = seen[k][t][0] - plain[k][t][0];
          // 5.77 deviations, where a state that is another would be off by order 1
          assertThat(first).isCloseTo(0, within(6 * noise));
          squares.add(first * first);
          steps.add(first * before);
          beside.add(first * (seen[k][t][1] - plain[k][t][1]));
          before = first;
        }
        last.add(before * before);
      }
      squares.assertMean(noise * noise);
      last.assertMean(noise * noise);
      steps.assertMean(0);
      beside.assertMean(0);
    }
  }

  /** Of generators of its own, whose numbers are no other's. */
  @Test
  void noiseOfObservationsIsNotThatOfStates() {
    Dynamics states = ALL.withStates(States.PLAIN.withNoise(0.1));
    double[][][] plain = Sequences.of(ALL, 4_000).observations;
    double[][][] noisy = Sequences.of(states, 4_000).observations;
    double[][][] seen =
        Sequences.of(ALL.withObservations(Observations.ALL.withNoise(0.1)), 4_000).observations;
    Moments start = new Moments();
    for (int k = 0; k < seen.length; k++) {
      // of one generator they would depend on each other, though not linearly
      start.add(Math.pow(seen[k][0][0] - plain[k][0][0], 2) * plain[k][0][0]);
    }
    start.assertMean(0);
    for (int behind = 0; behind < 2; behind++) {
      Moments product = new Moments();
      for (int k = 0; k < seen.length; k++) {
        double ofState = noisy[k][1][0] - plain[k][1][0];
        product.add(ofState * (seen[k][behind][0] - plain[k][behind][0]));
      }
      product.assertMean(0);
    }
  }

  @Test
  void aLongerSequenceBeginsWithTheShorter() {
    for (SequenceTokens tokens : List.of(SequenceTokens.CONSTRUCTED, SequenceTokens.stacked(3))) {
      Dynamics task = EVERYTHING.withTokens(tokens);
      TaskBlock shorter = Sequences.block(task, 16);
      TaskBlock longer = Sequences.block(task.withLength(LENGTH + 4), 16);
      assertSame(longer.tokens().rows(0, LENGTH), shorter.tokens());
      assertSame(longer.targets().rows(0, LENGTH), shorter.targets());
    }
  }

  @Test
  void sequencesAreTheSameWhateverTheirTokens() {
    TaskBlock raw = Sequences.block(EVERYTHING.withTokens(SequenceTokens.RAW), 16);
    for (SequenceTokens tokens :
        List.of(
            SequenceTokens.CONSTRUCTED, SequenceTokens.innerZero(), SequenceTokens.stacked(4))) {
      Dynamics task = EVERYTHING.withTokens(tokens);
      TaskBlock block = Sequences.block(task, 16);
      assertSame(block.targets(), raw.targets());
      assertThat(task.readOut()).isEqualTo(EVERYTHING.readOut());
      assertThat(task.readOut().features().count()).isEqualTo(SEEN);
    }
    assertSame(raw.targets().rows(0, LENGTH - 1), raw.tokens().rows(1, LENGTH));
  }

  @Test
  void tokensAreMadeOfTheLastObservations() {
    assertParts(SequenceTokens.CONSTRUCTED, -1, 0, 0, 1);
    assertParts(SequenceTokens.innerZero(), -1, -1, 0, 1);
    assertParts(SequenceTokens.stacked(1), 0);
    assertParts(SequenceTokens.stacked(4), 0, 1, 2, 3);
    assertParts(SequenceTokens.stacked(LENGTH), 0, 1, 2, 3, 4, 5, 6);
    assertParts(SequenceTokens.RAW, 0);
  }

  /**
   * @param lags of the parts; -1 for zeros
   */
  private static void assertParts(SequenceTokens tokens, int... lags) {
    Dynamics task = EVERYTHING.withTokens(tokens);
    LaneMatrix raw = Sequences.block(EVERYTHING.withTokens(SequenceTokens.RAW), 16).tokens();
    TaskBlock block = Sequences.block(task, 16);
    assertThat(block.tokens().cols()).isEqualTo(lags.length * SEEN).isEqualTo(task.tokenWidth());
    for (int part = 0; part < lags.length; part++) {
      for (int t = 0; t < LENGTH; t++) {
        for (int i = 0; i < SEEN; i++) {
          boolean none = lags[part] < 0 || t < lags[part];
          assertThat(block.tokens().get(t, part * SEEN + i, 3))
              .isEqualTo(none ? 0 : raw.get(t - lags[part], i, 3));
        }
      }
    }
  }

  @Test
  void exportedArraysHaveTheSizesOfObservations() {
    Dynamics task = EVERYTHING.withTokens(SequenceTokens.stacked(4));
    List<TaskArray> arrays = task.arrays(Sequences.block(task, 0));
    assertThat(arrays.get(0).shape()).containsExactly(LENGTH, 4 * SEEN);
    assertThat(arrays.get(1).shape()).containsExactly(LENGTH, SEEN);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> ALL.withObservations(new Observations(6, 1, 0)))
        .hasMessage("observed is 6, must be at most 5, the features of a state");
    assertThatThrownBy(() -> new Observations(-1, 1, 0))
        .hasMessage("observed is -1, must be positive, or 0 for all of a state");
    assertThatThrownBy(() -> new Observations(1, 0, 0))
        .hasMessage("scale is 0.0, must be positive");
    assertThatThrownBy(() -> SOME.withNoise(-1))
        .hasMessage("noise is -1.0, must be positive, or 0 for none");
    assertThatThrownBy(() -> TASK.withTokens(SequenceTokens.stacked(8)))
        .hasMessage("stack is 8, must be at most 7, the tokens of a sequence");
    assertThatThrownBy(() -> SequenceTokens.stacked(0)).hasMessageContaining("stack is 0");
    assertThat(Sequences.of(ALL.withLength(1), 16).observations[3]).hasNumberOfRows(2);
  }

  private static void assertSame(LaneMatrix one, LaneMatrix other) {
    for (int r = 0; r < other.rows(); r++) {
      for (int c = 0; c < other.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          assertThat(one.get(r, c, lane)).isEqualTo(other.get(r, c, lane));
        }
      }
    }
  }
}
