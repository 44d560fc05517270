package org.iclsweep.spi;

import org.iclsweep.lanes.LaneMatrix;

/**
 * A distribution of sequences of states, of which every next one is to be told. A study has it as
 * {@code task.kind = provided-sequences}.
 *
 * <pre>  token t = s_t,  answer t = s_{t+1},  t = 1 to T  </pre>
 *
 * <p>T is the study's {@code task.length}, the n features of a state its {@code task.dim}.
 */
public interface SequenceProvider extends Provider {

  /**
   * Refuses shapes of which there are no such sequences.
   *
   * @param length T, at least 1
   * @param dim n, at least 1
   * @throws IllegalArgumentException with what is wrong with them
   */
  default void check(Settings settings, int length, int dim) {}

  /**
   * What draws such sequences, of which a trial has several.
   *
   * @param states where it draws them, s_1 to s_{T+1} of 16 sequences, one a lane: [T + 1, n, 16]
   */
  SequenceTasks tasks(Settings settings, LaneMatrix states);

  /**
   * What drawing a sequence costs, in numbers drawn; one is worth 12 multiply-adds, about. An
   * estimate for the plan, of which no result depends.
   */
  default double draws(Settings settings, int length, int dim) {
    return dim * (length + 1.0);
  }
}
