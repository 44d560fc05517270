package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;

/** Some sequences of a task, one by one. */
final class Sequences {

  /** By sequence, position and feature: s_1 to s_{T+1}. */
  final double[][][] observations;

  private Sequences(int count) {
    observations = new double[count][][];
  }

  /** The first sequences of a training's second step. */
  static Sequences of(Dynamics task, int count) {
    Sequences sequences = new Sequences(count);
    TaskBlock block = new TaskBlock(task.withTokens(SequenceTokens.RAW));
    TaskSampler sampler = task.withTokens(SequenceTokens.RAW).sampler(block);
    for (int first = 0; first < count; first += LaneMatrix.LANES) {
      sampler.draw(5, Stream.TRAIN, 2, first);
      for (int lane = 0; lane < Math.min(LaneMatrix.LANES, count - first); lane++) {
        sequences.observations[first + lane] = read(block, lane);
      }
    }
    return sequences;
  }

  private static double[][] read(TaskBlock block, int lane) {
    int length = block.targets().rows();
    double[][] observations = new double[length + 1][block.targets().cols()];
    for (int i = 0; i < observations[0].length; i++) {
      observations[0][i] = block.tokens().get(0, i, lane);
      for (int t = 0; t < length; t++) {
        observations[t + 1][i] = block.targets().get(t, i, lane);
      }
    }
    return observations;
  }

  /** A block of the same sequences, from one on. */
  static TaskBlock block(Dynamics task, int first) {
    TaskBlock block = new TaskBlock(task);
    task.sampler(block).draw(5, Stream.TRAIN, 2, first);
    return block;
  }
}
