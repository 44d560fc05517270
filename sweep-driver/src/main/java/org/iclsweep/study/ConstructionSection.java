package org.iclsweep.study;

import static org.iclsweep.study.ModelSection.ATTENTION;
import static org.iclsweep.study.ModelSection.DEPTH;
import static org.iclsweep.study.ModelSection.HEADS;
import static org.iclsweep.study.ModelSection.INIT_KIND;
import static org.iclsweep.study.ModelSection.KEY_SIZE;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.SequenceConstruction;
import org.iclsweep.task.TaskSpec;

/** What a study says of constructed weights, and of which models and tasks there are none. */
final class ConstructionSection {

  private static final Declarations CONSTRUCTED =
      new Declarations().when(INIT_KIND, Initialisation.Kind.CONSTRUCTED.label());
  static final Parameter<List<Double>> RATES =
      CONSTRUCTED
          .when(ATTENTION, AttentionSpec.Kind.LINEAR.label())
          .own(
              "model.init.rates",
              "init_rates",
              ListType.sequence(real(POSITIVE)),
              "[]",
              "Rates of the steps of gradient descent that constructed layers take, one a layer, in"
                  + " their order.");
  static final Parameter<Double> NOISE =
      CONSTRUCTED.own(
          "model.init.noise",
          "init_noise",
          real(POSITIVE, "off"),
          "off",
          "Standard deviation of normal draws that are added to all constructed weights.");

  private ConstructionSection() {}

  static List<Parameter<?>> parameters() {
    return CONSTRUCTED.all();
  }

  static boolean isAsked(Values values) {
    return values.get(INIT_KIND) == Initialisation.Kind.CONSTRUCTED;
  }

  static Initialisation spec(Values values) {
    return Initialisation.constructed(values.get(RATES, List.of()), values.get(NOISE));
  }

  static List<Rule> rules() {
    return Stream.concat(ofWhatTheySolve(), alone()).toList();
  }

  private static Stream<Rule> ofWhatTheySolve() {
    return Stream.of(
        rule(
            List.of(INIT_KIND, TaskSection.TASK),
            values -> TaskSection.ifSound(values, SequenceConstruction::requireSequences),
            "Set task.kind = dynamics."),
        rule(
            List.of(SequenceSection.SEQUENCE_TOKENS, INIT_KIND),
            values ->
                SequenceConstruction.requireTokens(values.get(SequenceSection.SEQUENCE_TOKENS)),
            "Set task.sequence-tokens = constructed."),
        rule(
            List.of(SequenceSection.SLOTS, INIT_KIND, DEPTH),
            values ->
                SequenceConstruction.requireSlots(
                    values.get(SequenceSection.SLOTS), values.get(DEPTH)),
            "Set task.slots = all."),
        rule(
            List.of(ATTENTION, INIT_KIND),
            values -> SequenceConstruction.requireKind(values.get(ATTENTION)),
            "Set model.attention = linear or mesa."),
        rule(
            List.of(DEPTH, INIT_KIND, ATTENTION),
            values -> SequenceConstruction.requireDepth(values.get(DEPTH), values.get(ATTENTION)),
            "Set model.depth = 1."),
        rule(
            List.of(RATES, INIT_KIND, DEPTH),
            values ->
                SequenceConstruction.requireRates(
                    values.get(RATES), AttentionSpec.Kind.LINEAR, values.get(DEPTH)),
            "Give model.init.rates as many numbers as model.depth says, as in [0.03]."),
        rule(
            List.of(HEADS, INIT_KIND, DEPTH),
            values -> SequenceConstruction.requireHeads(values.get(HEADS), values.get(DEPTH)),
            "Set model.heads = 2, or more."),
        rule(
            List.of(KEY_SIZE, INIT_KIND, TaskSection.DIM, SequenceSection.OBSERVED),
            values ->
                TaskSection.ifSound(values, task -> requireKeySize(values.get(KEY_SIZE), task)),
            "Set model.key-size to the features of an observation, or more."));
  }

  /** Any that is not given is the model's width, and room enough. */
  private static void requireKeySize(int given, TaskSpec task) {
    if (given > 0) {
      SequenceConstruction.requireKeySize(given, task.readOut().features().count());
    }
  }

  /** What has to be at its default beside them. */
  private static Stream<Rule> alone() {
    return Stream.of(
            ModelSection.TIED,
            ModelSection.WEIGHTS,
            ModelSection.SCORE_SCALE,
            ModelSection.DAMPENING,
            ModelSection.NORM,
            ModelSection.POSITIONS,
            ModelSection.MLP,
            CausalSection.READ_OUT,
            CausalSection.POSITIONS_FOR,
            CausalSection.QK_NORM)
        .map(ConstructionSection::alone);
  }

  private static Rule alone(Parameter<?> other) {
    return new Rule(
        List.of(INIT_KIND, other),
        values ->
            isAsked(values) && !values.text(other).equals(other.defaultText())
                ? Optional.of(SequenceConstruction.ALONE)
                : Optional.empty(),
        values -> "Set " + other.path() + " = " + other.defaultText() + ".");
  }

  /** One that the kernel has of constructed weights. */
  private static Rule rule(List<Parameter<?>> of, Consumer<Values> requirement, String cure) {
    return Rule.ofKernel(
        of,
        values -> {
          if (isAsked(values)) {
            requirement.accept(values);
          }
        },
        cure);
  }
}
