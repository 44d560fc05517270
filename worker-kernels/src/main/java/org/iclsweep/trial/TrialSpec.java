package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.TrialSettings;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.model.KnownTask;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.SequenceConstruction;
import org.iclsweep.task.Draws;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/**
 * One training run, described whole: equal descriptions give equal bits. What is known of some
 * models and tasks only is asked here, by kernel, SQL, findings and figures alike.
 *
 * @param seed of the initial weights and of the training tasks
 * @param task as trials of this seed have it, {@link TaskSpec#ofTrial}
 */
public record TrialSpec(
    long seed, ModelSpec model, TaskSpec task, TrainingSpec training, MeasureSpec measure)
    implements Serializable {

  public TrialSpec {
    task = task.ofTrial(seed);
    model.requireReadable(task);
    SequenceConstruction.refuse(model, task);
    for (Taking<?> each : measure.asked()) {
      each.refuse(model, task);
    }
    if (training.draws() == Draws.GRAM) {
      GramRoots.of(task);
      model.requireSums(task);
    }
    if (training.integrate()) {
      IntegratedLoss.refuse(model, task);
    }
    require(
        training.bestOfLast() == 0 || measure.validationTasks() > 0,
        "validationTasks",
        measure.validationTasks(),
        "at least 1 where the best weights are kept");
    training.stops().ifPresent(rule -> measure.requireStop(rule, training.steps()));
    measure.refuse(task);
  }

  /**
   * Its tasks as pairs and a query: what shifts, roll-outs and agreement are of.
   *
   * @throws IllegalArgumentException if they are no such
   */
  public InContext inContext() {
    return InContext.of(task);
  }

  /** The same from another seed. */
  public TrialSpec withSeed(long other) {
    return new TrialSpec(other, model, task, training, measure);
  }

  /**
   * Whether the weights and the record that another trial has left tell what this one leaves: it is
   * the same training, and of what is measured while it lasts nothing else is asked.
   */
  public boolean isToldBy(TrialSpec trained) {
    return seed == trained.seed
        && model.equals(trained.model)
        && task.equals(trained.task)
        && training.equals(trained.training)
        && (training.stops().isEmpty() || measure.equals(trained.measure))
        && measure.hasPointsOf(trained.measure, training.bestOfLast() > 0)
        && Measures.ALL.stream().allMatch(each -> isToldBy(each, trained));
  }

  private boolean isToldBy(Measure<?> measured, TrialSpec trained) {
    Taking<?> before = measured.in(trained.measure.asked());
    return measured.in(measure.asked()).isToldBy(before, this, trained);
  }

  /** What it comes to where it stops at a step. */
  public TrialSpec upTo(int step) {
    return new TrialSpec(seed, model, task, training.upTo(step), measure);
  }

  /** Points of its curve, about: the last one is not counted where it is beside the others. */
  double points() {
    return 1
        + (double) training.steps() / measure.every()
        + measure.closer().count(training.steps(), measure.every());
  }

  /** What the weights meet of a task in training. */
  public KnownTask known() {
    return training.integrate() ? IntegratedLoss.known(model, task) : KnownTask.of(model, task);
  }

  /** Tasks of the batch that is kept from one step to the next; 0 where each one is drawn anew. */
  public int keptTasks() {
    int batch = training.effectiveBatch();
    return training.redrawn() < 1 && known().fits(batch) ? batch : 0;
  }

  /** What its training tasks are drawn by where that is not their inputs. */
  public Optional<GramRoots> roots() {
    return training.draws() == Draws.GRAM ? Optional.of(GramRoots.of(task)) : Optional.empty();
  }

  /** {@link ModelSpec#readsPairs}: weight products show which feature does what. */
  public boolean readsPairs() {
    return model.readsPairs(task);
  }

  /** {@link ModelSpec#isPlain}: there is a construction of its layers, and heads have roles. */
  public boolean isPlain() {
    return model.isPlain(task);
  }

  /** Whether its weights can be averaged one to one with those of the construction. */
  public boolean canInterpolate() {
    return isPlain() && model.distinctLayers() == 1 && model.heads() == 1;
  }

  /**
   * Whether a head that has swapped its roles is known to keep the one layer from learning: it has
   * weights for both.
   */
  public boolean canSwapRoles() {
    return isPlain() && model.depth() == 1 && model.attention().weights().pattern().isFull();
  }

  /**
   * Whether one layer, of whatever kind, is held against one step of gradient descent whose loss
   * has a closed form: the task is the one that this is about, and no label is clipped.
   */
  public boolean hasClosedForm() {
    return model.depth() == 1
        && model.tokenClip() == 0
        && task instanceof LinearRegression regression
        && regression.isPlain();
  }

  /**
   * Whether it is known at which losses the model gets stuck whose heads have swapped their roles:
   * the closed form's tasks, and heads that are no more than the construction's.
   */
  public boolean hasSwapLevels() {
    return canSwapRoles()
        && hasClosedForm()
        && model.attention().keys() == AttentionSpec.Keys.CONTEXT;
  }

  /**
   * The learner of this kind that the trial is held against, without anything that makes no
   * difference to it, so that trials which can share a fit have equal specs.
   */
  public LearnerSpec learner(LearnerKind kind) {
    TrialSettings settings =
        new TrialSettings(
            model, task, training.steps(), training.batch(), measure.ridge(), measure.baselines());
    return new LearnerSpec(
        measure.baselines().of(kind.learner().beside(settings)),
        task.ofAllTrials().canonical(),
        measure.evalTasks(),
        measure.evalSeed(),
        measure.ood(),
        Measures.of(kind, measure.asked()));
  }
}
