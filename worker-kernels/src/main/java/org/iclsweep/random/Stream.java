package org.iclsweep.random;

/**
 * Independent sources of randomness of a trial. The number is part of the generator's key, so a
 * draw added to one stream moves no other. Numbers are never reused.
 */
public enum Stream {
  /** Initial weights. */
  INIT(1),
  /** Training tasks. */
  TRAIN(2),
  /** Evaluation tasks, the same for every trial of a study. */
  EVAL(3),
  /** Tasks of out-of-distribution curves, the same for every α. */
  OOD(4),
  /** Tasks on which the rates of learners are searched. */
  SEARCH(5),
  /** Points of the sampled axes of a study; the rest of the key is no trial's seed but theirs. */
  SWEEP(6),
  /** How a trial's inputs and teachers are turned. */
  ROTATION(7),
  /** Tasks that tell which weights of a training are kept. */
  VALIDATION(8),
  /** What all tasks of a study share, by a seed of its own. */
  TEACHER(9),
  /** Tokens that are tuned beside a trained model: how they start, and the tasks they meet. */
  TUNE(11);

  private final int number;

  Stream(int number) {
    this.number = number;
  }

  /** The key word of this stream. */
  public int number() {
    return number;
  }
}
