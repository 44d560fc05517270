package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;

/** Some tasks of a family, task by task. */
final class Drawn {

  final int tasks;
  final double[][][] inputs;
  final double[][] labels;
  final double[][] query;
  final double[] target;

  /** The first tasks, a multiple of 64. */
  static Drawn of(InContext spec, int tasks) {
    return new Drawn(spec, tasks);
  }

  private Drawn(InContext spec, int tasks) {
    this.tasks = tasks;
    inputs = new double[tasks][spec.context()][spec.inputDim()];
    labels = new double[tasks][spec.context()];
    query = new double[tasks][spec.inputDim()];
    target = new double[tasks];
    TaskBlock block = new TaskBlock(spec);
    TaskSampler sampler = spec.sampler(block);
    for (int first = 0; first < tasks; first += LaneMatrix.LANES) {
      sampler.draw(7, Stream.EVAL, 0, first);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        read(block, lane, first + lane);
      }
    }
  }

  private void read(TaskBlock block, int lane, int task) {
    for (int t = 0; t < labels[task].length; t++) {
      for (int i = 0; i < query[task].length; i++) {
        inputs[task][t][i] = block.contextInputs().get(t, i, lane);
      }
      labels[task][t] = block.contextLabels().get(t, 0, lane);
    }
    for (int i = 0; i < query[task].length; i++) {
      query[task][i] = block.queryInput().get(0, i, lane);
    }
    target[task] = block.targets().get(0, 0, lane);
  }

  /** The Frobenius norm of a task's context inputs. */
  double norm(int task) {
    double squares = 0;
    for (double[] x : inputs[task]) {
      for (double feature : x) {
        squares += feature * feature;
      }
    }
    return Math.sqrt(squares);
  }
}
