package org.iclsweep.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measure;

/**
 * The parameters of a section, in the order in which they are declared.
 *
 * <pre>
 *   private static final Declarations ALWAYS = new Declarations();
 *   static final Parameter<String> OPTIMIZER = ALWAYS.own("training.optimizer.kind", ...);
 *
 *   private static final Declarations SGD = ALWAYS.when(OPTIMIZER, "sgd");
 *   static final Parameter<String> MOMENTUM = SGD.own("training.optimizer.momentum", ...);
 * </pre>
 */
final class Declarations {

  private static final Set<LearnerKind> ALL_LEARNERS = Set.of(LearnerKind.values());

  private final List<Parameter<?>> all;
  private final boolean ofMeasures;
  private final Set<LearnerKind> learners;
  private final List<Condition> conditions;

  private Declarations(
      List<Parameter<?>> all,
      boolean ofMeasures,
      Set<LearnerKind> learners,
      List<Condition> conditions) {
    this.all = all;
    this.ofMeasures = ofMeasures;
    this.learners = learners;
    this.conditions = conditions;
  }

  /** For parameters that say what is trained. */
  Declarations() {
    this(new ArrayList<>(), false, ALL_LEARNERS, List.of());
  }

  /** For parameters that say what is measured, and leave the training as it is. */
  static Declarations ofMeasures() {
    return new Declarations(new ArrayList<>(), true, ALL_LEARNERS, List.of());
  }

  /** For parameters of a measure that trials ask for. */
  static Declarations of(Measure<?> measure) {
    return new Declarations(new ArrayList<>(), true, measure.learners(), List.of());
  }

  /** For parameters that apply only where another one has (of a list: holds) one of some values. */
  Declarations when(Parameter<?> other, String... written) {
    return and(Condition.of(other, true, written));
  }

  /**
   * For parameters that apply only where another one has (of a list: holds) none of some values.
   */
  Declarations unless(Parameter<?> other, String... written) {
    return and(Condition.of(other, false, written));
  }

  private Declarations and(Condition condition) {
    List<Condition> both = new ArrayList<>(conditions);
    both.add(condition);
    return new Declarations(all, ofMeasures, learners, List.copyOf(both));
  }

  /** Declares a parameter on which no learner depends; its column is the last word of its path. */
  <T> Parameter<T> own(String path, ParameterType<T> type, String defaultText, String doc) {
    return own(path, column(path), type, defaultText, doc);
  }

  /** The same, with another column. */
  <T> Parameter<T> own(
      String path, String column, ParameterType<T> type, String defaultText, String doc) {
    return declare(path, column, type, defaultText, doc, Set.of());
  }

  /**
   * Declares a parameter on which the learners that a trial is held against depend: those of which
   * its measure is taken, or all. Its column is the last word of its path.
   */
  <T> Parameter<T> shared(String path, ParameterType<T> type, String defaultText, String doc) {
    return shared(path, column(path), type, defaultText, doc);
  }

  private static String column(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replace('-', '_');
  }

  /** The same, with another column. */
  <T> Parameter<T> shared(
      String path, String column, ParameterType<T> type, String defaultText, String doc) {
    return declare(path, column, type, defaultText, doc, learners);
  }

  private <T> Parameter<T> declare(
      String path,
      String column,
      ParameterType<T> type,
      String defaultText,
      String doc,
      Set<LearnerKind> ofLearners) {
    Parameter<T> parameter =
        new Parameter<>(path, column, type, defaultText, doc, ofLearners, ofMeasures, conditions);
    all.add(parameter);
    return parameter;
  }

  /** Those declared so far, under whatever condition. */
  List<Parameter<?>> all() {
    return List.copyOf(all);
  }
}
