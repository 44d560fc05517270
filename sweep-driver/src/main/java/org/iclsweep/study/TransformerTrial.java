package org.iclsweep.study;

import java.util.List;
import java.util.Map;
import org.iclsweep.trial.TrialSpec;

/**
 * One training run of a plan.
 *
 * @param values all parameters that apply
 * @param spec the same, for the kernel
 */
public record TransformerTrial(Values values, TrialSpec spec) implements Trial {

  private static final Map<String, String> KIND = Map.of("kind", "transformer");

  static TransformerTrial of(Values values) {
    TrialSpec spec =
        new TrialSpec(
            values.wholeLong(Parameters.SEED),
            ModelSection.spec(values),
            TaskSection.spec(values),
            TrainingSection.spec(values),
            MeasureSection.spec(values));
    return new TransformerTrial(values, spec);
  }

  @Override
  public String id() {
    return Identity.of(values, KIND);
  }

  @Override
  public Map<String, Object> parameters() {
    return values.columns();
  }

  /** What it is held against, in the order of {@code measure.against}. */
  public List<LearnerTrial> learners() {
    return spec.measure().against().stream().map(kind -> LearnerTrial.of(kind, this)).toList();
  }
}
