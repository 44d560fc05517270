package org.iclsweep.learner;

import java.util.List;
import java.util.Random;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskArray;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * Sequences of linear systems, each with an orthogonal W of its own, whose tokens are the states.
 *
 * <pre>  s_1 ~ U(-1, 1)^n,   s_{t+1} = W s_t + ε,   ε ~ N(0, noise² I)  </pre>
 */
record RawSequences(int dim, int length, double noise) implements TaskSpec {

  @Override
  public int tokens() {
    return length;
  }

  @Override
  public int tokenWidth() {
    return dim;
  }

  @Override
  public ReadOut readOut() {
    return new ReadOut(length, Columns.first(dim), false);
  }

  @Override
  public double draws() {
    return dim * (dim + length + 1.0);
  }

  @Override
  public List<TaskArray> arrays(TaskBlock block) {
    return List.of(
        new TaskArray("tokens", List.of(length, dim), block.tokens()),
        new TaskArray("targets", List.of(length, dim), block.targets()));
  }

  @Override
  public LaneMatrix observations(TaskBlock block) {
    return block.tokens();
  }

  @Override
  public TaskSampler sampler(TaskBlock into) {
    return new TaskSampler() {
      @Override
      public TaskBlock block() {
        return into;
      }

      @Override
      public void draw(long seed, Stream stream, int step, int firstTask) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          Random random = new Random(seed * 7919 + stream.number() * 1_000_003L + firstTask + lane);
          random.nextDouble();
          write(into, lane, random);
        }
      }
    };
  }

  private void write(TaskBlock into, int lane, Random random) {
    double[][] transition = orthogonal(random);
    double[] state = random.doubles(dim, -1, 1).toArray();
    for (int t = 0; t < length; t++) {
      double[] next = new double[dim];
      for (int i = 0; i < dim; i++) {
        next[i] = noise * random.nextGaussian();
        for (int j = 0; j < dim; j++) {
          next[i] += transition[i][j] * state[j];
        }
        into.tokens().set(t, i, lane, (float) state[i]);
        into.targets().set(t, i, lane, (float) next[i]);
      }
      state = next;
    }
  }

  /** Rows of normal numbers, made orthonormal one after the other. */
  private double[][] orthogonal(Random random) {
    double[][] rows = new double[dim][];
    for (int r = 0; r < dim; r++) {
      double[] row = random.doubles(dim).map(unused -> random.nextGaussian()).toArray();
      for (int k = 0; k < r; k++) {
        double along = dot(row, rows[k]);
        for (int i = 0; i < dim; i++) {
          row[i] -= along * rows[k][i];
        }
      }
      double norm = Math.sqrt(dot(row, row));
      for (int i = 0; i < dim; i++) {
        row[i] /= norm;
      }
      rows[r] = row;
    }
    return rows;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
