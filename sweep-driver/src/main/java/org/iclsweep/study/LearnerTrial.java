package org.iclsweep.study;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.iclsweep.learner.Dependence;
import org.iclsweep.learner.Learner;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.spec.Labels;

/**
 * A learner that trials are held against, fitted once for all that can share it.
 *
 * @param values the parameters that it depends on
 * @param spec the same, for the kernel
 */
public record LearnerTrial(Values values, LearnerSpec spec) implements Trial {

  /** What learners may depend on, by its parameters; on all others that are shared, all depend. */
  private static final Map<Dependence, Set<Parameter<?>>> OF_SOME =
      Map.of(
          Dependence.DEPTH, Set.of(ModelSection.DEPTH),
          Dependence.TIED, Set.of(ModelSection.TIED),
          Dependence.TOKEN_CLIP, Set.of(ModelSection.TOKEN_CLIP),
          Dependence.RIDGE, Set.of(MeasureSection.RIDGE),
          Dependence.ROLLOUT, Set.of(RolloutSection.STEPS, RolloutSection.DAMPENING),
          Dependence.SPECTRUM, Set.of(SpectrumSection.GAMMAS),
          Dependence.PERCEPTRON,
              Set.of(
                  ModelSection.EMBEDDING,
                  ModelSection.MLP,
                  ModelSection.MLP_NONLINEARITY,
                  ModelSection.MLP_BIAS,
                  ModelSection.MLP_WIDENING,
                  ModelSection.INIT_KIND,
                  ModelSection.INIT_SCALE,
                  TrainingSection.STEPS,
                  TrainingSection.BATCH));

  /**
   * The parameters on which a learner of some trials may depend.
   *
   * @param taken the values that a parameter takes in the trials
   */
  public static Predicate<Parameter<?>> mayMatter(Function<Parameter<?>, List<Object>> taken) {
    Set<Dependence> any = EnumSet.noneOf(Dependence.class);
    List<Learner> asked =
        taken.apply(MeasureSection.AGAINST).stream()
            .flatMap(labels -> ((List<?>) labels).stream())
            .map(label -> Labels.of(LearnerKind.class, (String) label).learner())
            .toList();
    asked.forEach(learner -> any.addAll(learner.dependsOn()));
    return parameter -> !asked.isEmpty() && applies(parameter, any);
  }

  static LearnerTrial of(LearnerKind kind, TransformerTrial trial) {
    LearnerSpec spec = trial.spec().learner(kind);
    Set<Dependence> own = spec.learner().dependsOn();
    return new LearnerTrial(
        trial.values().only(p -> applies(p, own) && !p.equals(MeasureSection.AGAINST)), spec);
  }

  private static boolean applies(Parameter<?> parameter, Set<Dependence> own) {
    return parameter.ofLearners()
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
