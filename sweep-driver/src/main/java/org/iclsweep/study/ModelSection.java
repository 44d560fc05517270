package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;

/** What a study says of its models, and the kernel's description made of it. */
final class ModelSection {

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter<Integer> DEPTH =
      ALWAYS.shared("model.depth", whole(1), "1", "Number of attention layers.");
  static final Parameter<AttentionSpec.Kind> ATTENTION =
      ALWAYS.own(
          "model.attention",
          choice(AttentionSpec.Kind.class),
          "linear",
          "Kind of attention; softmax-then-linear has softmax in the first layer only, relu has max(0,"
              + " score) and no normaliser, mesa answers as ridge regression of values on keys does,"
              + " and softmax-then-mesa is softmax in the first layer and mesa in those after it.");
  static final Parameter<Integer> HEADS =
      ALWAYS.own("model.heads", whole(1), "1", "Attention heads of a layer.");

  private static final Declarations DEEP = ALWAYS.unless(DEPTH, "1");
  static final Parameter<Boolean> TIED =
      DEEP.shared("model.tied", new FlagType(), "false", "Whether layers share their weights.");

  static final Parameter<WeightsSpec.Kind> WEIGHTS =
      ALWAYS.shared(
          "model.weights",
          "attention_weights",
          choice(WeightsSpec.Kind.class),
          "factored",
          "What is trained of a head: its query, key, value and projection matrices, or (merged)"
              + " their products W_KQ and W_PV.");

  private static final Declarations MERGED = ALWAYS.when(WEIGHTS, WeightsSpec.Kind.MERGED.label());
  static final Parameter<Pattern> PATTERN =
      MERGED.shared(
          "model.pattern",
          "pattern",
          choice(Pattern.class),
          "full",
          "Which entries of the products are trained: all; (blocks) those between inputs, with a"
              + " fixed 1 from label to label in W_PV and zeros; or (sparse) of W_KQ alone, that 1"
              + " being all of W_PV.");
  static final Parameter<Boolean> SYMMETRIC =
      MERGED.own(
          "model.symmetric",
          new FlagType(),
          "false",
          "Whether what is trained of the products starts and stays symmetric.");

  private static final Declarations FACTORED =
      ALWAYS.when(WEIGHTS, WeightsSpec.Kind.FACTORED.label());
  static final Parameter<Integer> KEY_SIZE =
      FACTORED.own(
          "model.key-size",
          whole(1, "model-width"),
          "model-width",
          "Size of a head's queries, keys and values.");
  static final Parameter<AttentionSpec.Keys> KEYS =
      ALWAYS.own(
          "model.keys",
          choice(AttentionSpec.Keys.class),
          "context",
          "Tokens that are looked at: all but the query, all, (causal) a token itself and those"
              + " before it, or (scored) all, but with no value of the query, which counts in a"
              + " softmax's sum alone.");
  static final Parameter<AttentionSpec.Scale> SCORE_SCALE =
      ALWAYS.own(
          "model.score-scale",
          choice(AttentionSpec.Scale.class),
          "by-kind",
          "What scores are multiplied by: by-kind is 1/√(key size) before a softmax and nothing in"
              + " linear and relu attention.");
  static final Parameter<AttentionSpec.Form> FORM =
      ALWAYS.own(
          "model.form",
          choice(AttentionSpec.Form.class),
          "auto",
          "How linear attention is computed, equal up to rounding: token by token, by the context's"
              + " Gram matrix at a cost that does not depend on the context's length, or the cheaper"
              + " of the two; by the matrix where task.draws is gram.");
  static final Parameter<Update> UPDATE =
      ALWAYS.own(
          "model.update",
          choice(Update.class),
          "token",
          "What attention updates of a token: all features, or the label alone.");
  static final Parameter<Double> DAMPENING =
      ALWAYS.own("model.dampening", real(POSITIVE), "1", "Factor λ of every update of the tokens.");
  static final Parameter<Double> TOKEN_CLIP =
      ALWAYS.shared(
          "model.token-clip",
          real(POSITIVE, "off"),
          "off",
          "Bound on the absolute values that a layer puts out.");
  static final Parameter<NormPlace> NORM =
      ALWAYS.own(
          "model.norm",
          choice(NormPlace.class),
          "none",
          "Where LayerNorm stands: before every attention layer and every perceptron after one, or"
              + " the same but not before the first layer.");
  static final Parameter<Integer> EMBEDDING =
      ALWAYS.shared(
          "model.embedding",
          whole(1, "none"),
          "none",
          "Width to which tokens are embedded by a linear map.");
  static final Parameter<Integer> POSITIONS =
      ALWAYS.own(
          "model.positions",
          whole(1, "none"),
          "none",
          "Width of the sinusoidal position code concatenated to each token.");
  static final Parameter<MlpSpec.Place> MLP =
      ALWAYS.shared(
          "model.mlp.place",
          "mlp",
          choice(MlpSpec.Place.class),
          "none",
          "Where perceptrons with one hidden layer stand: one before the first attention layer, or"
              + " one after each.");

