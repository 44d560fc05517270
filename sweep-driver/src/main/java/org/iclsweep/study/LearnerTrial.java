package org.iclsweep.study;

import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;

/**
 * A learner that trials are held against, fitted once for all that can share it.
 *
 * @param values the parameters that it depends on
 * @param spec the same, for the kernel
 */
public record LearnerTrial(Values values, LearnerSpec spec) implements Trial {

  static LearnerTrial of(LearnerKind kind, TransformerTrial trial) {
    LearnerSpec spec = trial.spec().learner(kind);
    Values own =
        trial.values().only(parameter -> parameter.ofLearners() && applies(parameter, spec));
    return new LearnerTrial(own, spec);
  }

  private static boolean applies(Parameter parameter, LearnerSpec spec) {
    if (parameter.equals(MeasureSection.AGAINST)) {
      return false;
    }
    if (parameter.equals(ModelSection.TIED)) {
      return spec.kind() == LearnerKind.GD_PLUS_PLUS && spec.depth() > 1;
    }
    boolean ofLayers =
        parameter.equals(ModelSection.DEPTH) || parameter.equals(ModelSection.TOKEN_CLIP);
    return !ofLayers || spec.kind() != LearnerKind.LEAST_SQUARES;
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
