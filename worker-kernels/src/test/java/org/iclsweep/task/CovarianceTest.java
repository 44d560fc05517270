package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CovarianceTest {

  private static final List<Double> SKEWED = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
  private static final int DIM = SKEWED.size();
  private static final long SEED = 3;
  private static final LinearRegression WHITE =
      new LinearRegression(DIM, 19, 1, 1.3)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 0.7, false));

  private static Covariance covariance(List<Double> spectrum, TeacherLaw teacher, boolean rotated) {
    return new Covariance(spectrum, teacher, rotated, SEED);
  }

  static List<Covariance> laws() {
    return List.of(
        covariance(SKEWED, TeacherLaw.ISOTROPIC, false),
        covariance(SKEWED, TeacherLaw.ISOTROPIC, true),
        covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, false),
        covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true));
  }

  /** Of 10^6 inputs each; a teacher's weight i is what it answers to the unit vector i. */
  @ParameterizedTest
  @MethodSource("laws")
  void inputsAndTeachersHaveTheirCovariances(Covariance covariance) {
    int tasks = 50_000;
    LinearRegression task = WHITE.withCovariance(covariance);
    TaskBlock block = new TaskBlock(task);
    QuerySampler sampler = task.sampler(block);
    Moments inputs = new Moments();
    Moments queries = new Moments();
    Moments teachers = new Moments();
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      sampler.draw(7, Stream.EVAL, 0, first);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int t = 0; t < task.context(); t++) {
          inputs.add(block.contextInputs().row(t), lane);
        }
        queries.add(block.queryInput(), lane);
      }
      LaneMatrix weights = LaneMatrix.zeros(1, DIM);
      for (int i = 0; i < DIM; i++) {
        Constants.fill(block.queryInput(), 0f);
        Constants.fill(block.queryInput().col(i), 1f);
        sampler.answer();
        weights.col(i).copyFrom(block.targets());
      }
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        teachers.add(weights, lane);
      }
    }
    boolean inverse = covariance.teacher() == TeacherLaw.INVERSE_COVARIANCE;
    inputs.assertThatMeansAre(sigma(covariance, 1, 0.7 * 0.7));
    queries.assertThatMeansAre(sigma(covariance, 1, 0.7 * 0.7));
    teachers.assertThatMeansAre(sigma(covariance, inverse ? -1 : 0, 1.3 * 1.3));
  }

  /** scale U D^(2 power) Uᵀ, by the columns of U. */
  private static double[][] sigma(Covariance covariance, int power, double scale) {
    SharedMatrix u = OrthogonalMatrix.of(DIM, SEED, Stream.ROTATION);
    double[][] sigma = new double[DIM][DIM];
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        for (int k = 0; k < DIM; k++) {
          double direction =
              covariance.rotated() ? (double) u.get(i, k) * u.get(j, k) : i == k && j == k ? 1 : 0;
          sigma[i][j] += scale * direction * Math.pow(SKEWED.get(k), power);
        }
      }
    }
    return sigma;
  }

  /** Means of products of features, and of their squares. */
  private static final class Moments {
    private final double[][] sums = new double[DIM][DIM];
    private final double[][] squares = new double[DIM][DIM];
    private long count;

    void add(LaneMatrix row, int lane) {
      count++;
      for (int i = 0; i < DIM; i++) {
        for (int j = 0; j <= i; j++) {
          double product = (double) row.get(0, i, lane) * row.get(0, j, lane);
          sums[i][j] += product;
          squares[i][j] += product * product;
        }
      }
    }

    void assertThatMeansAre(double[][] expected) {
      for (int i = 0; i < DIM; i++) {
        for (int j = 0; j <= i; j++) {
          double mean = sums[i][j] / count;
          double error = Math.sqrt((squares[i][j] / count - mean * mean) / count);
          assertThat(mean).as("%s, %s", i, j).isCloseTo(expected[i][j], within(4 * error));
        }
      }
    }
  }

  /** d s² a², whatever the spectrum. */
  @Test
  void labelsOfAnInverseCovarianceHaveTheVarianceOfWhiteOnes() {
    Drawn drawn =
        Drawn.of(
            WHITE.withCovariance(covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true)),
            64 * 3000);
    double sum = 0;
    double squares = 0;
    for (double target : drawn.target) {
      sum += target * target;
      squares += Math.pow(target, 4);
    }
    double mean = sum / drawn.tasks;
    double error = Math.sqrt((squares / drawn.tasks - mean * mean) / drawn.tasks);
    assertThat(mean).isCloseTo(DIM * 1.3 * 1.3 * 0.7 * 0.7, within(4 * error));
  }

  @ParameterizedTest
  @EnumSource(TokenLayout.class)
  void labelsOfAnInverseCovarianceAreThoseOfWhiteTasksBitForBit(TokenLayout layout) {
    LinearRegression white = Disturbed.of(WHITE.laidOut(layout), 0.1, 2);
    Covariance skewed = covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true);
    Drawn plain = Drawn.of(white, 64);
    Drawn mapped = Drawn.of(white.withCovariance(skewed), 64);
    assertThat(mapped.target).isEqualTo(plain.target);
    assertThat(mapped.labels).isDeepEqualTo(plain.labels);
    assertThat(mapped.query[0][0]).isNotEqualTo(plain.query[0][0]);
  }

  @ParameterizedTest
  @EnumSource(TokenLayout.class)
  void labelsOfARotationAreThoseWithout(TokenLayout layout) {
    LinearRegression task = WHITE.laidOut(layout);
    Covariance straight = covariance(SKEWED, TeacherLaw.ISOTROPIC, false);
    Covariance turned = covariance(SKEWED, TeacherLaw.ISOTROPIC, true);
    Drawn plain = Drawn.of(task.withCovariance(straight), 64);
    Drawn mapped = Drawn.of(task.withCovariance(turned), 64);
    for (int k = 0; k < 64; k++) {
      // sums of five products of order 1, of factors that are sums of five themselves
      assertThat(mapped.target[k]).isCloseTo(plain.target[k], within(1e-5));
      for (int t = 0; t < WHITE.context(); t++) {
        assertThat(mapped.labels[k][t]).isCloseTo(plain.labels[k][t], within(1e-5));
      }
      assertThat(mapped.norm(k)).isCloseTo(plain.norm(k), within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void otherQueriesAreAnsweredByTheSameTeacher(Covariance covariance) {
    LinearRegression task = WHITE.withCovariance(covariance);
    TaskBlock block = new TaskBlock(task);
    QuerySampler sampler = task.sampler(block);
    sampler.draw(7, Stream.EVAL, 0, 0);
    LaneMatrix drawn = LaneMatrix.zeros(1, 1);
    drawn.copyFrom(block.targets());
    sampler.answer();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      // weights go up to 4 times those that are drawn
      assertThat(block.targets().get(0, 0, lane)).isCloseTo(drawn.get(0, 0, lane), within(1e-5f));
    }
  }

  @Test
  void anIdentityLeavesTasksAsTheyAre() {
    Drawn plain = Drawn.of(WHITE, 64);
    Drawn mapped =
        Drawn.of(WHITE.withCovariance(covariance(List.of(), TeacherLaw.ISOTROPIC, false)), 64);
    assertThat(mapped.inputs).isDeepEqualTo(plain.inputs);
    assertThat(mapped.target).isEqualTo(plain.target);
  }

  /** Of the Haar measure: E U = 0, E U_11² = 1/d, E U_11⁴ = 3/(d (d + 2)). */
  @ParameterizedTest
  @CsvSource({"2, 0, 1", "3, 2, 0", "5, 0, 0"})
  void rotationsAreOfTheHaarMeasure(int dim, int row, int col) {
    int seeds = 20_000;
    double[] sums = new double[9];
    for (int seed = 0; seed < seeds; seed++) {
      Covariance turned = new Covariance(List.of(), TeacherLaw.ISOTROPIC, true, seed);
      double entry = turned.ofInputs(dim).get(row, col);
      for (int power = 1; power <= 8; power++) {
        sums[power] += Math.pow(entry, power) / seeds;
      }
    }
    assertMoment(sums, 1, 0, seeds);
    assertMoment(sums, 2, 1.0 / dim, seeds);
    assertMoment(sums, 4, 3.0 / (dim * (dim + 2)), seeds);
  }

  private static void assertMoment(double[] means, int power, double expected, int count) {
    double variance = means[2 * power] - means[power] * means[power];
    assertThat(means[power]).isCloseTo(expected, within(4 * Math.sqrt(variance / count)));
  }

  @Test
  void aTrialTurnsByItsSeedAndLearnersDoNot() {
    Covariance turned = covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true);
    LinearRegression task = WHITE.withCovariance(turned);
    assertThat(task.ofTrial(8).covariance())
        .isEqualTo(new Covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true, 8));
    assertThat(task.ofTrial(8).ofTrial(9)).isEqualTo(task.ofTrial(9));
    Covariance straight = new Covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, false, 0);
    assertThat(task.ofTrial(8).ofAllTrials().covariance()).isEqualTo(straight);
    assertThat(WHITE.withCovariance(straight).ofTrial(8)).isEqualTo(task.ofAllTrials());
  }

  @Test
  void shiftedTasksKeepTheirCovariance() {
    Covariance turned = covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true);
    LinearRegression task = WHITE.withCovariance(turned);
    for (Shift shift : Shift.values()) {
      LinearRegression shifted = task.shifted(shift, 3);
      assertThat(shifted.covariance()).isEqualTo(turned);
      assertThat(Drawn.of(shifted, 64).target[5])
          .isEqualTo(Drawn.of(WHITE.shifted(shift, 3), 64).target[5]);
    }
  }

  @Test
  void closedFormsAreNotOfACovariance() {
    LinearRegression plain = new LinearRegression(DIM, 19, 0.5, 1);
    assertThat(plain.isPlain()).isTrue();
    assertThat(plain.withCovariance(covariance(SKEWED, TeacherLaw.ISOTROPIC, false)).isPlain())
        .isFalse();
    assertThat(covariance(List.of(1.0, 1.0), TeacherLaw.ISOTROPIC, true).isFlat()).isTrue();
    assertThat(covariance(SKEWED, TeacherLaw.ISOTROPIC, true).isFlat()).isFalse();
  }

  @Test
  void eigenvaluesFallAsTheirLawSays() {
    assertThat(SpectrumLaw.GEOMETRIC.eigenvalues(3, 16)).containsExactly(1.0, 0.25, 0.0625);
    assertThat(SpectrumLaw.GEOMETRIC.eigenvalues(5, 16))
        .containsExactly(1.0, 0.5, 0.25, 0.125, 0.0625);
    List<Double> power = SpectrumLaw.POWER.eigenvalues(4, 16);
    double[] expected = {1, 1 / 4.0, 1 / 9.0, 1 / 16.0};
    for (int i = 0; i < 4; i++) {
      // an exponent that is rounded once, times a logarithm below 2
      assertThat(power.get(i)).isCloseTo(expected[i], within(4e-16));
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(
            () -> WHITE.withCovariance(covariance(List.of(1.0, 2.0), TeacherLaw.ISOTROPIC, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of eigenvalues is 2, must be 5, one for each feature of an input");
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> covariance(List.of(wrong), TeacherLaw.ISOTROPIC, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("eigenvalue is " + wrong + ", must be positive");
    }
    assertThatThrownBy(() -> SpectrumLaw.POWER.eigenvalues(1, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dim is 1, must be at least 2 for a condition of 16.0");
  }
}
