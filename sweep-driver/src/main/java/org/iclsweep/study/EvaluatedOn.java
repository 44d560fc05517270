package org.iclsweep.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.random.Stream;
import org.iclsweep.trial.TrialSpec;

/**
 * The tasks on which trials are evaluated, with the parameters that say which. Trials that differ
 * in nothing of these have the same tasks, whatever their tokens are.
 *
 * @param parameters their values by column; {@code null} where one does not apply
 * @param set the tasks; pairs, each a token
 */
public record EvaluatedOn(Map<String, Object> parameters, EvaluationSet set) {

  public EvaluatedOn {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** What says how tasks are shown, or which of them a training has. */
  private static final Set<Parameter<?>> OF_OTHERS =
      Set.of(
          TaskSection.TOKENS,
          SequenceSection.SEQUENCE_TOKENS,
          SequenceSection.SLOTS,
          SequenceSection.STACK,
          SequenceSection.DISTINCT_TEACHERS);

  /**
   * The parameters on which the tasks of some trials depend: on the seed, where it turns them.
   *
   * @param taken the values that a parameter takes in the trials
   */
  public static Predicate<Parameter<?>> mayMatter(Function<Parameter<?>, List<Object>> taken) {
    boolean turned = taken.apply(TaskSection.ROTATION).contains(TaskSection.SEEDED);
    return parameter ->
        TaskSection.parameters().contains(parameter) && !OF_OTHERS.contains(parameter)
            || parameter == MeasureSection.EVAL_TASKS
            || parameter == MeasureSection.EVAL_SEED
            || parameter == Parameters.SEED && turned;
  }

  public static EvaluatedOn of(TransformerTrial trial) {
    Map<String, Object> parameters = new TreeMap<>();
    Map<String, Object> all = trial.parameters();
    Parameters.all().stream()
        .filter(mayMatter(each -> Collections.singletonList(all.get(each.column()))))
        .forEach(each -> parameters.put(each.column(), all.get(each.column())));
    TrialSpec spec = trial.spec();
    return new EvaluatedOn(
        parameters,
        new EvaluationSet(
            spec.task().canonical(),
            Stream.EVAL,
            spec.measure().evalSeed(),
            spec.measure().evalTasks()));
  }
}
