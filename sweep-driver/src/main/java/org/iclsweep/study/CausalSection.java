package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;

import java.util.List;
import java.util.function.Function;
import org.iclsweep.model.CausalSpec;

/** What a study says of models of sequences alone, and the kernel's description made of it. */
final class CausalSection {

  private static final Declarations SEQUENCES = TaskSection.ofSequences(new Declarations());
  static final Parameter<CausalSpec.Answer> READ_OUT =
      SEQUENCES.own(
          "model.read-out",
          choice(CausalSpec.Answer.class),
          "slot",
          "How answers are read of what the last layer puts out: its first features, or (linear)"
              + " a trained linear map of each token, without a bias.");

  static final Parameter<CausalSpec.PositionsFor> POSITIONS_FOR =
      SEQUENCES.own(
          "model.positions-for",
          choice(CausalSpec.PositionsFor.class),
          "tokens",
          "What reads the sinusoidal code of positions: all that reads tokens, beside which it has"
              + " the width of model.positions; or the queries and keys of the first layer alone,"
              + " behind what they read of a token and as wide as that.");
  static final Parameter<CausalSpec.QkNorm> QK_NORM =
      SEQUENCES.own(
          "model.qk-norm",
          choice(CausalSpec.QkNorm.class),
          "none",
          "In which layers the queries and keys of each head are divided by their lengths: none,"
              + " all but the first, or all.");

  private CausalSection() {}

  static List<Parameter<?>> parameters() {
    return SEQUENCES.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(POSITIONS_FOR, ModelSection.POSITIONS),
            values -> places(values).requireOneCode(values.get(ModelSection.POSITIONS)),
            "Set model.positions = none, or model.positions-for = tokens."),
        tied(POSITIONS_FOR, CausalSection::places, "model.positions-for = tokens"),
        tied(QK_NORM, CausalSection::norms, "model.qk-norm = all"),
        merged(POSITIONS_FOR, CausalSection::places, "model.positions-for = tokens"),
        merged(QK_NORM, CausalSection::norms, "model.qk-norm = none"));
  }

  private static Rule tied(Parameter<?> one, Function<Values, CausalSpec> spec, String other) {
    return Rule.ofKernel(
        List.of(one, ModelSection.TIED, ModelSection.DEPTH),
        values ->
            spec.apply(values)
                .requireLayers(ModelSection.isTied(values), values.get(ModelSection.DEPTH)),
        "Set model.tied = false, or " + other + ".");
  }

  private static Rule merged(Parameter<?> one, Function<Values, CausalSpec> spec, String other) {
    return Rule.ofKernel(
        List.of(one, ModelSection.WEIGHTS),
        values -> spec.apply(values).requireKeys(values.get(ModelSection.WEIGHTS)),
        "Set model.weights = factored, or " + other + ".");
  }

  private static CausalSpec places(Values values) {
    return CausalSpec.PLAIN.with(values.get(POSITIONS_FOR, CausalSpec.PLAIN.positions()));
  }

  private static CausalSpec norms(Values values) {
    return CausalSpec.PLAIN.with(values.get(QK_NORM, CausalSpec.PLAIN.norm()));
  }

  static CausalSpec spec(Values values) {
    CausalSpec plain = CausalSpec.PLAIN;
    return new CausalSpec(
        values.get(READ_OUT, plain.answer()),
        values.get(POSITIONS_FOR, plain.positions()),
        values.get(QK_NORM, plain.norm()));
  }
}
