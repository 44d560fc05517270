package org.iclsweep.study;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;

/**
 * A learner that trials are held against, fitted once for all that can share it.
 *
 * @param values the parameters that it depends on
 * @param spec the same, for the kernel
 */
public record LearnerTrial(Values values, LearnerSpec spec) implements Trial {

  /** What the layers say that gradient descent runs through. */
  private static final Set<Parameter> LAYERS = Set.of(ModelSection.DEPTH, ModelSection.TOKEN_CLIP);

  /** What mlp-gd takes from the model and its training. */
  private static final Set<Parameter> PERCEPTRON =
      Set.of(
          ModelSection.EMBEDDING,
          ModelSection.MLP,
          ModelSection.MLP_NONLINEARITY,
          ModelSection.MLP_BIAS,
          ModelSection.MLP_WIDENING,
          ModelSection.INIT_KIND,
          ModelSection.INIT_SCALE,
          TrainingSection.STEPS,
          TrainingSection.BATCH);

  /** What is measured of gd alone. */
  private static final Set<Parameter> ROLLOUT =
      Set.of(RolloutSection.STEPS, RolloutSection.DAMPENING);

  /** The parameters on which a learner of some trials may depend. */
  static Predicate<Parameter> mayMatter(Box box) {
    String perceptron = LearnerKind.MLP_GD.label();
    List<Object> against = box.values(MeasureSection.AGAINST);
    boolean any = against.stream().anyMatch(kinds -> !((List<?>) kinds).isEmpty());
    boolean asked = against.stream().anyMatch(kinds -> ((List<?>) kinds).contains(perceptron));
    return parameter -> any && parameter.ofLearners() && (asked || !PERCEPTRON.contains(parameter));
  }

  static LearnerTrial of(LearnerKind kind, TransformerTrial trial) {
    LearnerSpec spec = trial.spec().learner(kind);
    Values own =
        trial.values().only(parameter -> parameter.ofLearners() && applies(parameter, spec));
    return new LearnerTrial(own, spec);
  }

  private static boolean applies(Parameter parameter, LearnerSpec spec) {
    LearnerKind kind = spec.kind();
    boolean perceptron = kind == LearnerKind.MLP_GD;
    if (parameter.equals(ModelSection.TIED)) {
      return kind == LearnerKind.GD_PLUS_PLUS && spec.depth() > 1;
    }
    if (parameter.equals(MeasureSection.RIDGE)) {
      return kind == LearnerKind.RIDGE;
    }
    if (ROLLOUT.contains(parameter)) {
      return kind == LearnerKind.GD;
    }
    if (parameter.equals(SpectrumSection.GAMMAS)) {
      return kind == LearnerKind.LEAST_SQUARES;
    }
    if (parameter.equals(ModelSection.DEPTH) && kind == LearnerKind.GD_ONE_STEP) {
      return false;
    }
    if (LAYERS.contains(parameter)) {
      return perceptron || kind.isGradientDescent();
    }
    return PERCEPTRON.contains(parameter) ? perceptron : !parameter.equals(MeasureSection.AGAINST);
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
