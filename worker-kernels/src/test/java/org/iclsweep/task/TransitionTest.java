package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

/** W that differ from sequence to sequence. */
class TransitionTest {

  private static final int LANES = LaneMatrix.LANES;
  private static final int DIM = 3;
  private static final Dynamics FIXED = new Dynamics(DIM, 5, 11);
  private static final Dynamics ORTHOGONAL = FIXED.withTransition(Transition.orthogonal());

  private final LaneKernels kernels = Lanes.kernels();
  private final int[] state = new int[LaneKernels.STATE_WORDS];

  @Test
  void everyWIsOrthogonalToSinglePrecision() {
    for (int n : new int[] {1, 2, 7, 10, 31}) {
      OrthogonalTransitions drawn = new OrthogonalTransitions(n);
      for (int first = 0; first < 640; first += LANES) {
        kernels.seed(state, 3, Stream.TRAIN.number(), 1, first);
        drawn.draw(state);
        for (int lane = 0; lane < LANES; lane++) {
          RealMatrix w = matrix(drawn.transposed(), lane);
          RealMatrix off =
              w.multiply(w.transpose()).subtract(MatrixUtils.createRealIdentityMatrix(n));
          // some n roundings of products of two columns, of norm 1 each
          assertThat(largest(off)).isLessThan(n * 0x1p-23 + 0x1p-23).isLessThan(2e-6);
        }
      }
    }
  }

  /** Columns that differ by some roundings, which one pass leaves far from orthogonal. */
  @Test
  void vectorsNearEachOtherBecomeOrthonormal() {
    int n = 5;
    LaneMatrix near = LaneMatrix.zeros(n, n);
    kernels.seed(state, 9, 1, 0, 0);
    kernels.fillNormal(near, state, 1f);
    for (int j = 1; j < n; j++) {
      for (int i = 0; i < n; i++) {
        for (int lane = 0; lane < LANES; lane++) {
          near.set(j, i, lane, near.get(0, i, lane) + 1e-4f * near.get(j, i, lane));
        }
      }
    }
    LaneMatrix out = LaneMatrix.zeros(n, n);
    OrthonormalRows.of(out, near).run();
    for (int lane = 0; lane < LANES; lane++) {
      RealMatrix q = matrix(out, lane);
      assertThat(
              largest(q.multiply(q.transpose()).subtract(MatrixUtils.createRealIdentityMatrix(n))))
          .isLessThan(2e-6);
    }
  }

  @Test
  void vectorsOfZerosAreAxes() {
    LaneMatrix out = LaneMatrix.zeros(3, 3);
    OrthonormalRows.of(out, LaneMatrix.zeros(3, 3)).run();
    assertThat(matrix(out, 4)).isEqualTo(MatrixUtils.createRealIdentityMatrix(3));
  }

  /** A positive diagonal of R: ⟨x_j, q_j⟩ > 0; and no vector along later ones. */
  @Test
  void vectorsAreMadeOfThoseBeforeThem() {
    int n = 4;
    LaneMatrix x = LaneMatrix.zeros(n, n + 2);
    kernels.seed(state, 9, 1, 0, 0);
    kernels.fillNormal(x, state, 1f);
    LaneMatrix out = LaneMatrix.zeros(n, n + 2);
    OrthonormalRows.of(out, x).run();
    for (int lane = 0; lane < LANES; lane++) {
      RealMatrix r = matrix(x.cols(0, n), lane).multiply(matrix(out.cols(0, n), lane).transpose());
      for (int j = 0; j < n; j++) {
        assertThat(r.getEntry(j, j)).isPositive();
        for (int k = j + 1; k < n; k++) {
          assertThat(r.getEntry(j, k)).isCloseTo(0, within(2e-6));
        }
      }
      RealMatrix carried = r.multiply(matrix(out.cols(n, n + 2), lane));
      RealMatrix off = carried.subtract(matrix(x.cols(n, n + 2), lane));
      // what is carried grows as 1 / R[j,j]
      assertThat(largest(off)).isLessThan(1e-5 * largest(matrix(out, lane)));
    }
  }

