package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.Baselines;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;

/**
 * What is measured of a model, as data.
 *
 * @param every steps between two points of a curve
 * @param closer points of a curve beside those
 * @param evalTasks tasks of the evaluation set
 * @param evalSeed seed of the evaluation set; the same for every trial of a study
 * @param validationTasks tasks that tell which weights are kept, where the training asks; or 0
 * @param validationSeed seed of these
 * @param ood out-of-distribution curves
 * @param against learners that the model is held against
 * @param ridge λ of ridge regression; 0 for the task's own, which is the best
 * @param baselines how these are fitted that others may have fitted otherwise
 * @param asked what else is measured, one of a class
 */
public record MeasureSpec(
    int every,
    CloserPoints closer,
    int evalTasks,
    long evalSeed,
    int validationTasks,
    long validationSeed,
    OodSpec ood,
    List<LearnerKind> against,
    double ridge,
    Baselines baselines,
    List<Taking<?>> asked)
    implements Serializable {

  public MeasureSpec {
    atLeastOne("every", every);
    atLeastOne("evalTasks", evalTasks);
    require(validationTasks >= 0, "validationTasks", validationTasks, "0 or more");
    if (!(ridge >= 0) || Double.isInfinite(ridge)) {
      throw new IllegalArgumentException(
          "ridge is " + ridge + ", must be positive, or 0 for the task's own");
    }
    against = List.copyOf(against);
    asked = List.copyOf(asked);
  }

  /** A curve with a point every so many steps; what else is measured is to be told. */
  public static Builder every(int steps) {
    return new Builder(steps);
  }

  /**
   * Whether a training has the same points of its curve, with the same losses, as where this is
   * measured.
   *
   * @param validated whether validation tells which weights are kept
   */
  boolean hasPointsOf(MeasureSpec other, boolean validated) {
    return every == other.every
        && closer.equals(other.closer)
        && evalTasks == other.evalTasks
        && evalSeed == other.evalSeed
        && (!validated
            || validationTasks == other.validationTasks && validationSeed == other.validationSeed);
  }

  /** Whether a curve has a point at a step of {@code steps}. */
  public boolean isPoint(int step, int steps) {
    return step % every == 0 || step == steps || closer.holds(step);
  }

  /**
   * The first of the last so many points of a curve of {@code steps}; its start if it has fewer.
   */
  int firstOfLast(int points, int steps) {
    int left = points;
    int step = steps;
    while (step > 0 && !(isPoint(step, steps) && --left == 0)) {
      step--;
    }
    return step;
  }

  /**
   * Refuses a rule by which no training of so many steps could stop before its end.
   *
   * @throws IllegalArgumentException if it is such
   */
  void requireStop(LearntRule rule, int steps) {
    requireLearner(rule, against);
    requirePoints(rule, steps);
  }

  /**
   * Refuses a goal that is the loss of none of these learners.
   *
   * @throws IllegalArgumentException if it is such
   */
  public static void requireLearner(LearntRule rule, List<LearnerKind> against) {
    String goal = rule.goal().learner();
    if (goal != null && against.stream().noneMatch(kind -> kind.label().equals(goal))) {
      throw new IllegalArgumentException(
          "no trial is held against %s, so its loss is not known".formatted(goal));
    }
  }

  /**
   * Refuses a rule that no curve with these points fulfils before its last one.
   *
   * @throws IllegalArgumentException if it is such
   */
  public void requirePoints(LearntRule rule, int steps) {
    int last = firstOfLast(2, steps);
    if (last == 0 || last < rule.lasting()) {
      throw new IllegalArgumentException(
          ("a curve of %d steps has its last point but one after %d, so that no trial could have"
                  + " learnt and stayed for %d steps before its end")
              .formatted(steps, last, rule.lasting()));
    }
  }

  /** Refuses families of tasks that its learners and shifts are not of. */
  void refuse(TaskSpec task) {
    against.forEach(kind -> kind.learner().requireFamily(task));
    if (ood.points() > 0) {
      InContext.of(task);
    }
    baselines.refuse(task);
  }

  /** Measures nothing but losses on the evaluation tasks until it is told to. */
  public static final class Builder {
    private final int every;
    private CloserPoints closer = CloserPoints.NONE;
    private int evalTasks;
    private long evalSeed;
    private int validationTasks;
    private long validationSeed;
    private OodSpec ood = new OodSpec(Map.of(), 1);
    private List<LearnerKind> against = List.of();
    private double ridge;
    private Baselines baselines = Baselines.NONE;
    private List<Taking<?>> asked = List.of();

    private Builder(int every) {
      this.every = every;
    }

    public Builder closer(CloserPoints points) {
      closer = points;
      return this;
    }

    public Builder evalTasks(int tasks) {
      evalTasks = tasks;
      return this;
    }

    public Builder evalSeed(long seed) {
      evalSeed = seed;
      return this;
    }

    public Builder validation(int tasks, long seed) {
      validationTasks = tasks;
      validationSeed = seed;
      return this;
    }

    public Builder ood(OodSpec curves) {
      ood = curves;
      return this;
    }

    public Builder against(List<LearnerKind> learners) {
      against = learners;
      return this;
    }

    public Builder ridge(double strength) {
      ridge = strength;
      return this;
    }

    public Builder baselines(Baselines settings) {
      baselines = settings;
      return this;
    }

    public Builder asked(List<Taking<?>> measures) {
      asked = measures;
      return this;
    }

    public MeasureSpec build() {
      return new MeasureSpec(
          every,
          closer,
          evalTasks,
          evalSeed,
          validationTasks,
          validationSeed,
          ood,
          against,
          ridge,
          baselines,
          asked);
    }
  }
}
