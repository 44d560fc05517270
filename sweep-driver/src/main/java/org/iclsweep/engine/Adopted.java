package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What was taken over of another results directory.
 *
 * @param directory in the words of the one who asked
 * @param trials trained models whose rows were taken over
 * @param learners learners whose rows were
 * @param otherNumerics rows of other numerics, whose trials are others
 * @param refused rows that are not as a trial leaves them: which, and why
 */
public record Adopted(
    String directory, long trials, long learners, long otherNumerics, List<String> refused) {

  public Adopted {
    refused = List.copyOf(refused);
  }

  /** The same with what was found in one more file. */
  Adopted plus(long moreTrials, long moreLearners, long moreOthers, List<String> moreRefused) {
    List<String> all = new ArrayList<>(refused);
    all.addAll(moreRefused);
    return new Adopted(
        directory, trials + moreTrials, learners + moreLearners, otherNumerics + moreOthers, all);
  }

  /** The same with what was taken over of it later, when more was planned. */
  Adopted and(Adopted later) {
    return plus(
        later.trials,
        later.learners,
        0,
        later.refused.stream().filter(each -> !refused.contains(each)).toList());
  }
}
