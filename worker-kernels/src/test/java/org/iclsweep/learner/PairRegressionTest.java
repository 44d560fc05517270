package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.PairSampler;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.States;
import org.iclsweep.task.Transition;
import org.junit.jupiter.api.Test;

class PairRegressionTest {

  private static final int DIM = 3;
  private static final double RIDGE = 0.05;

  private final PairSampler pairs =
      new PairSampler(
          new Dynamics(DIM, 5, 42)
              .withTransition(Transition.orthogonal())
              .withStates(States.PLAIN.withNoise(0.1))
              .withTokens(SequenceTokens.RAW),
          List.of(5, 3));
  private final LaneMatrix answers = LaneMatrix.zeros(8, DIM);

  private void answer() {
    pairs.draw(5, Stream.EVAL, 0, 0);
    new PairRegression(RIDGE, DIM).answer(answers, pairs.inputs(), pairs.labels());
  }

  /** By the inverse of the whole matrix, of the pairs before it and of no others. */
  @Test
  void everyPairIsAnsweredByRidgeRegressionOnThoseBefore() {
    answer();
    for (int lane : new int[] {0, 15}) {
      for (int pair = 0; pair < 8; pair++) {
        RealMatrix gram = MatrixUtils.createRealIdentityMatrix(DIM).scalarMultiply(RIDGE);
        RealMatrix cross = new Array2DRowRealMatrix(DIM, DIM);
        for (int before = 0; before < pair; before++) {
          RealMatrix x = column(pairs.inputs(), before, lane);
          gram = gram.add(x.multiply(x.transpose()));
          cross = cross.add(column(pairs.labels(), before, lane).multiply(x.transpose()));
        }
        RealMatrix expected =
            cross
                .multiply(new LUDecomposition(gram).getSolver().getInverse())
                .multiply(column(pairs.inputs(), pair, lane));
        for (int i = 0; i < DIM; i++) {
          // rounded to single precision
          assertThat((double) answers.get(pair, i, lane))
              .isCloseTo(expected.getEntry(i, 0), within(1e-6));
        }
      }
    }
  }

  @Test
  void theFirstPairIsAnsweredByNothing() {
    answer();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int i = 0; i < DIM; i++) {
        assertThat(answers.get(0, i, lane)).isZero();
      }
    }
  }

  private static RealMatrix column(LaneMatrix rows, int row, int lane) {
    RealMatrix column = new Array2DRowRealMatrix(DIM, 1);
    for (int i = 0; i < DIM; i++) {
      column.setEntry(i, 0, rows.get(row, i, lane));
    }
    return column;
  }
}
