package org.iclsweep.learner;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.spec.Labels;
import org.iclsweep.task.TaskSpec;

/**
 * What trained models are held against: a record of all that it depends on beside its tasks, so
 * that equal ones have equal fits. A file each; {@link LearnerKind} lists them.
 */
public interface Learner extends Serializable {

  /** The word for it in study files and tables. */
  String label();

  /** Its place among the learners. */
  default LearnerKind kind() {
    return Labels.of(LearnerKind.class, label());
  }

  /** What of a trial it depends on: its identity holds that, and no more. */
  Set<Dependence> dependsOn();

  /**
   * Refuses families of tasks that it is not of.
   *
   * @throws IllegalArgumentException if these are such
   */
  void requireFamily(TaskSpec task);

  /** Why it is not known beside trials of this model and task; empty where it is. */
  default Optional<String> unknownBeside(ModelSpec model, TaskSpec task) {
    return Optional.empty();
  }

  /**
   * Whether models of this kind are known to have this learner among their functions, and its
   * {@link #expectedLoss} to be theory's for them.
   */
  default boolean isTheoryOf(ModelSpec model, TaskSpec task) {
    return false;
  }

  /**
   * Its loss on these tasks, expected over all of them, exactly; empty where no formula is known.
   */
  default OptionalDouble expectedLoss(TaskSpec task) {
    return OptionalDouble.empty();
  }

  /**
   * This learner beside a trial, with what it depends on of it.
   *
   * @throws IllegalArgumentException if it is not known beside such a trial
   */
  Learner beside(TrialSettings trial);

  /** Finds what suits a distribution of tasks best; a function of all this alone. */
  LearnerFit fit(TaskSpec task, long seed);

  /** The learner at work, from what its fit found. */
  Predictor predictor(TaskSpec task, LearnerFit fit);

  /** The network that it is at work; empty where it is none. */
  default Optional<Network> network(TaskSpec task, LearnerFit fit) {
    return Optional.empty();
  }

  /** The network whose weights its fit trains, for these to be written into; empty where none. */
  default Optional<Network> untrained(TaskSpec task) {
    return Optional.empty();
  }

  /** Whether it is of sequences of which every next state is to be told. */
  default boolean isOfSequences() {
    return false;
  }

  /** Whether it is gradient descent on the inputs. */
  default boolean isGradientDescent() {
    return false;
  }

  /**
   * Whether the agreement of models of this depth with it is measured: not where it is another
   * learner.
   */
  default boolean isAlignedAt(int depth) {
    return true;
  }

  /** Tasks that every pass of its search answers; 0 where nothing is searched. */
  default double searchTasks() {
    return 0;
  }

  /** Tasks that training sees after the search; 0 where nothing is trained. */
  default double trainingTasks() {
    return 0;
  }

  /** Floating-point operations of its fit beside tasks that are answered or trained on. */
  default double fitFlops(TaskSpec task) {
    return 0;
  }

  /** Floating-point operations of one answer, drawing the task included. */
  double answerFlops(TaskSpec task, Prices prices);

  /** The model by which its memory and its training are weighed: what it runs through, if any. */
  default ModelSpec model() {
    return Construction.model(1);
  }
}
