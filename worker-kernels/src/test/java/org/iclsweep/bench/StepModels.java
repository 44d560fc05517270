package org.iclsweep.bench;

import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.CausalSpec;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.Sine;
import org.iclsweep.task.States;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.task.Transition;

/** The models that steps are timed of, by the names that the side-by-side script uses, too. */
final class StepModels {

  private static final LinearRegression TEN = new LinearRegression(10, 10, 0.5, 1);
  private static final Dynamics SEQUENCES =
      new Dynamics(10, 50, 42)
          .withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(0.01));

  private StepModels() {}

  /**
   * Depth, t for tied or u for untied, heads; or one of the paper's other models.
   *
   * <p>{@code 5u1} clips tokens as the paper does; {@code 5u1-gram} is what it would be without.
   */
  static Architecture of(String name) {
    return switch (name) {
      case "1t1" -> linear(name, 1, true, 1, Form.AUTO, 0, TEN);
      case "1t2" -> linear(name, 1, true, 2, Form.AUTO, 0, TEN);
      case "2t1" -> linear(name, 2, true, 1, Form.AUTO, 0, TEN);
      case "2t1-tokens" -> linear(name, 2, true, 1, Form.TOKENS, 0, TEN);
      case "2t1-gram" -> linear(name, 2, true, 1, Form.GRAM, 0, TEN);
      case "5u1" -> linear(name, 5, false, 1, Form.AUTO, 10, TEN);
      case "5u1-gram" -> linear(name, 5, false, 1, Form.GRAM, 0, TEN);
      case "2t1-n40-tokens" -> linear(name, 2, true, 1, Form.TOKENS, 0, context(40));
      case "3u1-d5-n20" ->
          linear(name, 3, false, 1, Form.AUTO, 0, new LinearRegression(5, 20, 1, 1));
      case "3u1-d5-n20-tokens" ->
          linear(name, 3, false, 1, Form.TOKENS, 0, new LinearRegression(5, 20, 1, 1));
      case "3u1-d5-n20-blocks" -> merged(name, Pattern.BLOCKS);
      case "3u1-d5-n20-sparse" -> merged(name, Pattern.SPARSE);
      case "2t1-n40-gram" -> linear(name, 2, true, 1, Form.GRAM, 0, context(40));
      case "2u2-softmax" -> attention(name, Kind.SOFTMAX, 2, 0, TEN);
      case "2u1-softmax-n20" -> attention(name, Kind.SOFTMAX, 1, 0, context(20));
      case "2u1-softmax-n50" -> attention(name, Kind.SOFTMAX, 1, 0, context(50));
      case "2u1-softmax-n100" -> attention(name, Kind.SOFTMAX, 1, 0, context(100));
      case "2u1-softmax-n200" -> attention(name, Kind.SOFTMAX, 1, 0, context(200));
      case "copy" ->
          attention(name, Kind.SOFTMAX_THEN_LINEAR, 1, 10, TEN.laidOut(TokenLayout.INTERLEAVED));
      case "norm" -> norm(name);
      case "sine" -> sine(name);
      case "lsa-1" -> constructed(name, Kind.LINEAR, 1, 2);
      case "lsa-4" -> constructed(name, Kind.LINEAR, 4, 4);
      case "mesa-1" -> constructed(name, Kind.MESA, 1, 4);
      case "causal-3" -> raw(name);
      default -> throw new IllegalArgumentException("no model is called " + name);
    };
  }

  /** Tasks of a step. */
  static int batch(String name) {
    return of(name).task() instanceof Dynamics ? 256 : 2048;
  }

  /**
   * Models of von Oswald et al. (2023) on sequences of a linear system: states of 10 features, 50
   * tokens, heads of 20.
   */
  private static Architecture constructed(String name, Kind kind, int depth, int heads) {
    AttentionSpec attention =
        new AttentionSpec(kind, heads, 20, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    return model(name, depth, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 4, SEQUENCES);
  }

  /** Three layers of softmax on the states themselves, embedded into 40 features. */
  private static Architecture raw(String name) {
    AttentionSpec attention =
        new AttentionSpec(Kind.SOFTMAX, 4, 20, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    Dynamics states = SEQUENCES.withTokens(SequenceTokens.RAW);
    CausalSpec causal = CausalSpec.PLAIN.with(Answer.LINEAR).with(PositionsFor.FIRST_KEYS);
    Architecture plain =
        model(name, 3, false, attention, MlpSpec.NONE, NormPlace.NONE, 40, 0, 0, states);
    return new Architecture(name, plain.model().withCausal(causal), states);
  }

  private static LinearRegression context(int pairs) {
    return new LinearRegression(10, pairs, 0.5, 1);
  }

  private static Architecture linear(
      String name, int depth, boolean tied, int heads, Form form, double clip, TaskSpec task) {
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, heads, 0, Keys.CONTEXT, Scale.BY_KIND, form);
    return model(name, depth, tied, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, clip, task);
  }

  private static Architecture merged(String name, Pattern pattern) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.LINEAR,
            1,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.AUTO,
            WeightsSpec.merged(pattern, false));
    TaskSpec task = new LinearRegression(5, 20, 1, 1);
    return model(name, 3, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, 0, 0, task);
  }

  private static Architecture attention(
      String name, Kind kind, int heads, int positions, TaskSpec task) {
    AttentionSpec attention =
        new AttentionSpec(kind, heads, 0, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO);
    return model(name, 2, false, attention, MlpSpec.NONE, NormPlace.NONE, 0, positions, 0, task);
  }

  private static Architecture norm(String name) {
    return model(
        name,
        2,
        false,
        AttentionSpec.linear(1, 0),
        MlpSpec.NONE,
        NormPlace.EVERY_LAYER,
        0,
        0,
        0,
        TEN);
  }

  private static Architecture sine(String name) {
    MlpSpec mlp = new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.GELU, true, 4);
    return model(
        name, 1, true, AttentionSpec.linear(1, 0), mlp, NormPlace.NONE, 40, 0, 0, new Sine(10));
  }

  private static Architecture model(
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
    Initialisation init = new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.002 / depth);
    ModelSpec spec =
        new ModelSpec(
            depth, tied, attention, mlp, norm, embedding, positions, 1, Update.TOKEN, clip, init);
    return new Architecture(name, spec, task);
  }
}
