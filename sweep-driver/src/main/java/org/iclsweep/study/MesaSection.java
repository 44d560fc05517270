package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.Interval.SHARE;
import static org.iclsweep.study.RealType.real;

import java.util.List;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.MesaSpec;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.model.ModelSpec;

/** What a study says of mesa layers, and the kernel's description made of it. */
final class MesaSection {

  private static final String OFF = "off";
  private static final String LEARNED = "learned";
  private static final String FIXED = "fixed";

  private static final Declarations MESA =
      new Declarations()
          .when(
              ModelSection.ATTENTION,
              AttentionSpec.Kind.MESA.label(),
              AttentionSpec.Kind.SOFTMAX_THEN_MESA.label());
  static final Parameter<Double> LAMBDA_INIT =
      MESA.own(
          "model.mesa.lambda-init",
          "mesa_lambda_init",
          real(POSITIVE),
          "1",
          "λ of every head of a mesa layer to start with; its ridge is 1/λ.");
  static final Parameter<String> LAMBDA =
      MESA.own(
          "model.mesa.lambda",
          "mesa_lambda",
          choice(LEARNED, FIXED),
          LEARNED,
          "Whether λ is trained, one of each head, like all weights, or stays as it is.");

  static final Parameter<String> FORGET =
      MESA.own(
          "model.mesa.forget",
          "mesa_forget",
          choice(OFF, FIXED, LEARNED),
          OFF,
          "Whether what a head has seen counts less with every further token, its ridge included:"
              + " by a factor γ of its own, which stays as it is or is trained like all weights.");
  static final Parameter<Double> FORGET_FACTOR =
      MESA.unless(FORGET, OFF)
          .own(
              "model.mesa.forget-factor",
              "mesa_forget_factor",
              real(SHARE),
              "0.95",
              "γ of every head, to start with if it is trained.");

  private MesaSection() {}

  static List<Parameter<?>> parameters() {
    return MESA.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(ModelSection.KEYS, ModelSection.ATTENTION),
            values ->
                AttentionSpec.requireMesaKeys(
                    values.get(ModelSection.ATTENTION), values.get(ModelSection.KEYS)),
            "Set model.keys = causal."),
        Rule.ofKernel(
            List.of(ModelSection.WEIGHTS, ModelSection.ATTENTION),
            values ->
                AttentionSpec.requireMesaWeights(
                    values.get(ModelSection.ATTENTION), values.get(ModelSection.WEIGHTS)),
            "Set model.weights = factored."),
        Rule.ofKernel(
            List.of(ModelSection.ATTENTION, ModelSection.DEPTH),
            values ->
                ModelSpec.requireMesaDepth(
                    values.get(ModelSection.ATTENTION), values.get(ModelSection.DEPTH)),
            "Set model.attention = softmax, or model.depth to 2 or more."));
  }

  /** What it is by default where there is no such layer. */
  static MesaSpec spec(Values values) {
    return values.has(LAMBDA_INIT)
        ? new MesaSpec(
            new Factor(values.get(LAMBDA_INIT), values.get(LAMBDA).equals(LEARNED)), forget(values))
        : MesaSpec.DEFAULT;
  }

  private static Factor forget(Values values) {
    return values.has(FORGET_FACTOR)
        ? new Factor(values.get(FORGET_FACTOR), values.get(FORGET).equals(LEARNED))
        : MesaSpec.NOTHING;
  }
}
