package org.iclsweep.study;

import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.iclsweep.trial.AttentionLags;
import org.iclsweep.trial.LagSensitivities;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Probes;

/** What a study says of how far back the first layer looks in a sequence. */
final class LagSection {

  private static final String OFF = "off";

  private static final Declarations OF_LOOKS = Declarations.of(Measures.ATTENTION_LAGS);

  private static final Declarations LOOKS = OF_LOOKS.when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<Integer> ATTENTION_LAGS =
      LOOKS.own(
          "measure.attention-lags",
          "measure_attention_lags",
          whole(1, OFF),
          OFF,
          "Up to how many tokens back it is kept, at every point of the curve, what share of a"
              + " token's look each head of the first layer gives, of softmax.");
  static final Parameter<Integer> ATTENTION_TASKS =
      LOOKS
          .unless(ATTENTION_LAGS, OFF)
          .own(
              "measure.attention-tasks",
              "attention_tasks",
              whole(1),
              "256",
              "Tasks of these shares, the first of the evaluation set.");

  private static final Declarations OF_DERIVATIVES = Declarations.of(Measures.LAG_SENSITIVITIES);

  private static final Declarations DERIVATIVES =
      OF_DERIVATIVES.when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<Integer> SENSITIVITY_TASKS =
      DERIVATIVES.own(
          "measure.lag-sensitivity.tasks",
          "lag_sensitivity_tasks",
          whole(1, OFF),
          OFF,
          "Tasks, the first of the evaluation set, over which it is measured at every point of the"
              + " curve how a token behind the first layer depends on the observations before it and"
              + " its own. With a stream of m features, a task costs about m evaluations of the layer"
              + " for each position.");

  private static final Declarations SENSED = DERIVATIVES.unless(SENSITIVITY_TASKS, OFF);
  static final Parameter<Integer> SENSITIVITY_LAGS =
      SENSED.own(
          "measure.lag-sensitivity.lags",
          "lag_sensitivity_lags",
          whole(0),
          "5",
          "How many observations before a position are told one by one; of those before them, the"
              + " mean.");
  static final Parameter<List<Integer>> SENSITIVITY_POSITIONS =
      SENSED.own(
          "measure.lag-sensitivity.positions",
          "lag_sensitivity_positions",
          new ListType<>(whole(1)),
          "[]",
          "Tokens behind the layer, from 1; the last one where the list is empty.");

  private LagSection() {}

  static List<Parameter<?>> ofLooks() {
    return OF_LOOKS.all();
  }

  static List<Parameter<?>> ofDerivatives() {
    return OF_DERIVATIVES.all();
  }

  static List<Rule> rules() {
    return List.of(
        ofAsked(
            ATTENTION_LAGS,
            List.of(ATTENTION_LAGS, SequenceSection.LENGTH),
            values ->
                AttentionLags.requireLags(
                    values.get(ATTENTION_LAGS), values.get(SequenceSection.LENGTH)),
            "Set measure.attention-lags to less than task.length."),
        ofAsked(
            ATTENTION_LAGS,
            List.of(ATTENTION_LAGS, ModelSection.ATTENTION, ModelSection.WEIGHTS),
            values ->
                AttentionLags.requireShares(
                    values.get(ModelSection.ATTENTION), values.get(ModelSection.WEIGHTS)),
            "Set measure.attention-lags = off, or model.attention = softmax."),
        ofAsked(
            SENSITIVITY_TASKS,
            List.of(SENSITIVITY_POSITIONS, SequenceSection.LENGTH),
            values ->
                Probes.requirePositions(
                    values.get(SENSITIVITY_POSITIONS), values.get(SequenceSection.LENGTH)),
            "Leave these positions out, or set task.length to more."),
        ofAsked(
            SENSITIVITY_TASKS,
            List.of(SENSITIVITY_LAGS, SENSITIVITY_POSITIONS, SequenceSection.LENGTH),
            values ->
                Probes.requireLags(
                    values.get(SENSITIVITY_LAGS),
                    values.get(SENSITIVITY_POSITIONS),
                    values.get(SequenceSection.LENGTH)),
            "Set measure.lag-sensitivity.lags to fewer, or leave these positions out."));
  }

  private static Rule ofAsked(
      Parameter<?> asked, List<Parameter<?>> of, Consumer<Values> build, String cure) {
    return Rule.ofKernel(
        of,
        values -> {
          if (values.asked(asked).isPresent()) {
            build.accept(values);
          }
        },
        cure);
  }

  /** What is asked for of looks. */
  static Optional<AttentionLags> looks(Values values) {
    return values
        .asked(ATTENTION_LAGS)
        .map(lags -> new AttentionLags(lags, values.get(ATTENTION_TASKS)));
  }

  /** What is asked for of derivatives. */
  static Optional<LagSensitivities> derivatives(Values values) {
    return values
        .asked(SENSITIVITY_TASKS)
        .map(
            tasks ->
                new LagSensitivities(
                    tasks, values.get(SENSITIVITY_LAGS), values.get(SENSITIVITY_POSITIONS)));
  }
}
