package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.iclsweep.task.Observations;
import org.iclsweep.task.PairTokens;
import org.iclsweep.trial.FewShot;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Taking;
import org.iclsweep.trial.TokenTuning;

/** What a study says of pairs that are shown to models of sequences once they are trained. */
final class FewShotSection {

  private static final String OFF = "off";

  private static final Declarations SEQUENCES =
      Declarations.of(Measures.FEW_SHOT).when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<Integer> PAIRS =
      SEQUENCES.own(
          "measure.few-shot.pairs",
          "few_shot_pairs",
          whole(2, OFF),
          OFF,
          "Pairs x, y = W x + noise of a context x_1 y_1 x_2 y_2 .. that is shown to the trained"
              + " model; the loss is that at every x.");

  private static final Declarations ASKED = SEQUENCES.unless(PAIRS, OFF);
  static final Parameter<Integer> TASKS =
      ASKED.own(
          "measure.few-shot.tasks",
          "few_shot_tasks",
          new WholeType<>(Integer.class, 1, 2, ""),
          "1",
          "Whether contexts are of one W, or, beside those, also of two, one after the other.");
  static final Parameter<Integer> FIRST_PAIRS =
      ASKED
          .when(TASKS, "2")
          .own(
              "measure.few-shot.first-pairs",
              "few_shot_first_pairs",
              whole(1, "half"),
              "half",
              "Pairs of the first W of a context of two.");
  static final Parameter<Double> RIDGE =
      ASKED.own(
          "measure.few-shot.ridge",
          "few_shot_ridge",
          real(POSITIVE),
          "0.001",
          "Strength λ of the ridge regression on the pairs before, which answers beside the"
              + " model.");
  static final Parameter<Integer> EOS_STEPS =
      ASKED.own(
          "measure.few-shot.eos.steps",
          "few_shot_eos_steps",
          whole(1, OFF),
          OFF,
          "Steps of Adam in which a token behind every y is tuned beside the model, which stays as"
              + " it is.");

  private static final Declarations SEPARATED = ASKED.unless(EOS_STEPS, OFF);
  static final Parameter<Double> EOS_RATE =
      SEPARATED.own(
          "measure.few-shot.eos.rate",
          "few_shot_eos_rate",
          real(POSITIVE),
          "0.001",
          "Its learning rate.");
  static final Parameter<Integer> EOS_BATCH =
      SEPARATED.own(
          "measure.few-shot.eos.batch",
          "few_shot_eos_batch",
          whole(1),
          "64",
          "Contexts of a step of it.");
  static final Parameter<Integer> PREFIX_STEPS =
      SEPARATED.own(
          "measure.few-shot.prefix.steps",
          "few_shot_prefix_steps",
          whole(1, OFF),
          OFF,
          "Steps of Adam in which tokens before the first pair are tuned then, the one behind every"
              + " y as it came out.");

  private static final Declarations PREFIXED = SEPARATED.unless(PREFIX_STEPS, OFF);
  static final Parameter<Integer> PREFIX_TOKENS =
      PREFIXED.own(
          "measure.few-shot.prefix.tokens",
          "few_shot_prefix_tokens",
          whole(1),
          "20",
          "How many tokens these are.");
  static final Parameter<Double> PREFIX_RATE =
      PREFIXED.own(
          "measure.few-shot.prefix.rate",
          "few_shot_prefix_rate",
          real(POSITIVE),
          "0.001",
          "Their learning rate.");
  static final Parameter<Integer> PREFIX_BATCH =
      PREFIXED.own(
          "measure.few-shot.prefix.batch",
          "few_shot_prefix_batch",
          whole(1),
          "128",
          "Contexts of a step of them.");

  private FewShotSection() {}

  static List<Parameter<?>> parameters() {
    return SEQUENCES.all();
  }

  static List<Rule> rules() {
    return List.of(
        shown(
            SequenceSection.TRANSITION,
            values -> FewShot.requireLaw(values.get(SequenceSection.TRANSITION)),
            "orthogonal or contracting"),
        shown(
            SequenceSection.SEQUENCE_TOKENS,
            values -> FewShot.requireTokens(values.get(SequenceSection.SEQUENCE_TOKENS)),
            "raw"),
        shown(
            SequenceSection.OBSERVED,
            values ->
                FewShot.requireStates(Observations.some(values.get(SequenceSection.OBSERVED))),
            "all"),
        shown(
            SequenceSection.OBSERVATION_NOISE,
            values ->
                FewShot.requireStates(
                    Observations.ALL.withNoise(values.get(SequenceSection.OBSERVATION_NOISE))),
            OFF),
        Rule.ofKernel(
            List.of(PAIRS, SequenceSection.LENGTH, EOS_STEPS), values -> room(values, 0), fewer()),
        Rule.ofKernel(
            List.of(PAIRS, SequenceSection.LENGTH, PREFIX_TOKENS),
            FewShotSection::roomBehindPrefix,
            fewer()),
        Rule.ofKernel(
            List.of(FIRST_PAIRS, PAIRS),
            values -> FewShot.requireFirst(values.get(FIRST_PAIRS, 0), values.get(PAIRS)),
            "Set " + FIRST_PAIRS.path() + " = half, or fewer than " + PAIRS.path() + "."));
  }

  /** What of the sequences has to be so that pairs can be shown. */
  private static Rule shown(Parameter<?> of, Consumer<Values> require, String cure) {
    return Rule.ofKernel(
        List.of(PAIRS, of),
        values -> {
          if (values.asked(PAIRS).isPresent()) {
            require.accept(values);
          }
        },
        "Set " + of.path() + " = " + cure + ", or " + PAIRS.path() + " = off.");
  }

  private static void room(Values values, int prefixTokens) {
    FewShot.requireRoom(
        values.get(PAIRS),
        values.get(EOS_STEPS, 0) > 0,
        prefixTokens,
        values.get(SequenceSection.LENGTH));
  }

  /** Of pairs that would have room without it. */
  private static void roomBehindPrefix(Values values) {
    int length = values.get(SequenceSection.LENGTH);
    if (PairTokens.fitting(0, true, length) >= values.get(PAIRS)) {
      room(values, values.get(PREFIX_TOKENS, 0));
    }
  }

  private static String fewer() {
    return "Set " + PAIRS.path() + " to so many, or " + SequenceSection.LENGTH.path() + " to more.";
  }

  /** What is asked for. */
  static Optional<Taking<?>> asked(Values values) {
    return values.asked(PAIRS).map(pairs -> spec(values, pairs));
  }

  private static FewShot spec(Values values, int pairs) {
    int first = values.get(FIRST_PAIRS, 0);
    return new FewShot(
        pairs,
        values.get(TASKS) == 1 ? 0 : first == 0 ? pairs / 2 : first,
        values.get(RIDGE),
        values.get(EOS_STEPS) == 0
            ? TokenTuning.NONE
            : new TokenTuning(values.get(EOS_STEPS), values.get(EOS_RATE), values.get(EOS_BATCH)),
        values.get(PREFIX_TOKENS, 1),
        values.get(PREFIX_STEPS, 0) == 0
            ? TokenTuning.NONE
            : new TokenTuning(
                values.get(PREFIX_STEPS), values.get(PREFIX_RATE), values.get(PREFIX_BATCH)));
  }
}
