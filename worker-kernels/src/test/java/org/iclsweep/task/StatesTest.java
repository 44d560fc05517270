package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

/** What happens to states beside W. */
class StatesTest {

  private static final int DIM = 3;
  private static final int LENGTH = 5;
  private static final int COUNT = 8_000;
  private static final double NOISE = 0.125;
  private static final Dynamics TASK = new Dynamics(DIM, LENGTH, 11);
  private static final Dynamics NOISY = TASK.withStates(States.PLAIN.withNoise(NOISE));
  private static final StateMap MAP = new StateMap(4, 1.1);
  private static final SharedMatrix W = OrthogonalMatrix.of(DIM, 11, Stream.TEACHER);

  private static double[] turned(double[] state) {
    double[] turned = new double[DIM];
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        turned[i] += W.get(i, j) * state[j];
      }
    }
    return turned;
  }

  @Test
  void noiseIsDrawnAnewAtEveryStepAndFeature() {
    Moments[][] squares = new Moments[LENGTH][DIM];
    Moments beside = new Moments();
    Moments behind = new Moments();
    Moments start = new Moments();
    for (Moments[] row : squares) {
      Arrays.setAll(row, i -> new Moments());
    }
    for (double[][] states : Sequences.of(NOISY, COUNT).observations) {
      double[] before = states[0];
      for (int t = 0; t < LENGTH; t++) {
        double[] turned = turned(states[t]);
        double[] noise = new double[DIM];
        for (int i = 0; i < DIM; i++) {
          noise[i] = states[t + 1][i] - turned[i];
          squares[t][i].add(noise[i] * noise[i]);
        }
        beside.add(noise[0] * noise[1]);
        (t == 0 ? start : behind).add(before[2] * noise[2]);
        before = noise;
      }
    }
    for (Moments[] row : squares) {
      for (Moments each : row) {
        each.assertMean(NOISE * NOISE);
      }
    }
    beside.assertMean(0);
    behind.assertMean(0);
    start.assertMean(0);
  }

  @Test
  void systemAndStartAreTheSameWhateverTheNoise() {
    for (Transition transition :
        List.of(Transition.FIXED, Transition.orthogonal(), Transition.orthogonal().among(3))) {
      Dynamics task = TASK.withTransition(transition);
      double[][][] plain = Sequences.of(task, 64).observations;
      double[][][] noisy =
          Sequences.of(task.withStates(States.PLAIN.withNoise(1e-3)), 64).observations;
      for (int k = 0; k < 64; k++) {
        assertThat(noisy[k][0]).containsExactly(plain[k][0]);
        // a normal draw is at most 5.77 deviations
        assertThat(noisy[k][1]).containsExactly(plain[k][1], within(6e-3));
        assertThat(noisy[k][1]).isNotEqualTo(plain[k][1]);
      }
    }
  }

  @Test
  void statesStayWithinTheBound() {
    States law = States.PLAIN.from(StartLaw.NORMAL, 2).withNoise(NOISE);
    int bounded = 0;
    double[][][] free = Sequences.of(TASK.withStates(law), 320).observations;
    double[][][] clipped = Sequences.of(TASK.withStates(law.within(1.5)), 320).observations;
    for (int k = 0; k < 320; k++) {
      double[] noise = new double[DIM];
      for (int t = 0; t <= LENGTH; t++) {
        double[] mean = t == 0 ? free[k][0] : turned(clipped[k][t - 1]);
        double[] ofFree = t == 0 ? free[k][0] : turned(free[k][t - 1]);
        for (int i = 0; i < DIM; i++) {
          noise[i] = free[k][t][i] - ofFree[i];
          double expected = Math.max(-1.5, Math.min(1.5, mean[i] + noise[i]));
          assertThat(clipped[k][t][i]).isCloseTo(expected, within(3e-6));
          bounded += Math.abs(expected) == 1.5 ? 1 : 0;
        }
      }
    }
    assertThat(bounded).isGreaterThan(1_000);
  }

  @Test
  void theFirstStateHasTheLawAndRangeThatIsAskedFor() {
    Moments uniform = new Moments();
    Moments normal = new Moments();
    Moments fourth = new Moments();
    States plain = States.PLAIN;
    Dynamics one = TASK.withStates(plain.from(StartLaw.UNIFORM, 0.25));
    for (double[][] states : Sequences.of(one, COUNT).observations) {
      assertThat(Math.abs(states[0][1])).isLessThanOrEqualTo(0.25);
      uniform.add(states[0][1] * states[0][1]);
    }
    Dynamics other = TASK.withStates(plain.from(StartLaw.NORMAL, 0.5));
    for (double[][] states : Sequences.of(other, COUNT).observations) {
      normal.add(states[0][1] * states[0][1]);
      fourth.add(Math.pow(states[0][1], 4));
    }
    uniform.assertMean(0.0625 / 3);
    normal.assertMean(0.25);
    fourth.assertMean(3 * 0.0625);
  }

  /** The documented draws and formula, in double. */
  @Test
  void statesGoThroughTheNormedPerceptron() {
    int units = 4 * DIM;
    int[] state = new int[LaneKernels.STATE_WORDS];
    Lanes.kernels().seed(state, 11, Stream.TEACHER.number(), 1, 0);
    LaneMatrix inner = LaneMatrix.zeros(units, DIM);
    LaneMatrix outer = LaneMatrix.zeros(DIM, units);
    Lanes.kernels().fillNormal(inner, state, 1.1f);
    Lanes.kernels().fillNormal(outer, state, 1.1f);
    Dynamics task = TASK.withStates(States.PLAIN.through(MAP));
    double[][][] plain = Sequences.of(TASK, 64).observations;
    double[][][] mapped = Sequences.of(task, 64).observations;
    for (int k = 0; k < 64; k++) {
      assertThat(mapped[k][0]).containsExactly(plain[k][0]);
      for (int t = 0; t < LENGTH; t++) {
        double[] f = new double[DIM];
        for (int u = 0; u < units; u++) {
          double sum = 0;
          for (int j = 0; j < DIM; j++) {
            sum += inner.get(u, j, 0) * mapped[k][t][j];
          }
          double z = Math.sqrt(2 / Math.PI) * (sum + 0.044715 * sum * sum * sum);
          for (int i = 0; i < DIM; i++) {
            f[i] += outer.get(i, u, 0) * sum / 2 * (1 + Math.tanh(z));
          }
        }
        double norm = Math.sqrt(Arrays.stream(f).map(each -> each * each).sum());
        double[] expected = turned(Arrays.stream(f).map(each -> each / norm).toArray());
        // some ten roundings of numbers of order 1, over norms that may be a tenth of that
        assertThat(mapped[k][t + 1]).containsExactly(expected, within(2e-5));
      }
    }
  }

  @Test
  void thePerceptronIsThatOfTheTeachersSeed() {
    States law = States.PLAIN.through(MAP);
    Dynamics task = TASK.withTransition(Transition.orthogonal()).withStates(law);
    Dynamics other =
        new Dynamics(DIM, LENGTH, 12).withTransition(task.transition()).withStates(law);
    Dynamics wider = task.withStates(States.PLAIN.through(new StateMap(5, 1.1)));
    Dynamics larger = task.withStates(States.PLAIN.through(new StateMap(4, 1.2)));
    double[][] states = Sequences.of(task, 1).observations[0];
    for (Dynamics each : List.of(other, wider, larger)) {
      double[][] others = Sequences.of(each, 1).observations[0];
      assertThat(others[0]).containsExactly(states[0]);
      assertThat(others[1]).isNotEqualTo(states[1]);
    }
  }

  /** Behind the first, states have norm 1, so that half a squared norm is 1/2. */
  @Test
  void answeringZeroLosesAHalfWhereStatesAreNormed() {
    States law = new States(StartLaw.UNIFORM, 0.25, 0, 0, MAP);
    Dynamics task = new Dynamics(10, 12, 3).withTransition(Transition.orthogonal()).withStates(law);
    for (double[][] states : Sequences.of(task, 64).observations) {
      for (int t = 1; t < states.length; t++) {
        double square = Arrays.stream(states[t]).map(each -> each * each).sum();
        assertThat(square).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void whatIsPlainIsDrawnAtTheSamePrice() {
    assertThat(new Dynamics(10, 50, 42).draws()).isEqualTo(510);
    assertThat(NOISY.draws()).isEqualTo(TASK.draws() + DIM * LENGTH);
    assertThat(TASK.withStates(States.PLAIN.through(MAP)).draws()).isGreaterThan(TASK.draws());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> States.PLAIN.withNoise(-1))
        .hasMessage("noise is -1.0, must be positive, or 0 for none");
    assertThatThrownBy(() -> States.PLAIN.within(Double.NaN))
        .hasMessage("clip is NaN, must be positive, or 0 for none");
    assertThatThrownBy(() -> States.PLAIN.from(StartLaw.NORMAL, 0))
        .hasMessage("range is 0.0, must be positive");
    assertThatThrownBy(() -> new StateMap(-1, 1))
        .hasMessage("widening is -1, must be positive, or 0 for none");
    assertThatThrownBy(() -> new StateMap(4, 0)).hasMessage("scale is 0.0, must be positive");
  }
}