  /** Diaconis and Shahshahani (1994): of the Haar measure of O(n), E tr(W)² = E tr(W²) = 1. */
  @Test
  void tracesHaveTheMomentsOfTheHaarMeasure() {
    int count = 40_000;
    for (int n : new int[] {3, 10}) {
      OrthogonalTransitions drawn = new OrthogonalTransitions(n);
      Moments ofTrace = new Moments();
      Moments ofSquare = new Moments();
      for (int first = 0; first < count; first += LANES) {
        kernels.seed(state, 5, Stream.TRAIN.number(), 2, first);
        drawn.draw(state);
        for (int lane = 0; lane < LANES; lane++) {
          RealMatrix w = matrix(drawn.transposed(), lane);
          ofTrace.add(Math.pow(w.getTrace(), 2));
          ofSquare.add(w.multiply(w).getTrace());
        }
      }
      ofTrace.assertMean(1);
      ofSquare.assertMean(1);
    }
  }

  /**
   * Eigenvalues move by cond(G) |dW| at most (Bauer and Fike), and W is rounded by some n cond(G)
   * 2^-24 |W|.
   */
  @Test
  void contractingMatricesHaveTheDrawnEigenvalues() {
    int n = 10;
    ContractingTransitions drawn = new ContractingTransitions(n, Transition.contracting(0.3, 0.9));
    List<Double> free = new ArrayList<>();
    int close = 0;
    for (int first = 0; first < 320; first += LANES) {
      kernels.seed(state, 7, Stream.TRAIN.number(), 1, first);
      drawn.draw(state);
      for (int lane = 0; lane < LANES; lane++) {
        double[] expected = matrix(drawn.eigenvalues(), lane).getRow(0);
        assertThat((float) expected[n - 1]).isEqualTo(0.9f);
        for (double each : Arrays.copyOf(expected, n - 1)) {
          assertThat(each).isBetween(0.3 - 1e-7, 0.9 + 1e-7);
          free.add(each);
        }
        RealMatrix w = matrix(drawn.transposed(), lane).transpose();
        EigenDecomposition found = new EigenDecomposition(w);
        double[] real = found.getRealEigenvalues().clone();
        Arrays.sort(expected);
        Arrays.sort(real);
        double condition = new SingularValueDecomposition(found.getV()).getConditionNumber();
        if (!found.hasComplexEigenvalues() && condition < 200) {
          assertThat(real).containsExactly(expected, within(1e-4));
          close++;
        }
      }
    }
    assertThat(close).isGreaterThan(160);
    double mean = free.stream().mapToDouble(each -> each).average().orElseThrow();
    assertThat(mean).isCloseTo(0.6, within(4 * 0.6 / Math.sqrt(12.0 * free.size())));
  }

  /** G has normal columns: of W, then, all directions are alike, and no entry has a sign. */
  @Test
  void contractingMatricesHaveNoAxis() {
    int n = 3;
    ContractingTransitions drawn = new ContractingTransitions(n, Transition.contracting(0.5, 0.9));
    Moments trace = new Moments();
    int[] above = new int[2];
    int count = 16_000;
    for (int first = 0; first < count; first += LANES) {
      kernels.seed(state, 7, Stream.TRAIN.number(), 1, first);
      drawn.draw(state);
      for (int lane = 0; lane < LANES; lane++) {
        LaneMatrix w = drawn.transposed();
        above[0] += w.get(0, 1, lane) > 0 ? 1 : 0;
        above[1] += w.get(0, 0, lane) > w.get(2, 2, lane) ? 1 : 0;
        trace.add(matrix(w, lane).getTrace());
      }
    }
    for (int each : above) {
      assertThat(each / (double) count).isCloseTo(0.5, within(4 * 0.5 / Math.sqrt(count)));
    }
    trace.assertMean(0.9 + 2 * 0.7);
  }

