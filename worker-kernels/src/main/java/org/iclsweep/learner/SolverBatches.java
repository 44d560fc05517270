package org.iclsweep.learner;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * What batches of sequences say of a solver, whatever its steps: its answers are B_t p(M) s_t /
 * ‖A_t + λ I‖_F with one polynomial p for all states, so that the loss is quadratic in the
 * coefficients of p.
 *
 * <pre>
 *   M = (A_t + λ I) / ‖A_t + λ I‖_F,   f_k = B_t T_k(2M - I) s_t / ‖A_t + λ I‖_F,   k = 0 .. K
 *   loss(c) = e - ⟨r, c⟩ + ½ cᵀ N c,   N[k,l] = mean ⟨f_k, f_l⟩,   r[k] = mean ⟨f_k, s_{t+1}⟩,   e = mean ½ ‖s_{t+1}‖²
 * </pre>
 *
 * <p>T_k are Chebyshev's polynomials: eigenvalues of 2M - I lie within [-1, 1], where powers would
 * cancel. Means are over the states of the sequences of a batch, in their order.
 */
final class SolverBatches {

  /** Sequences of a batch, as the authors have them. */
  static final int BATCH = 256;

  /** Batches; the training goes round them. */
  static final int BATCHES = 128;

  /** Sequences of all batches. */
  static final int TASKS = BATCH * BATCHES;

  private final int terms;
  private final double ridge;
  private final double[][][] normal;
  private final double[][] right;
  private final double[] energy;
  private final LaneMatrix targets;
  private final PrefixMoments seen;
  private final double[][] vectors;
  private final double[][] features;

  /**
   * @param batches how many
   */
  SolverBatches(SecondOrder learner, TaskSpec task, long seed, int batches) {
    terms = learner.solver().steps() + 1;
    ridge = learner.solver().ridge();
    normal = new double[batches][terms][terms];
    right = new double[batches][terms];
    energy = new double[batches];
    TaskBlock block = new TaskBlock(task);
    LaneMatrix observations = task.observations(block);
    targets = block.targets();
    int dim = observations.cols();
    seen = new PrefixMoments(observations.rows(), dim, learner.newestPair());
    vectors = new double[terms][dim];
    features = new double[terms][dim];
    TaskSampler sampler = task.sampler(block);
    for (int batch = 0; batch < batches; batch++) {
      for (int first = 0; first < BATCH; first += LaneMatrix.LANES) {
        TrialInterruptedException.check();
        sampler.draw(seed, Stream.SEARCH, 0, batch * BATCH + first);
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          seen.read(observations, lane);
          add(batch, lane);
        }
      }
      divide(batch, (double) BATCH * seen.length());
    }
  }

  int batches() {
    return energy.length;
  }

  /** K + 1. */
  int terms() {
    return terms;
  }

  private void add(int batch, int lane) {
    for (int t = 0; t < seen.length(); t++) {
      seen.next();
      writeFeatures();
      for (int k = 0; k < terms; k++) {
        for (int l = 0; l <= k; l++) {
          normal[batch][k][l] = dot(features[k], features[l], normal[batch][k][l]);
        }
      }
      for (int i = 0; i < features[0].length; i++) {
        double target = targets.get(t, i, lane);
        energy[batch] += target * target / 2;
        for (int k = 0; k < terms; k++) {
          right[batch][k] = Math.fma(features[k][i], target, right[batch][k]);
        }
      }
    }
  }

  /** By the recursion T_{k+1}(z) = 2 z T_k(z) - T_{k-1}(z). */
  private void writeFeatures() {
    double norm = seen.gramNorm(ridge);
    System.arraycopy(seen.state(), 0, vectors[0], 0, vectors[0].length);
    for (int k = 1; k < terms; k++) {
      double[] next = vectors[k];
      double[] last = vectors[k - 1];
      seen.gram(next, last);
      for (int i = 0; i < next.length; i++) {
        double turned = 2 * Math.fma(ridge, last[i], next[i]) / norm - last[i];
        next[i] = k == 1 ? turned : 2 * turned - vectors[k - 2][i];
      }
    }
    for (int k = 0; k < terms; k++) {
      seen.cross(features[k], vectors[k]);
      for (int i = 0; i < features[k].length; i++) {
        features[k][i] /= norm;
      }
    }
  }

  private void divide(int batch, double states) {
    energy[batch] /= states;
    for (int k = 0; k < terms; k++) {
      right[batch][k] /= states;
      for (int l = 0; l <= k; l++) {
        normal[batch][k][l] /= states;
        normal[batch][l][k] = normal[batch][k][l];
      }
    }
  }

  /** The loss of a batch at these coefficients. */
  double loss(int batch, double[] coefficients) {
    double loss = energy[batch];
    for (int k = 0; k < terms; k++) {
      double half = dot(normal[batch][k], coefficients, 0) / 2;
      loss += coefficients[k] * (half - right[batch][k]);
    }
    return loss;
  }

  /** Overwrites {@code out} by the gradient of that loss by the coefficients. */
  void gradient(double[] out, int batch, double[] coefficients) {
    for (int k = 0; k < terms; k++) {
      out[k] = dot(normal[batch][k], coefficients, -right[batch][k]);
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
