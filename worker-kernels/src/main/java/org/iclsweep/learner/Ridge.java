package org.iclsweep.learner;

import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;

/**
 * Least squares with a penalty on the weights, which is the best predictor of noisy labels.
 *
 * @param strength λ; 0 for none
 */
public record Ridge(double strength) implements InContextLearner {

  public Ridge {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException(
          "ridge is " + strength + ", must be positive, or 0 for none");
    }
  }

  /**
   * The strength of ridge regression that makes it the mean of the posterior, and so the best of
   * all predictors.
   *
   * <pre>  λ = (deviation of the noise on labels / deviation of the teacher's weights)²  </pre>
   */
  public static double bayes(InContext task) {
    if (!(task instanceof LinearRegression regression) || regression.distractors() > 0) {
      throw new IllegalArgumentException(
          "the best strength of ridge is known for linear regression without distractors only");
    }
    if (!regression.features().areInputs()) {
      throw new IllegalArgumentException(
          "the best strength of ridge is known for labels that are linear in inputs only");
    }
    Covariance covariance = regression.covariance();
    if (covariance.teacher() == TeacherLaw.INVERSE_COVARIANCE && !covariance.isFlat()) {
      throw new IllegalArgumentException(
          "the best strength of ridge is known for teachers without a preferred direction only");
    }
    double ratio = regression.noise() / regression.teacherScale();
    return ratio * ratio;
  }

  @Override
  public String label() {
    return "ridge";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(Dependence.RIDGE);
  }

  @Override
  public Ridge beside(TrialSettings trial) {
    return new Ridge(trial.ridge() > 0 ? trial.ridge() : bayes(trial.inContext()));
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return LearnerFit.ofPenalty(strength);
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new LeastSquaresPredictor(task, strength);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return prices.solution();
  }
}
