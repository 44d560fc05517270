package org.iclsweep.model;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.CausalSpec.QkNorm;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.model.MlpSpec.Place;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Features;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.TokenLayout;

/** A small model of every kind, with sizes that are primes of their own. */
public final class Architectures {

  private static final int KEY_SIZE = 7;
  private static final LinearRegression TASK = new LinearRegression(2, 5, 0.8, 1.1);
  private static final LinearRegression MERGED_TASK = new LinearRegression(3, 7, 0.8, 1.1);
  private static final TaskSpec INTERLEAVED = TASK.laidOut(TokenLayout.INTERLEAVED);
  private static final MlpSpec NO_MLP = MlpSpec.NONE;
  private static final AttentionSpec ALL_KEYS =
      new AttentionSpec(
          Kind.SOFTMAX_THEN_LINEAR, 2, KEY_SIZE, Keys.ALL, Scale.BY_KIND, Form.TOKENS);

  private Architectures() {}

  /** All of them. */
  public static Stream<Architecture> all() {
    return Stream.concat(numbered(), mesa());
  }

  /** Those whose golden bits are of an optimizer by their number. */
  public static Stream<Architecture> numbered() {
    return Stream.of(
            linear(),
            gram(),
            softmax(),
            perceptrons(),
            norms(),
            tokens(),
            featureReadOuts(),
            relu(),
            causal(),
            merged(),
            covariances(),
            radial(),
            scored(),
            blocks(),
            maps(),
            features(),
            factors())
        .flatMap(each -> each);
  }

  private static Stream<Architecture> linear() {
    return Stream.of(
        plain(1, true, 1),
        plain(1, false, 3),
        plain(2, true, 1),
        plain(2, false, 3),
        plain(3, true, 2),
        plain(5, false, 1),
        of("clip", 3, false, tokens(Kind.LINEAR, 2), NO_MLP, NormPlace.NONE, 1, 0.55),
        of("dampening", 2, true, tokens(Kind.LINEAR, 2), NO_MLP, NormPlace.NONE, 0.7, 0),
        of(
            "linear, all keys, 1/n",
            2,
            false,
            new AttentionSpec(Kind.LINEAR, 2, KEY_SIZE, Keys.ALL, Scale.INVERSE_KEYS, Form.AUTO),
            NO_MLP,
            NormPlace.NONE,
            1,
            0),
        label("label", Form.TOKENS, 3));
  }

  private static Stream<Architecture> gram() {
    AttentionSpec one =
        new AttentionSpec(
            Kind.LINEAR, 1, KEY_SIZE, Keys.CONTEXT, Scale.INVERSE_ROOT_KEY_SIZE, Form.GRAM);
    AttentionSpec three =
        new AttentionSpec(Kind.LINEAR, 3, KEY_SIZE, Keys.CONTEXT, Scale.BY_KIND, Form.GRAM);
    return Stream.of(
        of("gram", 1, true, three, NO_MLP, NormPlace.NONE, 1, 0),
        of("gram", 2, true, one, NO_MLP, NormPlace.NONE, 0.7, 0),
        of("gram", 3, false, three, NO_MLP, NormPlace.NONE, 1, 0),
        label("gram, label", Form.GRAM, 3),
        embedded("gram, embedded", one, 11));
  }

  private static Stream<Architecture> softmax() {
    return Stream.of(
        of("softmax", 1, true, tokens(Kind.SOFTMAX, 2), NO_MLP, NormPlace.NONE, 1, 0),
        of("softmax", 2, false, tokens(Kind.SOFTMAX, 3), NO_MLP, NormPlace.NONE, 0.9, 0),
        of(
            "softmax, all keys",
            2,
            true,
            new AttentionSpec(Kind.SOFTMAX, 2, KEY_SIZE, Keys.ALL, Scale.NONE, Form.AUTO),
            NO_MLP,
            NormPlace.NONE,
            1,
            0.55),
        of(
            "softmax then linear",
            3,
            false,
            tokens(Kind.SOFTMAX_THEN_LINEAR, 1),
            NO_MLP,
            NormPlace.NONE,
            1,
            0));
  }

