package org.iclsweep.trial;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.StateFeatures;
import org.iclsweep.task.TaskBlock;

/**
 * What probes look for, of every sequence of a set, in double.
 *
 * <p><b>Shapes</b> (T positions, n features): observations, next ones and features of each sequence
 * [T, n]; preconditioned inputs [T, d].
 *
 * @param observations s_1 to s_T
 * @param next s_2 to s_{T+1}
 * @param features g(s); null where they are not asked for
 * @param preconditioned p; null where they are not asked for
 */
record ProbedSequences(
    double[][][] observations,
    double[][][] next,
    double[][][] features,
    double[][][] preconditioned) {

  /**
   * Draws a set into a block.
   *
   * @param values of the steps that inputs are preconditioned by
   */
  static ProbedSequences of(Probes asked, LearnerFit values, EvaluationSet set, TaskBlock block) {
    Dynamics task = Dynamics.of(set.task());
    LaneMatrix shown = task.observations(block);
    StateFeatures features = asked.needsFeatures() ? task.features(block) : null;
    boolean preconditions = Probes.preconditions(asked.kinds());
    ProbedSequences all =
        new ProbedSequences(
            new double[set.tasks()][][],
            new double[set.tasks()][][],
            features == null ? null : new double[set.tasks()][][],
            preconditions ? new double[set.tasks()][][] : null);
    Evaluator.forEachBlock(
        block,
        set,
        (number, tasks) -> {
          if (features != null) {
            features.write();
          }
          for (int lane = 0; lane < tasks; lane++) {
            int at = number * LaneMatrix.LANES + lane;
            all.read(at, lane, shown, block, features);
            if (preconditions) {
              all.precondition(at, lane, asked.inputs(), values, features);
            }
          }
        });
    return all;
  }

  private void read(int at, int lane, LaneMatrix shown, TaskBlock block, StateFeatures of) {
    observations[at] = rows(shown, lane);
    next[at] = rows(block.targets(), lane);
    if (features != null) {
      features[at] = rows(of.features(), lane);
    }
  }

  private void precondition(
      int at, int lane, ProbeInputs inputs, LearnerFit values, StateFeatures of) {
    double[][] parts = inputs.ofFeatures() ? rows(of.directions(), lane) : observations[at];
    preconditioned[at] = inputs.of(parts, values);
  }

  private static double[][] rows(LaneMatrix matrix, int lane) {
    double[][] rows = new double[matrix.rows()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = row(matrix, t, lane);
    }
    return rows;
  }

  /** A row of one task. */
  static double[] row(LaneMatrix matrix, int t, int lane) {
    double[] row = new double[matrix.cols()];
    for (int i = 0; i < row.length; i++) {
      row[i] = matrix.get(t, i, lane);
    }
    return row;
  }
}
