package org.iclsweep.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Loss;
import org.iclsweep.results.LossColumns;
import org.iclsweep.spec.Labels;
import org.iclsweep.statistics.Observation;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialSpec;

/**
 * One row of a study's table: a trial, or a learner that trials are held against.
 *
 * @param id its identity
 * @param learner which learner it is; {@code null} for a trial
 * @param parameters what it was run with, by column name; a value may be {@code null}
 * @param spec what was trained; {@code null} for a learner, and where its parameters are such as no
 *     study writes
 * @param record what it left
 * @param events what befell its loss; {@code null} where that cannot be told, and for a learner
 * @param rule by which that is told
 * @param unit of the record's losses
 */
public record Run(
    String id,
    LearnerKind learner,
    Map<String, Object> parameters,
    TrialSpec spec,
    TrialRecord record,
    LearningEvents events,
    LearntRule rule,
    LossUnit unit) {

  public Run {
    parameters =
        parameters instanceof SeedParameters
            ? parameters
            : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** What was trained is read off its parameters. */
  public Run(
      String id,
      LearnerKind learner,
      Map<String, Object> parameters,
      TrialRecord record,
      LearningEvents events) {
    this(id, learner, parameters, record, events, LearntRule.DEFAULT);
  }

  private Run(
      String id,
      LearnerKind learner,
      Map<String, Object> parameters,
      TrialRecord record,
      LearningEvents events,
      LearntRule rule) {
    this(
        id,
        learner,
        parameters,
        learner == null ? TransformerTrial.spec(parameters).orElse(null) : null,
        record,
        events,
        rule,
        LossUnit.HALF_SQUARED_ERROR);
  }

  /** A learner. */
  public Run(String id, LearnerKind learner, Map<String, Object> parameters, TrialRecord record) {
    this(id, learner, parameters, record, null);
  }

  /** A trained model. */
  public static Run trial(String id, Map<String, Object> parameters, TrialRecord record) {
    return trial(id, parameters, record, LearntRule.DEFAULT);
  }

  /** A trained model that has learnt by this rule, if it has. */
  public static Run trial(
      String id, Map<String, Object> parameters, TrialRecord record, LearntRule rule) {
    return new Run(id, null, parameters, record, record.events(rule).orElse(null), rule);
  }

  /**
   * A row of a table, in which a learner is known by its label and a trial has none.
   *
   * @param rule when it has learnt, in losses of the table
   * @param unit in which its losses are to be told
   */
  static Run of(
      String id,
      String learnerLabel,
      Map<String, Object> parameters,
      TrialRecord record,
      LearntRule rule,
      TrialSpecs specs,
      LossUnit unit) {
    TrialRecord told = LossColumns.times(record, unit.factor());
    LearntRule toldBy = rule.times(unit.factor());
    return learnerLabel == null
        ? new Run(
            id,
            null,
            parameters,
            specs.of(parameters),
            told,
            told.events(toldBy).orElse(null),
            toldBy,
            unit)
        : new Run(id, learner(learnerLabel), parameters, null, told, null, toldBy, unit);
  }

  private static LearnerKind learner(String label) {
    return Labels.find(LearnerKind.class, label)
        .orElseThrow(() -> new IllegalArgumentException("no learner is called " + label));
  }

  /** The same with a column more among its parameters. */
  Run with(String column, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(column, value);
    Object seed = isWhole() ? null : more.remove(Columns.SEED);
    Map<String, Object> all = isWhole() ? more : new SeedParameters(more, seed);
    return new Run(id, learner, all, spec, record, events, rule, unit);
  }

  /** Whether it has all of its row, and not only what findings need of one of very many. */
  public boolean isWhole() {
    return !(parameters instanceof SeedParameters);
  }

  public boolean isTrial() {
    return learner == null;
  }

  /** Columns of parameters that do not apply to it, as the others are. */
  Set<String> idleColumns() {
    return Parameters.idleColumns(parameters);
  }

  /** The value of a numeric column, empty where the column is missing, null or not a number. */
  public OptionalDouble number(String column) {
    return parameters.get(column) instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }

  /** What was trained, if that is known. */
  public Optional<TrialSpec> trained() {
    return Optional.ofNullable(spec);
  }

  /** Whether this is so of what was trained; not where that is not known. */
  public boolean holds(Predicate<TrialSpec> fact) {
    return spec != null && fact.test(spec);
  }

  /** Its heads of attention whose weights are kept and finite. */
  public List<HeadProducts> heads() {
    return HeadProducts.of(record.weights(), spec);
  }

  /** Whether its training tasks are a fixed set, which it comes back to. */
  public boolean repeatsTasks() {
    return holds(trained -> trained.training().datasetSize() > 0);
  }

  /** Its seed as text; its identity where it has none. */
  public String seed() {
    Object seed = parameters.get(Columns.SEED);
    return seed == null ? id : Numbers.value(seed);
  }

  /** The learner of this kind that it was held against. */
  public Optional<FittedLearner> against(LearnerKind kind) {
    return record.learners().stream().filter(l -> l.kind() == kind).findFirst();
  }

  /** What it loses more than a learner over all positions of the same sequences, if measured. */
  Optional<LearnerPosition> excessOver(LearnerKind kind) {
    return record.measured(Measures.LEARNER_POSITIONS).stream()
        .filter(each -> each.learner() == kind && each.position() == null)
        .findFirst();
  }

  /** Final loss over the learner's on the same tasks, where both are known. */
  Optional<Double> ratioTo(LearnerKind kind) {
    return Optional.ofNullable(record.finalLoss())
        .flatMap(loss -> against(kind).map(learner -> loss / learner.loss()));
  }

  /** The loss that its own has to come to, if that is known. */
  Optional<Loss> goal() {
    return record.goal(rule.goal());
  }

  /** Final loss over that, where both are known. */
  Optional<Double> ratioToGoal() {
    return Optional.ofNullable(record.finalLoss())
        .flatMap(loss -> goal().map(goal -> loss / goal.mean()));
  }

  /** Of each learner its agreement with it at the end. */
  List<Alignment> finalAlignments() {
    Map<LearnerKind, Alignment> last = new EnumMap<>(LearnerKind.class);
    for (Alignment each : record.alignments()) {
      last.merge(each.learner(), each, (a, b) -> b.step() >= a.step() ? b : a);
    }
    return List.copyOf(last.values());
  }

  public boolean ended(Outcome outcome) {
    return record.outcome() == outcome;
  }

  /** Whether an exception ended it, or the time that it was allowed. */
  public boolean failed() {
    return record.outcome().isFailure();
  }

  /** Whether it can be told what befell its loss: see {@link TrialRecord#events}. */
  public boolean judged() {
    return events != null;
  }

  /** What became of it, where that can be told. */
  public Optional<Fate> fate() {
    return Optional.ofNullable(events).map(LearningEvents::fate);
  }

  /** Whether it met this fate. */
  public boolean met(Fate fate) {
    return events != null && events.fate() == fate;
  }

  /** Whether it learnt, whatever came later: the event of shares and survival. */
  public boolean learnt() {
    return events != null && events.learnt() != null;
  }

  /** Whether it did not learn, or did not stay there; not where that cannot be told. */
  public boolean missed() {
    return events != null && events.fate() != Fate.LEARNT;
  }

  /** Its loss on the evaluation tasks over the steps. */
  public List<Band.Point> evalCurve() {
    return record.curve().stream().map(p -> new Band.Point(p.step(), p.evalLoss())).toList();
  }

  /** How long it was watched, if it can be told what befell it. */
  public Optional<Observation> observation() {
    return Optional.ofNullable(events).map(this::observation);
  }

  private Observation observation(LearningEvents events) {
    Object seed = parameters.get(Columns.SEED);
    double budget = number(Columns.STEPS).orElse(events.until());
    return Observation.of(seed == null ? id : seed, events, budget);
  }
}