  private static final Declarations WITH_MLP = ALWAYS.unless(MLP, "none");
  static final Parameter<Nonlinearity> MLP_NONLINEARITY =
      WITH_MLP.shared(
          "model.mlp.nonlinearity",
          "mlp_nonlinearity",
          choice(Nonlinearity.class),
          "gelu",
          "What the hidden layer does to its sums; gelu is its tanh form.");
  static final Parameter<Boolean> MLP_BIAS =
      WITH_MLP.shared(
          "model.mlp.bias",
          "mlp_bias",
          new FlagType(),
          "false",
          "Whether perceptrons have biases.");
  static final Parameter<Integer> MLP_WIDENING =
      WITH_MLP.shared(
          "model.mlp.widening",
          "mlp_widening",
          whole(1),
          "4",
          "Width of the hidden layer in multiples of the model's width.");

  static final Parameter<Boolean> MLP_RESIDUAL =
      ALWAYS
          .when(MLP, "before")
          .shared(
              "model.mlp.residual",
              "mlp_residual",
              new FlagType(),
              "true",
              "Whether the perceptron adds to tokens, or stands for their inputs alone, in whose"
                  + " width its hidden layer is counted then.");

  static final Parameter<Initialisation.Kind> INIT_KIND =
      ALWAYS.shared(
          "model.init.kind",
          "init_kind",
          choice(Initialisation.Kind.class),
          "fan-in-variance",
          "What `model.init.scale` is: a variance to be divided by the fan-in, or a standard"
              + " deviation. Or weights are constructed to solve sequences in their context: linear"
              + " layers, of two heads where there are several, take steps of gradient descent on"
              + " what a sequence has shown, at `model.init.rates`; a mesa layer is ridge regression"
              + " of strength 1 / `model.mesa.lambda-init`.");

  private static final Declarations DRAWN =
      ALWAYS.unless(INIT_KIND, Initialisation.Kind.CONSTRUCTED.label());
  static final Parameter<Double> INIT_SCALE =
      DRAWN.shared(
          "model.init.scale",
          "init_scale",
          real(POSITIVE),
          "0.002",
          "Scale of the initial weights, drawn from a normal distribution truncated at two"
              + " standard deviations.");
  static final Parameter<Initialisation.Law> INIT_LAW =
      DRAWN.shared(
          "model.init.law",
          "init_law",
          choice(Initialisation.Law.class),
          "truncated-normal",
          "Whether the normal distribution of the initial weights is truncated at two standard"
              + " deviations, or not.");
  static final Parameter<Initialisation.Perceptrons> INIT_MLP =
      WITH_MLP.shared(
          "model.init.mlp",
          "init_mlp",
          choice(Initialisation.Perceptrons.class),
          "as-model",
          "How perceptrons start: weights like all others and biases at zero, or weights and biases"
              + " of a layer uniform within 1/√(inputs of the layer), as in PyTorch.");

  private ModelSection() {}

