package org.iclsweep.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** Whether the tasks of an evaluation set depend on a parameter. */
  public static boolean dependsOn(Parameter<?> parameter) {
    return TaskSection.parameters().contains(parameter) && !OF_OTHERS.contains(parameter)
        || parameter == MeasureSection.EVAL_TASKS
        || parameter == MeasureSection.EVAL_SEED;
  }

  public static EvaluatedOn of(TransformerTrial trial) {
    Map<String, Object> parameters = new TreeMap<>();
    Parameters.all().stream()
        .filter(EvaluatedOn::dependsOn)
        .forEach(each -> parameters.put(each.column(), trial.parameters().get(each.column())));
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
