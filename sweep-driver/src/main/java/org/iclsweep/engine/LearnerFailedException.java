package org.iclsweep.engine;

/** A trial could not be run because a learner that it is held against failed. */
final class LearnerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LearnerFailedException(String message) {
    super(message);
  }
}
