package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.trial.Measures;

/** What a study says of roll-outs. */
final class RolloutSection {

  private static final String OFF = "off";

  private static final Declarations ALWAYS = Declarations.of(Measures.ROLLOUTS);

  static final Parameter<Integer> STEPS =
      TaskSection.ofQueries(ALWAYS)
          .shared(
              "measure.rollout.steps",
              "rollout_steps",
              whole(1, OFF),
              OFF,
              "Times that the one trained layer is applied to its own outputs, labels alone updated;"
                  + " the loss is read after each.");

  private static final Declarations ASKED = ALWAYS.unless(STEPS, OFF);
  static final Parameter<List<Double>> DAMPENING =
      ASKED.shared(
          "measure.rollout.dampening",
          "rollout_dampening",
          new ListType<>(real(POSITIVE)),
          "[0.75]",
          "Values of λ that multiply the updates of such a roll-out, beside `model.dampening`.");

  private RolloutSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    Stream<Rule> alone =
        Stream.of(
                ModelSection.MLP,
                ModelSection.NORM,
                ModelSection.EMBEDDING,
                ModelSection.POSITIONS,
                TaskSection.TOKENS)
            .map(RolloutSection::alone);
    Rule one =
        new Rule(
            List.of(STEPS, ModelSection.DEPTH, ModelSection.TIED),
            values ->
                isAsked(values)
                        && values.get(ModelSection.DEPTH) > 1
                        && !ModelSection.isTied(values)
                    ? Optional.of("layers of different weights are not one layer to be repeated")
                    : Optional.empty(),
            values -> off() + ", model.tied = true or model.depth = 1.");
    return Stream.concat(Stream.of(one), alone).toList();
  }

  /** This parameter has to be at its default, or it is not attention alone that is repeated. */
  private static Rule alone(Parameter<?> other) {
    String none = other.text(other.defaultValue());
    return new Rule(
        List.of(STEPS, other),
        values ->
            isAsked(values) && !values.text(other).equals(none)
                ? Optional.of("attention to concatenated tokens is repeated, and nothing around it")
                : Optional.empty(),
        values -> off() + " or " + other.path() + " = " + none + ".");
  }

  private static boolean isAsked(Values values) {
    return values.get(STEPS, 0) > 0;
  }

  private static String off() {
    return "Set " + STEPS.path() + " = " + OFF;
  }
}
