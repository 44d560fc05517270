package org.iclsweep.study;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.iclsweep.learner.Dependence;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.spec.Labels;
import org.iclsweep.trial.LearnerSpec;

/**
 * A learner that trials are held against, fitted once for all that can share it.
 *
 * @param values the parameters that it depends on
 * @param spec the same, for the kernel
 */
public record LearnerTrial(Values values, LearnerSpec spec) implements Trial {

  /** What learners may depend on, by its parameters; on all others that are theirs, all depend. */
  private static final Map<Dependence, Set<Parameter<?>>> OF_SOME =
      Map.ofEntries(
          entry(Dependence.DEPTH, Set.of(ModelSection.DEPTH)),
          entry(Dependence.TIED, Set.of(ModelSection.TIED)),
          entry(Dependence.TOKEN_CLIP, Set.of(ModelSection.TOKEN_CLIP)),
          entry(Dependence.RIDGE, Set.of(MeasureSection.RIDGE, PrefixSection.RIDGE)),
          entry(
              Dependence.SOLVER,
              Set.of(
                  PrefixSection.SOLVER_VALUES,
                  PrefixSection.SOLVER_STEPS,
                  PrefixSection.SOLVER_RIDGE,
                  PrefixSection.FIT_STEPS)),
          entry(Dependence.PREFIX_STEPS, Set.of(PrefixSection.STEPS, PrefixSection.RATES)),
          entry(Dependence.RATES, Set.of(MeasureSection.GD_RATES)),
          entry(Dependence.EXAMPLES, Set.of(MeasureSection.GD_EXAMPLES)),
          entry(Dependence.PROVIDER, Set.of(ProvidedSection.LEARNER)),
          entry(Dependence.PATTERN, Set.of(ModelSection.WEIGHTS, ModelSection.PATTERN)),
          entry(
              Dependence.PERCEPTRON,
              Set.of(
                  ModelSection.EMBEDDING,
                  ModelSection.MLP,
                  ModelSection.MLP_NONLINEARITY,
                  ModelSection.MLP_BIAS,
                  ModelSection.MLP_WIDENING,
                  ModelSection.MLP_RESIDUAL,
                  ModelSection.INIT_KIND,
                  ModelSection.INIT_SCALE,
                  ModelSection.INIT_MLP,
                  ModelSection.INIT_LAW,
                  TrainingSection.STEPS,
                  TrainingSection.BATCH)));

  /**
   * The parameters on which a learner of some trials may depend.
   *
   * @param taken the values that a parameter takes in the trials
   */
  public static Predicate<Parameter<?>> mayMatter(Function<Parameter<?>, List<Object>> taken) {
    List<Learner> asked =
        MeasureSection.against().stream()
            .flatMap(each -> taken.apply(each).stream())
            .flatMap(labels -> ((List<?>) labels).stream())
            .map(label -> Labels.of(LearnerKind.class, (String) label).learner())
            .toList();
    return parameter -> asked.stream().anyMatch(learner -> applies(parameter, learner));
  }

  static LearnerTrial of(LearnerKind kind, TransformerTrial trial) {
    LearnerSpec spec = trial.spec().learner(kind);
    return new LearnerTrial(
        trial
            .values()
            .only(p -> applies(p, spec.learner()) && !MeasureSection.against().contains(p)),
        spec);
  }

  private static boolean applies(Parameter<?> parameter, Learner learner) {
    Set<Dependence> own = learner.dependsOn();
    return parameter.learners().contains(learner.kind())
        && OF_SOME.entrySet().stream()
            .allMatch(part -> own.contains(part.getKey()) || !part.getValue().contains(parameter));
  }

  @Override
  public String id() {
    return Identity.of(values, Map.of("kind", "learner", "learner", spec.kind().label()));
  }

  @Override
  public Map<String, Object> parameters() {
    return values.columns();
  }
}
