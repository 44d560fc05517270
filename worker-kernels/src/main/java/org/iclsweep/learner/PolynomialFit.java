package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * The coefficients of the polynomial with the least loss on the sequences of a search.
 *
 * <pre>
 *   f_k = B_t (A_t / a)^k s_t,   N[k,l] = Σ ⟨f_k, f_l⟩,   r[k] = Σ ⟨f_k, s_{t+1}⟩,   c_k = (N⁻¹ r)[k] / a^k
 * </pre>
 *
 * <p>Sums are over all states of all sequences, in their order; a is the mean norm of A at the end
 * of the first 16. N is solved by the singular values of Commons Math, which leaves out what no
 * sequence tells: its arithmetic is plain Java in one order, and its bits are the same everywhere.
 */
final class PolynomialFit {

  /** Sequences: many, for tails are long where states grow. */
  static final int TASKS = 1 << 15;

  private final int terms;
  private final TaskBlock block;
  private final LaneMatrix observations;
  private final TaskSampler sampler;
  private final long seed;
  private final PrefixMoments seen;
  private final double[] power;
  private final double[] product;
  private final double[][] features;
  private final double[][] normal;
  private final double[] right;
  private double scale;

  private PolynomialFit(PrefixPolynomial learner, TaskSpec task, long seed) {
    terms = learner.terms();
    block = new TaskBlock(task);
    observations = task.observations(block);
    sampler = task.sampler(block);
    this.seed = seed;
    int dim = observations.cols();
    seen = new PrefixMoments(observations.rows(), dim, learner.newestPair());
    power = new double[dim];
    product = new double[dim];
    features = new double[terms][dim];
    normal = new double[terms][terms];
    right = new double[terms];
  }

  /** c_0 .. c_{K-1}; a function of all this alone. */
  static List<Double> coefficients(PrefixPolynomial learner, TaskSpec task, long seed) {
    return new PolynomialFit(learner, task, seed).coefficients();
  }

  private List<Double> coefficients() {
    for (int first = 0; first < TASKS; first += LaneMatrix.LANES) {
      TrialInterruptedException.check();
      sampler.draw(seed, Stream.SEARCH, 0, first);
      if (first == 0) {
        scale = meanNorm();
      }
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        add(lane);
      }
    }
    double[] scaled =
        new SingularValueDecomposition(new Array2DRowRealMatrix(normal, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    List<Double> coefficients = new ArrayList<>();
    double unit = 1;
    for (double each : scaled) {
      coefficients.add(each / unit);
      unit *= scale;
    }
    return coefficients;
  }

  /** a; 1 where no sequence has a pair. */
  private double meanNorm() {
    double sum = 0;
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      seen.read(observations, lane);
      for (int t = 0; t < seen.length(); t++) {
        seen.next();
      }
      sum += seen.gramNorm(0);
    }
    return sum == 0 ? 1 : sum / LaneMatrix.LANES;
  }

  private void add(int lane) {
    seen.read(observations, lane);
    for (int t = 0; t < seen.length(); t++) {
      seen.next();
      writeFeatures();
      for (int k = 0; k < terms; k++) {
        for (int l = 0; l < terms; l++) {
          normal[k][l] = dot(features[k], features[l], normal[k][l]);
        }
        for (int i = 0; i < power.length; i++) {
          right[k] = Math.fma(features[k][i], (double) block.targets().get(t, i, lane), right[k]);
        }
      }
    }
  }

  private void writeFeatures() {
    System.arraycopy(seen.state(), 0, power, 0, power.length);
    seen.cross(features[0], power);
    for (int k = 1; k < terms; k++) {
      seen.gram(product, power);
      for (int i = 0; i < power.length; i++) {
        power[i] = product[i] / scale;
      }
      seen.cross(features[k], power);
    }
  }

  private static double dot(double[] x, double[] y, double start) {
    double sum = start;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }
}