  @Test
  void everySequenceHasAnOrthogonalWOfItsOwn() {
    List<RealMatrix> teachers = teachers(ORTHOGONAL, Stream.TRAIN, 1, 64);
    for (int k = 0; k < teachers.size(); k++) {
      RealMatrix w = teachers.get(k);
      RealMatrix off = w.multiply(w.transpose());
      assertThat(largest(off.subtract(MatrixUtils.createRealIdentityMatrix(DIM)))).isLessThan(1e-3);
      for (int other = 0; other < k; other++) {
        assertThat(largest(w.subtract(teachers.get(other)))).isGreaterThan(1e-2);
      }
    }
  }

  /** A turn keeps the covariance I/3 of the first state, so half its trace is n/6 at each t. */
  @Test
  void answeringZeroLosesTheSameAtEveryPosition() {
    Dynamics task = new Dynamics(10, 50, 42).withTransition(Transition.orthogonal());
    Moments[] losses = new Moments[50];
    Arrays.setAll(losses, t -> new Moments());
    TaskBlock block = new TaskBlock(task);
    TaskSampler sampler = task.sampler(block);
    for (int first = 0; first < 8_000; first += LANES) {
      sampler.draw(1, Stream.TRAIN, 1, first);
      for (int lane = 0; lane < LANES; lane++) {
        for (int t = 0; t < losses.length; t++) {
          double loss = 0;
          for (int i = 0; i < 10; i++) {
            loss += Math.pow(block.targets().get(t, i, lane), 2) / 2;
          }
          losses[t].add(loss);
        }
      }
    }
    for (Moments each : losses) {
      each.assertMean(10 / 6.0);
    }
  }

  @Test
  void aTaskIsDrawnByItsNumberAlone() {
    for (Transition transition :
        List.of(
            Transition.orthogonal(),
            Transition.contracting(0.2, 0.8),
            Transition.orthogonal().among(5))) {
      Dynamics task = FIXED.withTransition(transition);
      TaskBlock one = drawn(task, Stream.TRAIN, 2, 0);
      TaskBlock other = drawn(task, Stream.TRAIN, 2, 9);
      TaskBlock step = drawn(task, Stream.TRAIN, 3, 0);
      for (int t = 0; t < 5; t++) {
        assertThat(other.tokens().get(t, DIM, 2)).isEqualTo(one.tokens().get(t, DIM, 11));
        assertThat(step.tokens().get(t, DIM, 11)).isNotEqualTo(one.tokens().get(t, DIM, 11));
      }
    }
  }

  @Test
  void trainingSeesSoManySystemsAndNoOthers() {
    List<RealMatrix> seen = distinct(teachers(among(3), Stream.TRAIN, 1, 320));
    assertThat(seen).hasSize(3);
    assertThat(distinct(teachers(among(3), Stream.TRAIN, 2, 320))).allMatch(w -> holds(seen, w));
    List<RealMatrix> more = distinct(teachers(among(7), Stream.TRAIN, 1, 640));
    assertThat(more).hasSize(7);
    assertThat(seen).allMatch(w -> holds(more, w));
    Dynamics other = new Dynamics(DIM, 5, 12).withTransition(Transition.orthogonal().among(3));
    assertThat(teachers(other, Stream.TRAIN, 1, 64)).noneMatch(w -> holds(seen, w));
  }

  /** The binomial law of 3,200 choices among 3. */
  @Test
  void allSystemsAreSeenAsOften() {
    List<RealMatrix> teachers = teachers(among(3), Stream.TRAIN, 1, 3_200);
    double deviation = Math.sqrt(3_200 * 2 / 9.0);
    for (RealMatrix system : distinct(teachers)) {
      long count = teachers.stream().filter(w -> holds(List.of(system), w)).count();
      assertThat((double) count).isCloseTo(3_200 / 3.0, within(4 * deviation));
    }
  }

  @Test
  void theFirstSystemIsThatOfAllSequencesWhereOneIsFixed() {
    SharedMatrix fixed = OrthogonalMatrix.of(DIM, 11, Stream.TEACHER);
    for (RealMatrix w : teachers(among(1), Stream.TRAIN, 1, 16)) {
      for (int i = 0; i < DIM; i++) {
        for (int j = 0; j < DIM; j++) {
          assertThat(w.getEntry(i, j)).isCloseTo(fixed.get(i, j), within(1e-3));
        }
      }
    }
  }

