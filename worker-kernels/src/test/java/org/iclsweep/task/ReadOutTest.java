package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.junit.jupiter.api.Test;

/** Where answers stand, with sizes that are primes of their own: more than one task needs today. */
class ReadOutTest {

  private static final int TOKENS = 5;
  private static final int WIDTH = 7;
  private static final int TASKS = 11;
  private static final ReadOut SEVERAL = new ReadOut(3, Columns.last(2), true);

  private final LaneMatrix stream = numbers(LaneMatrix.zeros(TOKENS, WIDTH), 0.3f);

  @Test
  void answersStandInTheLastFeaturesOfTheLastTokens() {
    LaneMatrix read = SEVERAL.of(stream);
    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.cols()).isEqualTo(2);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        assertThat(read.get(i, j, 4)).isEqualTo(stream.get(2 + i, 5 + j, 4));
      }
    }
    assertThat(ReadOut.QUERY_LABEL.of(stream).get(0, 0, 9)).isEqualTo(stream.get(4, 6, 9));
  }

  @Test
  void anAnswerIsTheNegatedOutput() {
    LaneMatrix answers = SEVERAL.room();
    SEVERAL.answer(answers, SEVERAL.of(stream));
    assertThat(answers.get(2, 0, 8)).isEqualTo(-stream.get(4, 5, 8));
    assertThat(SEVERAL.answer(2.5f)).isEqualTo(-2.5f);
  }

  @Test
  void residualIsTheGradientOfHalfTheSquaredErrorsByTheOutputs() {
    LaneMatrix outputs = SEVERAL.of(stream);
    LaneMatrix targets = numbers(SEVERAL.room(), 0.7f);
    LaneMatrix residual = SEVERAL.room();
    SEVERAL.residual(Lanes.kernels(), residual, targets, outputs, TASKS);
    float step = 0.01f;
    for (int lane = 0; lane < TASKS; lane++) {
      float kept = outputs.get(1, 1, lane);
      outputs.set(1, 1, lane, kept + step);
      double above = loss(targets, outputs, lane);
      outputs.set(1, 1, lane, kept - step);
      double below = loss(targets, outputs, lane);
      outputs.set(1, 1, lane, kept);
      // a parabola: all but the rounding of the two floats around the output
      assertThat((double) residual.get(1, 1, lane))
          .isCloseTo((above - below) / (2 * step), within(1e-4));
    }
  }

  @Test
  void lanesBehindTheBatchHaveNoResidual() {
    LaneMatrix residual = numbers(SEVERAL.room(), 1);
    SEVERAL.residual(Lanes.kernels(), residual, numbers(SEVERAL.room(), 1), residual, TASKS);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          assertThat(residual.get(i, j, lane) == 0).isEqualTo(lane >= TASKS);
        }
      }
    }
  }

  @Test
  void aBlockHasRoomForTheTargetsThatTheTaskIsReadBy() {
    TaskSpec task = new LinearRegression(2, 3, 0.5, 1);
    LaneMatrix targets = new TaskBlock(task).targets();
    assertThat(targets.rows()).isEqualTo(task.readOut().positions());
    assertThat(targets.cols()).isEqualTo(task.readOut().features().count());
  }

  private static double loss(LaneMatrix targets, LaneMatrix outputs, int lane) {
    double loss = 0;
    for (int i = 0; i < targets.rows(); i++) {
      for (int j = 0; j < targets.cols(); j++) {
        float answer = SEVERAL.answer(outputs.get(i, j, lane));
        double error = (double) targets.get(i, j, lane) - answer;
        loss += 0.5 * error * error;
      }
    }
    return loss;
  }

  private static LaneMatrix numbers(LaneMatrix matrix, float start) {
    float next = start;
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          next = (next * 1.7f + 0.13f) % 2;
          matrix.set(r, c, lane, next);
        }
      }
    }
    return matrix;
  }
}
