package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;
import static org.iclsweep.study.WholeType.wholeLong;

import java.util.List;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Observations;
import org.iclsweep.task.SequenceLayout;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.Slots;
import org.iclsweep.task.StartLaw;
import org.iclsweep.task.StateMap;
import org.iclsweep.task.States;
import org.iclsweep.task.Transition;
import org.iclsweep.task.TransitionLaw;

/** What a study says of sequences, and the kernel's description made of it. */
final class SequenceSection {

  private static final Declarations ALWAYS = new Declarations();
  static final Parameter<Integer> LENGTH =
      TaskSection.ofSequences(ALWAYS)
          .shared("task.length", "length", whole(1), "50", "Tokens of a sequence.");

  private static final Declarations SEQUENCES = ALWAYS.when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<TransitionLaw> TRANSITION =
      SEQUENCES.shared(
          "task.transition",
          choice(TransitionLaw.class),
          "fixed",
          "W: orthogonal, from the Haar measure, the same for every sequence or drawn for each; or"
              + " drawn for each as G diag(e) G⁻¹, G[i,j] ~ N(0, 1).");
  private static final Declarations CONTRACTING = SEQUENCES.when(TRANSITION, "contracting");
  static final Parameter<Double> EIGENVALUE_MIN =
      CONTRACTING.shared(
          "task.eigenvalue-min",
          real(POSITIVE),
          "0.3",
          "Least eigenvalue: all but one of e are uniform between the two.");
  static final Parameter<Double> EIGENVALUE_MAX =
      CONTRACTING.shared(
          "task.eigenvalue-max", real(POSITIVE), "0.9", "Largest eigenvalue, which one of e is.");
  static final Parameter<Integer> DISTINCT_TEACHERS =
      SEQUENCES
          .unless(TRANSITION, "fixed")
          .own(
              "task.distinct-teachers",
              whole(1, "endless"),
              "endless",
              "How many systems, W and C, the sequences of the training have, each of them one by"
                  + " chance; all other sequences have systems of their own.");
  static final Parameter<Long> TEACHER_SEED =
      SEQUENCES.shared(
          "task.teacher-seed",
          "teacher_seed",
          wholeLong(),
          "42",
          "Seed of what sequences share, the same for every trial: a fixed W, the systems where"
              + " they are so many, the perceptron.");
  static final Parameter<StartLaw> INITIAL =
      SEQUENCES.shared(
          "task.initial",
          choice(StartLaw.class),
          "uniform",
          "Law of the first state: U(-a, a) or N(0, a²), feature by feature.");
  static final Parameter<Double> INITIAL_RANGE =
      SEQUENCES.shared(
          "task.initial-range", real(POSITIVE), "1", "Its half-width or standard deviation a.");
  static final Parameter<Double> STATE_CLIP =
      SEQUENCES.shared(
          "task.state-clip", real(POSITIVE, "off"), "off", "Bound of the features of every state.");
  static final Parameter<String> NONLINEARITY =
      SEQUENCES.shared(
          "task.nonlinearity",
          choice("none", "perceptron"),
          "none",
          "What W is applied to: a state h, or g / |g|, g = B GELU(A h), of one A and B for all"
              + " sequences.");
  private static final Declarations NONLINEAR = SEQUENCES.when(NONLINEARITY, "perceptron");
  static final Parameter<Integer> PERCEPTRON_WIDENING =
      NONLINEAR.shared(
          "task.perceptron-widening",
          whole(1),
          "4",
          "Rows of A, divided by the features of a state.");
  static final Parameter<Double> PERCEPTRON_SCALE =
      NONLINEAR.shared(
          "task.perceptron-scale",
          real(POSITIVE),
          "1.1",
          "Standard deviation of the entries of A and B.");
  static final Parameter<Integer> OBSERVED =
      SEQUENCES.shared(
          "task.observed",
          whole(1, "all"),
          "all",
          "Features of an observation s_t = C h_t, which is all that tokens and answers show of a"
              + " state; all: s_t = h_t.");
  static final Parameter<Double> OBSERVATION_SCALE =
      SEQUENCES
          .unless(OBSERVED, "all")
          .shared(
              "task.observation-scale",
              real(POSITIVE),
              "0.5",
              "Standard deviation of the entries of C, which are drawn with W, or for every"
                  + " sequence where that is fixed.");
  static final Parameter<Double> OBSERVATION_NOISE =
      SEQUENCES.shared(
          "task.observation-noise",
          real(POSITIVE, "off"),
          "off",
          "Standard deviation of the normal noise on every observation, answers among them.");
  static final Parameter<SequenceLayout> SEQUENCE_TOKENS =
      SEQUENCES.own(
          "task.sequence-tokens",
          choice(SequenceLayout.class),
          "constructed",
          "Token t: (0, s_t, s_t, s_{t-1}), (s_t, .., s_{t-k+1}) or s_t.");
  static final Parameter<Slots> SLOTS =
      SEQUENCES
          .when(SEQUENCE_TOKENS, "constructed")
          .own(
              "task.slots",
              choice(Slots.class),
              "all",
              "Whether all of (0, s_t, s_t, s_{t-1}) is used, or what one layer needs: (0, 0, s_t,"
                  + " s_{t-1}).");
  static final Parameter<Integer> STACK =
      SEQUENCES
          .when(SEQUENCE_TOKENS, "stacked")
          .own("task.stack", whole(1), "3", "Observations k of a stacked token.");

