package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

class DynamicsTest {

  private static final int DIM = 3;
  private static final int LENGTH = 7;
  private static final Dynamics TASK = new Dynamics(DIM, LENGTH, 11);

  @Test
  void everyStateIsTheOneBeforeItTurned() {
    SharedMatrix teacher = OrthogonalMatrix.of(DIM, 11, Stream.TEACHER);
    TaskBlock block = drawn(TASK, 0);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int t = 0; t < LENGTH; t++) {
        for (int i = 0; i < DIM; i++) {
          double next = 0;
          for (int j = 0; j < DIM; j++) {
            next += (double) teacher.get(i, j) * block.tokens().get(t, DIM + j, lane);
          }
          // a chain of three fused multiply-adds of numbers below 2
          assertThat((double) block.targets().get(t, i, lane)).isCloseTo(next, within(1e-6));
        }
      }
    }
  }

  @Test
  void tokensAreConstructed() {
    TaskBlock block = drawn(TASK, 0);
    assertThat(block.tokens().cols()).isEqualTo(4 * DIM);
    for (int t = 0; t < LENGTH; t++) {
      for (int i = 0; i < DIM; i++) {
        float state = block.tokens().get(t, DIM + i, 5);
        assertThat(block.tokens().get(t, i, 5)).isZero();
        assertThat(block.tokens().get(t, 2 * DIM + i, 5)).isEqualTo(state);
        assertThat(block.tokens().get(t, 3 * DIM + i, 5))
            .isEqualTo(t == 0 ? 0 : block.tokens().get(t - 1, DIM + i, 5));
        if (t > 0) {
          assertThat(block.targets().get(t - 1, i, 5)).isEqualTo(state);
        }
      }
    }
  }

  @Test
  void aLongerSequenceBeginsWithTheShorter() {
    LaneMatrix shorter = drawn(TASK, 3).tokens();
    LaneMatrix longer = drawn(new Dynamics(DIM, LENGTH + 4, 11), 3).tokens();
    for (int t = 0; t < LENGTH; t++) {
      for (int c = 0; c < 4 * DIM; c++) {
        assertThat(longer.get(t, c, 9)).isEqualTo(shorter.get(t, c, 9));
      }
    }
  }

  @Test
  void anotherTeacherSeedTurnsTheSameFirstStates() {
    TaskBlock one = drawn(TASK, 0);
    TaskBlock other = drawn(new Dynamics(DIM, LENGTH, 12), 0);
    assertThat(other.tokens().get(0, DIM, 2)).isEqualTo(one.tokens().get(0, DIM, 2));
    assertThat(other.targets().get(0, 0, 2)).isNotEqualTo(one.targets().get(0, 0, 2));
  }

  /** A turn keeps the covariance I/3 of the first state, so half its trace is n/6 at each t. */
  @Test
  void answeringZeroLosesTheSameAtEveryPosition() {
    int tasks = 40_000;
    double[] sums = new double[LENGTH];
    double[] squares = new double[LENGTH];
    TaskBlock block = new TaskBlock(TASK);
    TaskSampler sampler = TASK.sampler(block);
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      sampler.draw(1, Stream.TRAIN, 1, first);
      for (int t = 0; t < LENGTH; t++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          double loss = 0;
          for (int i = 0; i < DIM; i++) {
            double target = block.targets().get(t, i, lane);
            loss += target * target / 2;
          }
          sums[t] += loss;
          squares[t] += loss * loss;
        }
      }
    }
    for (int t = 0; t < LENGTH; t++) {
      double mean = sums[t] / tasks;
      double error = Math.sqrt((squares[t] / tasks - mean * mean) / tasks);
      assertThat(mean).isCloseTo(DIM / 6.0, within(4 * error));
    }
  }

  @Test
  void theTeacherIsOrthogonalToSinglePrecision() {
    for (int n : new int[] {1, 2, 7, 31}) {
      SharedMatrix w = OrthogonalMatrix.of(n, 3, Stream.TEACHER);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double product = 0;
          for (int k = 0; k < n; k++) {
            product += (double) w.get(k, i) * w.get(k, j);
          }
          // entries are rounded by 2^-25 of at most 1; a column's norm is 1
          assertThat(product).isCloseTo(i == j ? 1 : 0, within(2e-7));
        }
      }
    }
  }

  /** Diaconis and Shahshahani (1994): of the Haar measure of O(n), E tr(W)² = E tr(W²) = 1. */
  @Test
  void tracesHaveTheMomentsOfTheHaarMeasure() {
    int seeds = 20_000;
    for (int n : new int[] {3, 5}) {
      double[] values = new double[4];
      for (int seed = 0; seed < seeds; seed++) {
        SharedMatrix w = OrthogonalMatrix.of(n, seed, Stream.TEACHER);
        double trace = 0;
        double ofSquare = 0;
        for (int i = 0; i < n; i++) {
          trace += w.get(i, i);
          for (int j = 0; j < n; j++) {
            ofSquare += (double) w.get(i, j) * w.get(j, i);
          }
        }
        values[0] += trace * trace;
        values[1] += Math.pow(trace, 4);
        values[2] += ofSquare;
        values[3] += ofSquare * ofSquare;
      }
      assertIsOne(values[0] / seeds, values[1] / seeds, seeds);
      assertIsOne(values[2] / seeds, values[3] / seeds, seeds);
    }
  }

  private static void assertIsOne(double mean, double square, int count) {
    assertThat(mean).isCloseTo(1, within(4 * Math.sqrt((square - mean * mean) / count)));
  }

  @Test
  void sizesAreAtLeastOne() {
    assertThatThrownBy(() -> new Dynamics(0, 3, 1)).hasMessageContaining("dim is 0");
    assertThatThrownBy(() -> new Dynamics(2, 0, 1)).hasMessageContaining("length is 0");
    assertThat(drawn(new Dynamics(1, 1, 4), 0).targets().rows()).isEqualTo(1);
  }

  private static TaskBlock drawn(Dynamics task, int firstTask) {
    TaskBlock block = new TaskBlock(task);
    task.sampler(block).draw(5, Stream.TRAIN, 2, firstTask);
    return block;
  }
}