  /** Whatever the number that a training sees. */
  @Test
  void othersThanTheTrainingHaveSystemsThatItNeverSees() {
    for (Stream stream : List.of(Stream.EVAL, Stream.SEARCH, Stream.VALIDATION)) {
      TaskBlock endless = drawn(ORTHOGONAL, stream, 0, 0);
      TaskBlock known = drawn(among(2), stream, 0, 0);
      for (int lane = 0; lane < LANES; lane++) {
        assertThat(known.targets().get(4, 1, lane)).isEqualTo(endless.targets().get(4, 1, lane));
      }
    }
    List<RealMatrix> seen = distinct(teachers(among(2), Stream.TRAIN, 1, 64));
    assertThat(teachers(among(2), Stream.EVAL, 0, 64)).noneMatch(w -> holds(seen, w));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Transition.contracting(0.9, 0.3))
        .hasMessage("eigenvalueMax is 0.3, must be at least the eigenvalueMin of 0.9");
    assertThatThrownBy(() -> Transition.contracting(0, 0.3))
        .hasMessage("eigenvalueMin is 0.0, must be positive");
    assertThatThrownBy(() -> Transition.orthogonal().among(-1))
        .hasMessage("systems is -1, must be 1 to 16777216, or 0 for no end of them");
    for (int dim : new int[] {1, 2}) {
      Dynamics one = new Dynamics(dim, 1, 3).withTransition(Transition.contracting(0.9, 0.9));
      TaskBlock block = drawn(one, Stream.TRAIN, 1, 0);
      // all eigenvalues are the same: a multiple of the identity
      assertThat(block.targets().get(0, 0, 5))
          .isCloseTo(0.9f * block.tokens().get(0, dim, 5), within(1e-4f));
    }
  }

  private static Dynamics among(int systems) {
    return FIXED.withTransition(Transition.orthogonal().among(systems));
  }

  /** W of the first sequences, from states 1 to n and those after them. */
  private static List<RealMatrix> teachers(Dynamics task, Stream stream, int step, int count) {
    List<RealMatrix> teachers = new ArrayList<>();
    TaskBlock block = new TaskBlock(task);
    TaskSampler sampler = task.sampler(block);
    for (int first = 0; first < count; first += LANES) {
      sampler.draw(5, stream, step, first);
      for (int lane = 0; lane < LANES; lane++) {
        RealMatrix from = matrix(block.tokens().cols(DIM, 2 * DIM).rows(0, DIM), lane);
        RealMatrix to = matrix(block.targets().rows(0, DIM), lane);
        SingularValueDecomposition states = new SingularValueDecomposition(from);
        if (states.getConditionNumber() < 1e3) { // others tell nothing of W
          teachers.add(states.getSolver().solve(to).transpose());
        }
      }
    }
    return teachers;
  }

  private static List<RealMatrix> distinct(List<RealMatrix> all) {
    List<RealMatrix> distinct = new ArrayList<>();
    all.stream().filter(w -> !holds(distinct, w)).forEach(distinct::add);
    return distinct;
  }

  private static boolean holds(List<RealMatrix> some, RealMatrix w) {
    return some.stream().anyMatch(each -> largest(each.subtract(w)) < 1e-3);
  }

  private static TaskBlock drawn(Dynamics task, Stream stream, int step, int firstTask) {
    TaskBlock block = new TaskBlock(task);
    task.sampler(block).draw(5, stream, step, firstTask);
    return block;
  }

  private static RealMatrix matrix(LaneMatrix lanes, int lane) {
    RealMatrix matrix = new Array2DRowRealMatrix(lanes.rows(), lanes.cols());
    for (int r = 0; r < lanes.rows(); r++) {
      for (int c = 0; c < lanes.cols(); c++) {
        matrix.setEntry(r, c, lanes.get(r, c, lane));
      }
    }
    return matrix;
  }

  private static double largest(RealMatrix matrix) {
    return Arrays.stream(matrix.getData())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElseThrow();
  }
}