  private SequenceSection() {}

  static List<Parameter<?>> parameters() {
    return SEQUENCES.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(EIGENVALUE_MAX, EIGENVALUE_MIN),
            values ->
                Transition.contracting(values.get(EIGENVALUE_MIN), values.get(EIGENVALUE_MAX)),
            "Set " + EIGENVALUE_MIN.path() + " to the largest eigenvalue or less."),
        Rule.ofKernel(
            List.of(DISTINCT_TEACHERS),
            values -> Transition.orthogonal().among(values.get(DISTINCT_TEACHERS)),
            "Set " + DISTINCT_TEACHERS.path() + " = endless, or fewer."),
        Rule.ofKernel(
            List.of(OBSERVED, TaskSection.DIM),
            values ->
                Dynamics.requireObserved(
                    Observations.some(values.get(OBSERVED)), values.get(TaskSection.DIM)),
            "Set " + OBSERVED.path() + " to " + TaskSection.DIM.path() + " or less, or all."),
        Rule.ofKernel(
            List.of(STACK, LENGTH),
            values ->
                Dynamics.requireLength(
                    SequenceTokens.stacked(values.get(STACK)), values.get(LENGTH)),
            "Set " + STACK.path() + " to " + LENGTH.path() + " or less."),
        Rule.ofKernel(
            List.of(ModelSection.EMBEDDING, SEQUENCE_TOKENS),
            values -> tokensOf(values).requireEmbedding(values.get(ModelSection.EMBEDDING)),
            "Set "
                + ModelSection.EMBEDDING.path()
                + " = none, or "
                + SEQUENCE_TOKENS.path()
                + " = raw."));
  }

  static Dynamics spec(Values values) {
    return new Dynamics(
        values.get(TaskSection.DIM),
        values.get(LENGTH),
        values.get(TEACHER_SEED),
        transition(values),
        states(values),
        observations(values),
        tokensOf(values));
  }

  private static Transition transition(Values values) {
    return new Transition(
        values.get(TRANSITION),
        values.get(EIGENVALUE_MIN, Transition.FIXED.eigenvalueMin()),
        values.get(EIGENVALUE_MAX, Transition.FIXED.eigenvalueMax()),
        values.get(DISTINCT_TEACHERS, 0));
  }

  private static States states(Values values) {
    return new States(
        values.get(INITIAL),
        values.get(INITIAL_RANGE),
        values.get(TaskSection.NOISE),
        values.get(STATE_CLIP),
        values.has(PERCEPTRON_WIDENING)
            ? new StateMap(values.get(PERCEPTRON_WIDENING), values.get(PERCEPTRON_SCALE))
            : StateMap.NONE);
  }

  private static Observations observations(Values values) {
    return new Observations(
        values.get(OBSERVED),
        values.get(OBSERVATION_SCALE, Observations.ALL.scale()),
        values.get(OBSERVATION_NOISE));
  }

  static SequenceTokens tokensOf(Values values) {
    return new SequenceTokens(
        values.get(SEQUENCE_TOKENS), values.get(SLOTS, Slots.ALL), values.get(STACK, 1));
  }
}
