package org.iclsweep.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialSpec;

/**
 * One training run of a plan.
 *
 * @param values all parameters
 * @param spec the same, for the kernel
 */
public record TransformerTrial(Values values, TrialSpec spec) implements Trial {

  private static final Map<String, String> KIND = Map.of("kind", "transformer");

  static TransformerTrial of(Values values) {
    TrialSpec spec =
        new TrialSpec(
            values.wholeLong(Parameters.SEED),
            model(values),
            task(values),
            training(values),
            measure(values));
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

  private static ModelSpec model(Values values) {
    Initialisation.Kind kind =
        labelled(
            values.word(Parameters.INIT_KIND),
            Initialisation.Kind.values(),
            Initialisation.Kind::label);
    return new ModelSpec(
        values.whole(Parameters.DEPTH),
        values.flag(Parameters.TIED),
        values.whole(Parameters.HEADS),
        values.whole(Parameters.KEY_SIZE),
        values.real(Parameters.TOKEN_CLIP),
        new Initialisation(kind, values.real(Parameters.INIT_SCALE)));
  }

  private static TaskSpec task(Values values) {
    return new LinearRegression(
        values.whole(Parameters.DIM),
        values.whole(Parameters.CONTEXT),
        values.real(Parameters.INPUT_RANGE),
        values.real(Parameters.TEACHER_SCALE));
  }

  private static TrainingSpec training(Values values) {
    OptimizerSpec optimizer =
        new OptimizerSpec.Adam(
            values.real(Parameters.LEARNING_RATE),
            values.real(Parameters.BETA1),
            values.real(Parameters.BETA2),
            values.real(Parameters.EPSILON));
    return new TrainingSpec(
        values.whole(Parameters.STEPS),
        values.whole(Parameters.BATCH),
        values.whole(Parameters.DATASET_SIZE),
        optimizer,
        values.real(Parameters.CLIP_NORM));
  }

  private static MeasureSpec measure(Values values) {
    List<LearnerKind> against =
        values.words(Parameters.AGAINST).stream()
            .map(word -> labelled(word, LearnerKind.values(), LearnerKind::label))
            .toList();
    return new MeasureSpec(
        values.whole(Parameters.MEASURE_EVERY),
        values.whole(Parameters.EVAL_TASKS),
        values.wholeLong(Parameters.EVAL_SEED),
        values.reals(Parameters.ALPHA_INPUT_RANGE),
        values.reals(Parameters.ALPHA_TEACHER_SCALE),
        values.whole(Parameters.ALPHA_TASKS),
        against);
  }

  private static <E> E labelled(String word, E[] all, Function<E, String> label) {
    return Arrays.stream(all).filter(e -> label.apply(e).equals(word)).findFirst().orElseThrow();
  }
}