  static List<Parameter<?>> parameters() {
    return Stream.concat(ALWAYS.all().stream(), CausalSection.parameters().stream()).toList();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(KEYS, ATTENTION),
            values -> AttentionSpec.requireSum(values.get(ATTENTION), values.get(KEYS)),
            "Set model.keys = context, or model.attention = softmax."),
        Rule.ofKernel(
            List.of(FORM, ATTENTION, KEYS),
            values ->
                AttentionSpec.requireForm(
                    values.get(FORM), values.get(ATTENTION), values.get(KEYS)),
            "Set model.form = tokens."),
        Rule.ofKernel(
            List.of(SCORE_SCALE, KEYS),
            values -> AttentionSpec.requireScale(values.get(SCORE_SCALE), values.get(KEYS)),
            "Set model.score-scale = by-kind."),
        Rule.ofKernel(
            List.of(PATTERN, ATTENTION),
            values -> AttentionSpec.requirePattern(weights(values), values.get(ATTENTION)),
            "Set model.pattern = full."),
        Rule.ofKernel(
            List.of(PATTERN, EMBEDDING, POSITIONS, TaskSection.TASK, TaskSection.TOKENS),
            values ->
                ModelSpec.requirePattern(
                    weights(values),
                    values.get(EMBEDDING),
                    values.get(POSITIONS),
                    TaskSection.spec(values)),
            "Set model.pattern = full."),
        Rule.ofKernel(
            List.of(MLP_RESIDUAL, EMBEDDING, POSITIONS, TaskSection.TASK, TaskSection.TOKENS),
            values ->
                TaskSection.ifSound(
                    values,
                    task ->
                        ModelSpec.requireMap(
                            mlp(values), values.get(EMBEDDING), values.get(POSITIONS), task)),
            "Set model.mlp.residual = true."),
        Rule.ofKernel(
            List.of(FORM, TOKEN_CLIP, NORM, MLP),
            values ->
                ModelSpec.requireForm(
                    values.get(FORM), mlp(values), values.get(NORM), values.get(TOKEN_CLIP)),
            "Set model.form = tokens."),
        Rule.ofKernel(
            List.of(NORM, TIED, DEPTH),
            values -> ModelSpec.requireNorm(values.get(NORM), isTied(values), values.get(DEPTH)),
            "Set model.norm = every-layer or model.tied = false."),
        Rule.ofKernel(
            List.of(ATTENTION, TIED, DEPTH),
            values ->
                ModelSpec.requireKind(values.get(ATTENTION), isTied(values), values.get(DEPTH)),
            "Set model.attention = softmax or model.tied = false."),
        Rule.ofKernel(
            List.of(KEYS, TaskSection.TASK),
            values ->
                TaskSection.ifSound(values, task -> ModelSpec.requireKeys(values.get(KEYS), task)),
            "Set model.keys = causal."),
        Rule.ofKernel(
            List.of(UPDATE, TaskSection.TASK),
            values ->
                TaskSection.ifSound(
                    values, task -> ModelSpec.requireUpdate(values.get(UPDATE), task)),
            "Set model.update = token."),
        Rule.ofKernel(
            List.of(EMBEDDING, TaskSection.TASK, TaskSection.DIM, CausalSection.READ_OUT),
            values ->
                TaskSection.ifSound(
                    values,
                    task ->
                        ModelSpec.requireWidth(
                            values.get(EMBEDDING), CausalSection.spec(values), task)),
            "Set model.embedding = none, or to the features of an answer or more, or model.read-out ="
                + " linear."));
  }

  static ModelSpec spec(Values values) {
    return new ModelSpec(
        values.get(DEPTH),
        isTied(values),
        attention(values),
        mlp(values),
        values.get(NORM),
        values.get(EMBEDDING),
        values.get(POSITIONS),
        values.get(DAMPENING),
        values.get(UPDATE),
        values.get(TOKEN_CLIP),
        initialisation(values),
        CausalSection.spec(values));
  }

  static boolean isTied(Values values) {
    return values.get(TIED, false);
  }

  private static AttentionSpec attention(Values values) {
    return new AttentionSpec(
        values.get(ATTENTION),
        values.get(HEADS),
        values.get(KEY_SIZE, 0),
        values.get(KEYS),
        values.get(SCORE_SCALE),
        form(values),
        weights(values),
        MesaSection.spec(values));
  }

  /** There are no tokens where sums over the context are drawn. */
  private static AttentionSpec.Form form(Values values) {
    AttentionSpec.Form form = values.get(FORM);
    return form == AttentionSpec.Form.AUTO && DrawsRules.drawsSums(values)
        ? AttentionSpec.Form.GRAM
        : form;
  }

  private static WeightsSpec weights(Values values) {
    return new WeightsSpec(
        values.get(WEIGHTS), values.get(PATTERN, Pattern.FULL), values.get(SYMMETRIC, false));
  }

  private static MlpSpec mlp(Values values) {
    if (!values.has(MLP_WIDENING)) {
      return MlpSpec.NONE;
    }
    return new MlpSpec(
        values.get(MLP),
        values.get(MLP_NONLINEARITY),
        values.get(MLP_BIAS),
        values.get(MLP_WIDENING),
        values.get(MLP_RESIDUAL, true));
  }

  private static Initialisation initialisation(Values values) {
    if (ConstructionSection.isAsked(values)) {
      return ConstructionSection.spec(values);
    }
    return new Initialisation(
        values.get(INIT_KIND),
        values.get(INIT_SCALE),
        values.get(INIT_MLP, Initialisation.Perceptrons.AS_MODEL),
        values.get(INIT_LAW));
  }
}