  private static Stream<Architecture> perceptrons() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 4);
    MlpSpec relu = new MlpSpec(Place.AFTER, Nonlinearity.RELU, false, 5);
    MlpSpec before = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, false, 3);
    return Stream.of(
        of("mlp", 1, true, tokens(Kind.LINEAR, 1), gelu, NormPlace.NONE, 1, 0),
        of("mlp", 2, false, tokens(Kind.SOFTMAX, 2), gelu, NormPlace.NONE, 0.8, 0),
        of("mlp, tied", 2, true, tokens(Kind.LINEAR, 2), relu, NormPlace.NONE, 1, 0.9),
        of("mlp before", 2, false, tokens(Kind.LINEAR, 2), before, NormPlace.NONE, 1, 0),
        embedded("embedding, mlp before", tokens(Kind.LINEAR, 1), 11),
        embedded("narrow embedding, mlp before", tokens(Kind.LINEAR, 1), 3),
        embedded("embedding, mlp before, all keys", ALL_KEYS, 11));
  }

  /** One layer right behind a perceptron; it reads the features of those that are named so. */
  private static Stream<Architecture> featureReadOuts() {
    AttentionSpec allKeys =
        new AttentionSpec(
            Kind.LINEAR, 2, KEY_SIZE, Keys.ALL, Scale.INVERSE_ROOT_KEY_SIZE, Form.AUTO);
    AttentionSpec oneHead = tokens(Kind.LINEAR, 1);
    AttentionSpec twoHeads = tokens(Kind.LINEAR, 2);
    LinearRegression longer = new LinearRegression(4, 11, 0.8, 1.1);
    MlpSpec gelu = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 2);
    MlpSpec relu = new MlpSpec(Place.BEFORE, Nonlinearity.RELU, true, 3);
    MlpSpec unbiased = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, false, 2);
    MlpSpec narrow = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 1);
    return Stream.of(
        behind("features, embedded", oneHead, gelu, 11, 1, 0, TASK),
        behind("features, embedded, heads 2", twoHeads, relu, 11, 0.7, 0, TASK),
        behind("features, embedded, all keys, heads 2", allKeys, unbiased, 11, 0.7, 0, TASK),
        behind("features", oneHead, relu, 0, 0.7, 0, longer),
        behind("features, no bias", oneHead, unbiased, 0, 1, 0, longer),
        labelFeatures(gelu),
        behind("outputs, narrow", twoHeads, narrow, 0, 1, 0, TASK),
        behind("outputs, clip", oneHead, gelu, 11, 1, 0.9, TASK));
  }

  private static Stream<Architecture> relu() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 4);
    AttentionSpec allKeys =
        new AttentionSpec(Kind.RELU, 2, KEY_SIZE, Keys.ALL, Scale.INVERSE_KEYS, Form.AUTO);
    return Stream.of(
        of("relu", 1, true, tokens(Kind.RELU, 2), NO_MLP, NormPlace.NONE, 1, 0),
        of("relu", 2, false, tokens(Kind.RELU, 3), NO_MLP, NormPlace.NONE, 0.9, 0.55),
        of("relu, all keys", 3, true, allKeys, NO_MLP, NormPlace.NONE, 1, 0),
        of("relu, norm, mlp", 2, false, allKeys, gelu, NormPlace.EVERY_LAYER, 1, 0));
  }

  /** An answer at every position; lengths around those of registers and tiles. */
  private static Stream<Architecture> causal() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 3);
    MlpSpec before = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, false, 2);
    Dynamics three = new Dynamics(2, 3, 42);
    Dynamics seven = new Dynamics(3, 7, 5);
    Dynamics nine = new Dynamics(2, 9, 6);
    return Stream.of(
        causal("linear", 1, false, Kind.LINEAR, 1, NO_MLP, NormPlace.NONE, 0, 0, 0, three),
        causal("linear", 2, false, Kind.LINEAR, 3, NO_MLP, NormPlace.NONE, 0, 0, 0.9, seven),
        causal("softmax", 2, true, Kind.SOFTMAX, 2, gelu, NormPlace.EVERY_LAYER, 0, 0, 0, nine),
        causal("relu", 2, false, Kind.RELU, 2, NO_MLP, NormPlace.NONE, 11, 5, 0, seven),
        causal("embedded", 1, true, Kind.LINEAR, 2, before, NormPlace.NONE, 13, 0, 0, nine),
        causal("query", 2, false, Kind.SOFTMAX, 2, NO_MLP, NormPlace.NONE, 0, 0, 0, TASK));
  }

  private static Architecture causal(
      String name,
      int depth,
      boolean tied,
      Kind kind,
      int heads,
      MlpSpec mlp,
      NormPlace norm,
      int embedding,
      int positions,
      double clip,
      TaskSpec task) {
    return causal(
        name, depth, tied, kind, heads, KEY_SIZE, mlp, norm, embedding, positions, clip, task);
  }

  private static Architecture causal(
      String name,
      int depth,
      boolean tied,
      Kind kind,
      int heads,
      int keySize,
      MlpSpec mlp,
      NormPlace norm,
      int embedding,
      int positions,
      double clip,
      TaskSpec task) {
    AttentionSpec attention =
        new AttentionSpec(kind, heads, keySize, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    return causal(name, depth, tied, attention, mlp, norm, embedding, positions, clip, task);
  }

  private static Architecture causal(
      String name,
      int depth,
      boolean tied,
      AttentionSpec attention,
      MlpSpec mlp,
      NormPlace norm,
      int embedding,
      int positions,
      double clip,
      TaskSpec task) {
    ModelSpec model =
        new ModelSpec(
            depth,
            tied,
            attention,
            mlp,
            norm,
            embedding,
            positions,
            0.8,
            Update.TOKEN,
            clip,
            deviation(0.3));
    String title = "causal, %s: depth %d, heads %d".formatted(name, depth, attention.heads());
    return new Architecture(title, model, task);
  }

  /**
   * Narrow heads of causal layers; strips that end within their heights, or with one token, and
   * chunks of strips.
   */
  static Stream<Architecture> factors() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 2);
    MlpSpec before = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, false, 2);
    Dynamics three = new Dynamics(2, 3, 42);
    Dynamics seven = new Dynamics(3, 7, 5);
    Dynamics nine = new Dynamics(2, 9, 6);
    Dynamics chunks = new Dynamics(2, 43, 7);
    return Stream.of(
        causal(
            "factors, positions",
            1,
            false,
            Kind.LINEAR,
            1,
            3,
            NO_MLP,
            NormPlace.NONE,
            0,
            3,
            0,
            three),
        causal(
            "factors, clip", 2, false, Kind.LINEAR, 3, 2, NO_MLP, NormPlace.NONE, 0, 0, 0.9, nine),
        causal(
            "factors, norm, mlp",
            2,
            true,
            Kind.SOFTMAX,
            2,
            3,
            gelu,
            NormPlace.EVERY_LAYER,
            0,
            0,
            0,
            nine),
        causal("factors, relu", 2, false, Kind.RELU, 2, 3, NO_MLP, NormPlace.NONE, 13, 5, 0, seven),
        causal(
            "factors, embedded",
            1,
            true,
            Kind.SOFTMAX,
            2,
            3,
            before,
            NormPlace.NONE,
            11,
            0,
            0,
            nine),
        causal(
            "factors, query", 2, false, Kind.SOFTMAX, 2, 2, NO_MLP, NormPlace.NONE, 11, 4, 0, TASK),
        causal("prefix", 2, false, Kind.LINEAR, 2, 3, NO_MLP, NormPlace.NONE, 0, 0, 0, chunks));
  }

  /** What sequences of bare observations need, beside {@link #all}. */
  public static Stream<Architecture> raw() {
    CausalSpec readOut = CausalSpec.PLAIN.with(Answer.LINEAR);
    CausalSpec placed = readOut.with(PositionsFor.FIRST_KEYS);
    CausalSpec unit = placed.with(QkNorm.ALL);
    Dynamics three = new Dynamics(2, 3, 42).withTokens(SequenceTokens.RAW);
    Dynamics seven = new Dynamics(3, 7, 5).withTokens(SequenceTokens.RAW);
    Dynamics nine = new Dynamics(2, 9, 6).withTokens(SequenceTokens.RAW);
    Dynamics chunks = new Dynamics(2, 43, 7).withTokens(SequenceTokens.RAW);
    return Stream.of(
        raw("read-out", 1, Kind.LINEAR, 1, 5, 0, readOut, three),
        raw("read-out, narrow, clip", 2, Kind.SOFTMAX, 2, 2, 1.1, readOut, seven),
        raw("positions", 2, Kind.SOFTMAX, 2, 3, 0, placed, nine),
        raw(
            "positions, prefix",
            1,
            Kind.LINEAR,
            2,
            0,
            0,
            CausalSpec.PLAIN.with(PositionsFor.FIRST_KEYS),
            chunks),
        raw("unit", 2, Kind.SOFTMAX, 2, 3, 0, unit, seven),
        raw("unit, linear", 2, Kind.LINEAR, 3, 3, 0, unit, three),
        raw("unit behind", 2, Kind.SOFTMAX, 2, 3, 0, placed.with(QkNorm.AFTER_FIRST), nine),
        raw("mesa", 2, Kind.MESA, 2, 3, 0, unit, seven),
        raw(
            "mesa behind softmax",
            2,
            Kind.SOFTMAX_THEN_MESA,
            2,
            3,
            1.1,
            placed.with(QkNorm.AFTER_FIRST),
            nine));
  }

  private static Architecture raw(
      String name,
      int depth,
      Kind kind,
      int heads,
      int embedding,
      double clip,
      CausalSpec spec,
      TaskSpec task) {
    AttentionSpec attention =
        new AttentionSpec(kind, heads, 3, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    ModelSpec model =
        new ModelSpec(
            depth,
            false,
            attention,
            NO_MLP,
            NormPlace.NONE,
            embedding,
            0,
            0.8,
            Update.TOKEN,
            clip,
            deviation(0.7));
    String title = "raw, %s: depth %d, heads %d".formatted(name, depth, heads);
    return new Architecture(title, model.withCausal(spec), task);
  }

  /**
   * Mesa layers, whose heads are narrower and wider than the stream, and of which one reads all.
   */
  public static Stream<Architecture> mesa() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 2);
    Dynamics three = new Dynamics(2, 3, 42);
    Dynamics seven = new Dynamics(3, 7, 5);
    Dynamics nine = new Dynamics(2, 9, 6);
    Dynamics chunks = new Dynamics(2, 43, 7);
    Factor one = Factor.learned(1);
    return Stream.of(
        mesa("positions", 1, false, Kind.MESA, 1, 11, NO_MLP, NormPlace.NONE, 3, 0, three),
        mesa("clip", 2, false, Kind.MESA, 3, 2, NO_MLP, NormPlace.NONE, 0, 0.9, seven),
        mesa("tied", 2, true, Kind.MESA, 2, 3, gelu, NormPlace.EVERY_LAYER, 0, 0, nine),
        mesa(
            "behind softmax",
            3,
            false,
            Kind.SOFTMAX_THEN_MESA,
            2,
            3,
            NO_MLP,
            NormPlace.NONE,
            0,
            0,
            nine),
        mesa("prefix", 1, false, Kind.MESA, 2, 3, NO_MLP, NormPlace.NONE, 0, 0, chunks),
        mesa("query", 2, false, Kind.MESA, 2, 2, NO_MLP, NormPlace.NONE, 4, 0, TASK),
        forgetting("fixed", 1, Kind.MESA, new MesaSpec(one, Factor.fixed(0.98)), 0, chunks),
        forgetting(
            "learned",
            2,
            Kind.SOFTMAX_THEN_MESA,
            new MesaSpec(Factor.fixed(1.5), Factor.learned(0.9)),
            0,
            nine),
        forgetting("query", 2, Kind.MESA, new MesaSpec(one, Factor.learned(0.8)), 4, TASK));
  }

  private static Architecture mesa(
      String name,
      int depth,
      boolean tied,
      Kind kind,
      int heads,
      int keySize,
      MlpSpec mlp,
      NormPlace norm,
      int positions,
      double clip,
      TaskSpec task) {
    return causal(
        "mesa, " + name, depth, tied, kind, heads, keySize, mlp, norm, 0, positions, clip, task);
  }

  /** What is long ago is forgotten; γ and λ are learned or fixed. */
  private static Architecture forgetting(
      String name, int depth, Kind kind, MesaSpec mesa, int positions, TaskSpec task) {
    AttentionSpec attention =
        new AttentionSpec(
            kind, 2, 3, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO, WeightsSpec.FACTORED, mesa);
    return causal(
        "forgetting, " + name,
        depth,
        false,
        attention,
        NO_MLP,
        NormPlace.NONE,
        0,
        positions,
        0,
        task);
  }

  private static Stream<Architecture> merged() {
    return Stream.of(
        merged(2, false, 2, Form.TOKENS, Pattern.FULL, false),
        merged(2, true, 1, Form.GRAM, Pattern.FULL, true),
        merged(2, false, 2, Form.TOKENS, Pattern.BLOCKS, false),
        merged(3, true, 1, Form.TOKENS, Pattern.BLOCKS, true),
        merged(3, false, 2, Form.GRAM, Pattern.BLOCKS, false),
        merged(2, false, 2, Form.TOKENS, Pattern.SPARSE, true),
        merged(3, false, 1, Form.GRAM, Pattern.SPARSE, false),
        mergedRelu());
  }

  /** Products that are trained themselves; all of an input's products have sizes of their own. */
  static Architecture merged(
      int depth, boolean tied, int heads, Form form, Pattern pattern, boolean symmetric) {
    WeightsSpec weights = WeightsSpec.merged(pattern, symmetric);
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, heads, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, form, weights);
    String name =
        "merged, %s%s, %s: depth %d%s, heads %d"
            .formatted(
                pattern.label(),
                symmetric ? ", symmetric" : "",
                form.label(),
                depth,
                tied ? " tied" : "",
                heads);
    return new Architecture(name, merged(depth, tied, attention, NO_MLP), MERGED_TASK);
  }

  private static Architecture mergedRelu() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 2);
    AttentionSpec attention =
        new AttentionSpec(
            Kind.RELU,
            2,
            0,
            Keys.ALL,
            Scale.INVERSE_ROOT_KEY_SIZE,
            Form.AUTO,
            WeightsSpec.merged(Pattern.BLOCKS, false));
    return new Architecture(
        "merged, blocks, relu, mlp", merged(2, false, attention, gelu), MERGED_TASK);
  }

  private static ModelSpec merged(int depth, boolean tied, AttentionSpec attention, MlpSpec mlp) {
    return new ModelSpec(
        depth, tied, attention, mlp, NormPlace.NONE, 0, 0, 0.9, Update.TOKEN, 0, deviation(0.3));
  }

  /** Plain layers; what is drawn has a covariance. */
  private static Stream<Architecture> covariances() {
    LinearRegression normal =
        new LinearRegression(3, 7, 1, 0.9)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 0.6, false));
    List<Double> spectrum = List.of(1.0, 0.25, 0.0625);
    return Stream.of(
        drawnFrom("spectrum", normal, new Covariance(spectrum, TeacherLaw.ISOTROPIC, false, 0)),
        drawnFrom("rotation", normal, new Covariance(spectrum, TeacherLaw.ISOTROPIC, true, 0)),
        drawnFrom(
            "inverse covariance",
            normal,
            new Covariance(spectrum, TeacherLaw.INVERSE_COVARIANCE, true, 0)));
  }

  /** Plain layers; directions and radii are drawn apart. */
  private static Stream<Architecture> radial() {
    ModelSpec two = plain(2, false, 1).model();
    LinearRegression task = new LinearRegression(3, 7, 1, 0.9);
    return Stream.of(
        new Architecture(
            "sphere", two, task.withInputs(new InputDistribution(InputLaw.SPHERE, 1.1, false))),
        new Architecture(
            "gamma radii",
            two,
            task.withInputs(new InputDistribution(InputLaw.GAMMA_RADIUS, 0.6, false, 0.7))));
  }

  /** Plain layers, and a perceptron in the place of inputs. */
  private static Stream<Architecture> features() {
    LinearRegression task = MERGED_TASK.withFeatures(new Features(5, 7));
    AttentionSpec merged =
        new AttentionSpec(
            Kind.LINEAR,
            2,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.TOKENS,
            WeightsSpec.merged(Pattern.FULL, false));
    MlpSpec map = new MlpSpec(Place.BEFORE, Nonlinearity.RELU, true, 3, false);
    return Stream.of(
        new Architecture("task of features", plain(2, false, 1).model(), task),
        behind("task of features, map", merged, map, 0, 1, 0, task));
  }

  /** The query's score counts, its value does not. */
  private static Stream<Architecture> scored() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 2);
    AttentionSpec softmax =
        new AttentionSpec(Kind.SOFTMAX, 2, KEY_SIZE, Keys.SCORED, Scale.INVERSE_KEYS, Form.AUTO);
    AttentionSpec first =
        new AttentionSpec(
            Kind.SOFTMAX_THEN_LINEAR, 3, KEY_SIZE, Keys.SCORED, Scale.INVERSE_KEYS, Form.AUTO);
    AttentionSpec merged =
        new AttentionSpec(
            Kind.SOFTMAX,
            2,
            0,
            Keys.SCORED,
            Scale.NONE,
            Form.AUTO,
            WeightsSpec.merged(Pattern.FULL, false));
    return Stream.of(
        of("scored", 1, true, softmax, NO_MLP, NormPlace.NONE, 1, 0),
        of("scored, norm, mlp", 2, true, softmax, gelu, NormPlace.EVERY_LAYER, 0.9, 0),
        of("scored, then linear", 3, false, first, NO_MLP, NormPlace.NONE, 1, 0.55),
        new Architecture("scored, merged", merged(2, false, merged, NO_MLP), MERGED_TASK));
  }

  /** Weights in blocks, by the Gram matrix of inputs alone. */
  private static Stream<Architecture> blocks() {
    MlpSpec before = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 2);
    return Stream.of(
        merged(1, true, 2, Form.GRAM, Pattern.BLOCKS, false),
        merged(4, true, 1, Form.GRAM, Pattern.BLOCKS, true),
        merged(3, false, 3, Form.GRAM, Pattern.SPARSE, false),
        blocks("mlp before", 4, 2, Pattern.BLOCKS, before, Update.TOKEN, MERGED_TASK),
        blocks("mlp before", 3, 1, Pattern.SPARSE, before, Update.TOKEN, MERGED_TASK),
        blocks("label", 3, 2, Pattern.BLOCKS, NO_MLP, Update.LABEL, MERGED_TASK),
        blocks(
            "one input",
            2,
            1,
            Pattern.BLOCKS,
            NO_MLP,
            Update.TOKEN,
            new LinearRegression(1, 7, 0.8, 1.1)));
  }

  private static Architecture blocks(
      String name,
      int depth,
      int heads,
      Pattern pattern,
      MlpSpec mlp,
      Update update,
      TaskSpec task) {
    WeightsSpec weights = WeightsSpec.merged(pattern, false);
    AttentionSpec attention =
        new AttentionSpec(
            Kind.LINEAR, heads, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, Form.GRAM, weights);
    ModelSpec model =
        new ModelSpec(
            depth, false, attention, mlp, NormPlace.NONE, 0, 0, 0.9, update, 0, deviation(0.3));
    String title =
        "merged, %s, gram, %s: depth %d, heads %d".formatted(pattern.label(), name, depth, heads);
    return new Architecture(title, model, task);
  }

  /** A perceptron in the place of inputs. */
  private static Stream<Architecture> maps() {
    MlpSpec relu = new MlpSpec(Place.BEFORE, Nonlinearity.RELU, true, 4, false);
    MlpSpec gelu = new MlpSpec(Place.BEFORE, Nonlinearity.GELU, false, 4, false);
    AttentionSpec gram =
        new AttentionSpec(
            Kind.LINEAR,
            2,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.GRAM,
            WeightsSpec.merged(Pattern.FULL, false));
    return Stream.of(
        new Architecture("map, gram", merged(3, false, gram, relu), MERGED_TASK),
        of("map", 1, true, tokens(Kind.LINEAR, 1), relu, NormPlace.NONE, 1, 0),
        of("map", 2, false, ALL_KEYS, gelu, NormPlace.EVERY_LAYER, 0.8, 0.9));
  }

  private static Architecture drawnFrom(String name, LinearRegression task, Covariance covariance) {
    return new Architecture(name, plain(2, false, 1).model(), task.withCovariance(covariance));
  }

  private static Architecture behind(
      String name,
      AttentionSpec attention,
      MlpSpec mlp,
      int embedding,
      double dampening,
      double clip,
      TaskSpec task) {
    ModelSpec model =
        new ModelSpec(
            1,
            true,
            attention,
            mlp,
            NormPlace.NONE,
            embedding,
            0,
            dampening,
            Update.TOKEN,
            clip,
            deviation(0.3));
    return new Architecture(name, model, task);
  }

  private static Architecture labelFeatures(MlpSpec mlp) {
    ModelSpec model =
        new ModelSpec(
            1,
            false,
            tokens(Kind.LINEAR, 1),
            mlp,
            NormPlace.BETWEEN_LAYERS,
            13,
            2,
            1,
            Update.LABEL,
            0,
            deviation(0.2));
    return new Architecture("features, label, positions", model, new Sine(5));
  }

  private static Stream<Architecture> norms() {
    MlpSpec gelu = new MlpSpec(Place.AFTER, Nonlinearity.GELU, true, 4);
    return Stream.of(
        of("norm", 1, true, tokens(Kind.LINEAR, 1), NO_MLP, NormPlace.EVERY_LAYER, 1, 0),
        of("norm", 2, true, tokens(Kind.LINEAR, 2), gelu, NormPlace.EVERY_LAYER, 1, 0),
        of(
            "norm between",
            2,
            false,
            tokens(Kind.LINEAR, 2),
            NO_MLP,
            NormPlace.BETWEEN_LAYERS,
            1,
            0),
        of("norm between, mlp", 2, false, ALL_KEYS, gelu, NormPlace.BETWEEN_LAYERS, 0.8, 2));
  }

  private static Stream<Architecture> tokens() {
    ModelSpec copy =
        new ModelSpec(
            2,
            false,
            tokens(Kind.SOFTMAX_THEN_LINEAR, 1),
            NO_MLP,
            NormPlace.NONE,
            0,
            5,
            1,
            Update.TOKEN,
            0,
            deviation(0.3));
    return Stream.of(new Architecture("interleaved, positions", copy, INTERLEAVED));
  }

  /** Plain linear attention by tokens. */
  static Architecture plain(int depth, boolean tied, int heads) {
    AttentionSpec attention = tokens(Kind.LINEAR, heads);
    return of("linear", depth, tied, attention, NO_MLP, NormPlace.NONE, 1, 0);
  }

  private static AttentionSpec tokens(Kind kind, int heads) {
    return new AttentionSpec(kind, heads, KEY_SIZE, Keys.CONTEXT, Scale.BY_KIND, Form.TOKENS);
  }

  private static Architecture label(String name, Form form, int heads) {
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, heads, KEY_SIZE, Keys.CONTEXT, Scale.BY_KIND, form);
    ModelSpec model =
        new ModelSpec(
            2, false, attention, NO_MLP, NormPlace.NONE, 0, 0, 1, Update.LABEL, 0, deviation(0.3));
    return new Architecture(name, model, TASK);
  }

  private static Architecture embedded(String name, AttentionSpec attention, int width) {
    ModelSpec model =
        new ModelSpec(
            2,
            attention != ALL_KEYS,
            attention,
            new MlpSpec(Place.BEFORE, Nonlinearity.GELU, true, 2),
            NormPlace.NONE,
            width,
            0,
            1,
            Update.TOKEN,
            0,
            deviation(0.2));
    return new Architecture(name, model, TASK);
  }

  private static Architecture of(
      String name,
      int depth,
      boolean tied,
      AttentionSpec attention,
      MlpSpec mlp,
      NormPlace norm,
      double dampening,
      double clip) {
    // deeper stacks of linear attention run away with larger weights
    double deviation = depth < 3 || clip > 0 ? 0.3 : 0.2;
    ModelSpec model =
        new ModelSpec(
            depth,
            tied,
            attention,
            mlp,
            norm,
            0,
            0,
            dampening,
            Update.TOKEN,
            clip,
            deviation(deviation));
    String title =
        "%s: depth %d%s, heads %d".formatted(name, depth, tied ? " tied" : "", attention.heads());
    return new Architecture(title, model, TASK);
  }

  private static Initialisation deviation(double deviation) {
    return new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, deviation);
  }
}
