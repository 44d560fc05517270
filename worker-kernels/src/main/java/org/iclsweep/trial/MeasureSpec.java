package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.LearnerKind;

/**
 * What is measured of a model, as data.
 *
 * @param every steps between two points of a curve
 * @param evalTasks tasks of the evaluation set
 * @param evalSeed seed of the evaluation set; the same for every trial of a study
 * @param inputRangeAlphas values of α that scale the inputs' range
 * @param teacherScaleAlphas values of α that scale the teacher
 * @param oodTasks tasks of each out-of-distribution point
 * @param against learners that the model is held against
 */
public record MeasureSpec(
    int every,
    int evalTasks,
    long evalSeed,
    List<Double> inputRangeAlphas,
    List<Double> teacherScaleAlphas,
    int oodTasks,
    List<LearnerKind> against)
    implements Serializable {

  public MeasureSpec {
    require(every >= 1, "every", every);
    require(evalTasks >= 1, "evalTasks", evalTasks);
    require(oodTasks >= 1, "oodTasks", oodTasks);
    inputRangeAlphas = List.copyOf(inputRangeAlphas);
    teacherScaleAlphas = List.copyOf(teacherScaleAlphas);
    against = List.copyOf(against);
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", must be at least 1");
    }
  }
}
