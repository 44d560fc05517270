package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over contexts that are drawn without them, against those of whole contexts. */
class GramDrawsTest {

  private static final int DRAWS = 1_000_000;
  private static final double SCALE = 0.6;
  private static final InputDistribution NORMAL =
      new InputDistribution(InputLaw.NORMAL, SCALE, false);

  private static LinearRegression task(int dim, int context) {
    return new LinearRegression(dim, context, NORMAL, 1.3, 0, 0, TokenLayout.CONCATENATED);
  }

  private interface Visitor {
    void see(TaskBlock block, int lane);
  }

  private static void draw(TaskSampler sampler, int draws, Visitor visitor) {
    for (int first = 0; first < draws; first += LaneMatrix.LANES) {
      sampler.draw(5, Stream.TRAIN, 3, first);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        visitor.see(sampler.block(), lane);
      }
    }
  }

  private static void draw(LinearRegression task, int draws, Visitor visitor) {
    GramRoots roots = new GramRoots(task);
    draw(roots.sampler(new TaskBlock(roots.pairs())), draws, visitor);
  }

  /** Σ x xᵀ in units of the scale's square. */
  private static double[][] gram(TaskBlock block, int lane) {
    LaneMatrix x = block.contextInputs();
    double[][] gram = new double[x.cols()][x.cols()];
    for (int s = 0; s < x.rows(); s++) {
      for (int i = 0; i < x.cols(); i++) {
        for (int j = 0; j < x.cols(); j++) {
          gram[i][j] += x.get(s, i, lane) * x.get(s, j, lane) / SCALE / SCALE;
        }
      }
    }
    return gram;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < a.length; k++) {
        for (int j = 0; j < a.length; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  private static double trace(double[][] a) {
    double trace = 0;
    for (int i = 0; i < a.length; i++) {
      trace += a[i][i];
    }
    return trace;
  }

  /** A mean and its error. */
  private static final class Mean {
    private double sum;
    private double squares;
    private long count;

    void add(double x) {
      sum += x;
      squares += x * x;
      count++;
    }

    void assertIs(double expected) {
      double mean = sum / count;
      double error = Math.sqrt((squares / count - mean * mean) / count);
      assertThat(mean).isCloseTo(expected, within(4 * error));
      assertThat(error).isLessThan(0.02 * Math.max(Math.abs(expected), error * 51));
    }
  }

  /** The last has one degree of freedom on its diagonal. */
  @ParameterizedTest
  @CsvSource({"5, 20", "3, 8", "1, 4", "4, 4"})
  void tracesOfPowersHaveTheirExactMeans(int dim, int context) {
    Mean[] means = {new Mean(), new Mean(), new Mean()};
    draw(
        task(dim, context),
        DRAWS,
        (block, lane) -> {
          double[][] gram = gram(block, lane);
          double[][] square = times(gram, gram);
          means[0].add(trace(gram));
          means[1].add(trace(square));
          means[2].add(trace(times(square, gram)));
        });
    List<BigInteger> exact = WishartMoments.of(dim, context, 4);
    for (int k = 0; k < means.length; k++) {
      means[k].assertIs(exact.get(k + 1).doubleValue());
    }
  }

  /** E G = n Σ, E G² = n (n + 1) Σ² + n tr(Σ) Σ; labels make E Σ y² = n s² tr Σ, E y² = s² tr Σ. */
  @Test
  void meansOfEntriesAreThoseOfTheCovariance() {
    List<Double> spectrum = List.of(1.0, 0.25, 2.0);
    Covariance covariance = new Covariance(spectrum, TeacherLaw.ISOTROPIC, false, 0);
    int n = 7;
    LinearRegression task = task(3, n).withCovariance(covariance);
    double[][] sigma = diagonal(spectrum);
    double[][] squared = times(sigma, sigma);
    Mean[][] first = means();
    Mean[][] second = means();
    Mean labels = new Mean();
    Mean targets = new Mean();
    draw(
        task,
        DRAWS,
        (block, lane) -> {
          double[][] gram = gram(block, lane);
          double[][] square = times(gram, gram);
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              first[i][j].add(gram[i][j]);
              second[i][j].add(square[i][j]);
            }
          }
          labels.add(squares(block.contextLabels(), lane));
          targets.add(squares(block.targets(), lane));
        });
    double trace = trace(sigma);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        first[i][j].assertIs(n * sigma[i][j]);
        second[i][j].assertIs(n * (n + 1) * squared[i][j] + n * trace * sigma[i][j]);
      }
    }
    double variance = 1.3 * 1.3 * SCALE * SCALE * trace;
    labels.assertIs(n * variance);
    targets.assertIs(variance);
  }

  private static Mean[][] means() {
    Mean[][] means = new Mean[3][3];
    for (Mean[] row : means) {
      for (int j = 0; j < 3; j++) {
        row[j] = new Mean();
      }
    }
    return means;
  }

  private static double squares(LaneMatrix column, int lane) {
    double sum = 0;
    for (int t = 0; t < column.rows(); t++) {
      sum += column.get(t, 0, lane) * column.get(t, 0, lane);
    }
    return sum;
  }

  private static double[][] diagonal(List<Double> values) {
    double[][] diagonal = new double[values.size()][values.size()];
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i][i] = values.get(i);
    }
    return diagonal;
  }

  @ParameterizedTest
  @CsvSource({"5, 20", "5, 5", "3, 6"})
  void sumsHaveTheLawOfWholeContexts(int dim, int context) {
    LinearRegression task = task(dim, context);
    int draws = 16 * 1250;
    for (ToDoubleFunction<RealMatrix> number : numbers()) {
      double[] left = new double[draws];
      double[] right = new double[draws];
      int[] next = new int[2];
      draw(
          task,
          draws,
          (block, lane) -> left[next[0]++] = number.applyAsDouble(matrix(block, lane)));
      draw(
          task.sampler(new TaskBlock(task)),
          draws,
          (block, lane) -> right[next[1]++] = number.applyAsDouble(matrix(block, lane)));
      assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(left, right))
          .isGreaterThan(1e-3);
    }
  }

  private static RealMatrix matrix(TaskBlock block, int lane) {
    return new Array2DRowRealMatrix(gram(block, lane));
  }

  /** The largest and the least eigenvalue, and an entry beside the diagonal. */
  private static List<ToDoubleFunction<RealMatrix>> numbers() {
    return List.of(
        gram -> new EigenDecomposition(gram).getRealEigenvalue(0),
        gram -> new EigenDecomposition(gram).getRealEigenvalue(gram.getRowDimension() - 1),
        gram -> gram.getEntry(gram.getRowDimension() - 1, 0));
  }

  @Test
  void whatHasAnotherLawIsRefused() {
    LinearRegression task = task(3, 7);
    assertRefused(task(3, 2), "the Gram matrix of 2 inputs of 3 features has no inverse");
    assertRefused(task.withInputs(InputDistribution.uniform(1)), "but inputs are not normal");
    assertRefused(
        task.withInputs(new InputDistribution(InputLaw.NORMAL, 1, true)),
        "but inputs are divided by the norm of a context's");
    assertRefused(
        new LinearRegression(3, 7, NORMAL, 1, 0.1, 0, TokenLayout.CONCATENATED),
        "but labels have noise");
    assertRefused(
        new LinearRegression(3, 7, NORMAL, 1, 0, 1, TokenLayout.CONCATENATED),
        "but some labels do not come from inputs");
    assertThatThrownBy(() -> GramRoots.of(new Sine(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are drawn of linear regression, but the task is Sine");
  }

  private static void assertRefused(LinearRegression task, String reason) {
    assertThatThrownBy(() -> GramRoots.of(task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
