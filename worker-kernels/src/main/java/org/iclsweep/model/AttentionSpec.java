package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import org.iclsweep.layer.Mask;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.Scores;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.spec.Labelled;

/**
 * The attention of a model's layers, as data.
 *
 * @param kind what becomes of the scores
 * @param heads attention heads of a layer
 * @param keySize size of a head's queries, keys and values; 0 means the model's width
 * @param keys which tokens are looked at
 * @param scale what scores are multiplied by
 * @param form how linear attention is computed
 * @param weights what is trained of a head
 * @param mesa what mesa layers have beside that, if there are any
 */
public record AttentionSpec(
    Kind kind,
    int heads,
    int keySize,
    Keys keys,
    Scale scale,
    Form form,
    WeightsSpec weights,
    MesaSpec mesa)
    implements Serializable {

  /** What becomes of the scores. */
  public enum Kind implements Labelled {
    /** Scores weigh the values as they are. */
    LINEAR,
    /** Every token's scores go through a softmax over its keys. */
    SOFTMAX,
    /** Softmax in the first layer, linear in those after it. */
    SOFTMAX_THEN_LINEAR,
    /**
     * Scores below 0 count as 0, and nothing is divided by their sum.
     *
     * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorem 5</a>
     */
    RELU,
    /**
     * Scores are linear, of queries which are solved for by the keys of a token itself and those
     * before it: what tokens get is what ridge regression of values on keys answers to queries.
     *
     * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), mesa-layer</a>
     */
    MESA,
    /** Softmax in the first layer, mesa in those after it. */
    SOFTMAX_THEN_MESA;

    /** Whether layer {@code l} is a mesa layer. */
    boolean isMesa(int l) {
      return this == MESA || this == SOFTMAX_THEN_MESA && l > 0;
    }

    /** Whether any layer may be one. */
    public boolean hasMesa() {
      return isMesa(1);
    }
  }

  /** Which tokens have keys and values. */
  public enum Keys implements Labelled {
    /** All but the query token: what the released code of the paper did. */
    CONTEXT,
    /** All tokens, the query token included. */
    ALL,
    /** Of each token itself and those before it. */
    CAUSAL,
    /**
     * All tokens have keys, and all but the query token values: it is in the softmax's sum, and its
     * share is lost.
     *
     * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), M behind the softmax</a>
     */
    SCORED;

    /** The same, for a layer of such scores: what is divided by no sum lacks what has no value. */
    Mask mask(Scores scores) {
      return switch (this) {
        case CONTEXT -> Mask.CONTEXT;
        case ALL -> Mask.ALL;
        case CAUSAL -> Mask.CAUSAL;
        case SCORED -> scores == Scores.SOFTMAX ? Mask.SCORED : Mask.CONTEXT;
      };
    }
  }

  /** What scores are multiplied by, before the softmax if there is one. */
  public enum Scale implements Labelled {
    /** 1/√(key size) before a softmax, 1 in linear and ReLU attention: what the papers did. */
    BY_KIND,
    /** 1. */
    NONE,
    /** 1 / number of keys. */
    INVERSE_KEYS,
    /** 1/√(key size). */
    INVERSE_ROOT_KEY_SIZE
  }

  /** How linear attention is computed: equal in real numbers, not in their last bits. */
  public enum Form implements Labelled {
    /** The cheaper of the two. */
    AUTO,
    /** Token by token: scores, then mixes. */
    TOKENS,
    /** By the context's Gram matrix, at a cost that does not depend on the number of tokens. */
    GRAM
  }

  public AttentionSpec {
    require(heads >= 1, "heads", heads, "at least 1");
    require(keySize >= 0, "keySize", keySize, "at least 1, or 0 for the model's width");
    requireSum(kind, keys);
    requireForm(form, kind, keys);
    requireScale(scale, keys);
    requirePattern(weights, kind);
    requireMesaKeys(kind, keys);
    requireMesaWeights(kind, weights.kind());
    require(!weights.isMerged() || keySize == 0, "keySize", keySize, "0 where weights are merged");
  }

  /** Without anything beside, or with mesa layers as they are by default. */
  public AttentionSpec(
      Kind kind, int heads, int keySize, Keys keys, Scale scale, Form form, WeightsSpec weights) {
    this(kind, heads, keySize, keys, scale, form, weights, MesaSpec.DEFAULT);
  }

  /** Of factored weights. */
  public AttentionSpec(Kind kind, int heads, int keySize, Keys keys, Scale scale, Form form) {
    this(kind, heads, keySize, keys, scale, form, WeightsSpec.FACTORED);
  }

  /** Refuses keys that are there for a sum which is not formed. */
  public static void requireSum(Kind kind, Keys keys) {
    if (keys == Keys.SCORED && (kind == Kind.LINEAR || kind == Kind.RELU)) {
      throw new IllegalArgumentException(
          "keys are scored, the query's for its part in a softmax's sum alone, but attention is "
              + kind.label()
              + " and divides by no sum: it would be that with keys from the context");
    }
  }

  /** Refuses a Gram form of what has none. */
  public static void requireForm(Form form, Kind kind, Keys keys) {
    if (form == Form.GRAM && kind != Kind.LINEAR) {
      throw new IllegalArgumentException(
          "the Gram form is of linear attention, but attention is "
              + kind.label()
              + ": "
              + obstacleToGramForm(kind)
              + " token by token");
    }
    if (form == Form.GRAM && keys != Keys.CONTEXT) {
      throw new IllegalArgumentException(
          "the Gram form is for keys from the context, but keys are " + keys.label());
    }
  }

  private static String obstacleToGramForm(Kind kind) {
    return switch (kind) {
      case RELU -> "its scores go through a ReLU";
      case MESA -> "its queries are solved for";
      case LINEAR, SOFTMAX, SOFTMAX_THEN_LINEAR, SOFTMAX_THEN_MESA ->
          "its scores go through a softmax";
    };
  }

  /** Refuses mesa layers of tokens that look at others than those up to their own. */
  public static void requireMesaKeys(Kind kind, Keys keys) {
    if (kind.hasMesa() && keys != Keys.CAUSAL) {
      throw new IllegalArgumentException(
          "a mesa layer solves for each query by the keys up to it, but keys are " + keys.label());
    }
  }

  /** Refuses mesa layers of products, which have no keys. */
  public static void requireMesaWeights(Kind kind, WeightsSpec.Kind weights) {
    if (kind.hasMesa() && weights != WeightsSpec.Kind.FACTORED) {
      throw new IllegalArgumentException(
          "a mesa layer solves for each query by the keys up to it, but weights are "
              + weights.label()
              + " and have no keys");
    }
  }

  /** Refuses a factor of scores that is not the same for all tokens. */
  public static void requireScale(Scale scale, Keys keys) {
    if (scale == Scale.INVERSE_KEYS && keys == Keys.CAUSAL) {
      throw new IllegalArgumentException(
          "scores have one factor for all tokens, but causal keys are more for later ones");
    }
  }

  /** Refuses a fixed share of the labels where it can have but one sign. */
  public static void requirePattern(WeightsSpec weights, Kind kind) {
    if (!weights.pattern().isFull() && (kind == Kind.SOFTMAX || kind == Kind.SOFTMAX_THEN_LINEAR)) {
      throw new IllegalArgumentException(
          "W_PV adds a head's mix of labels as it is, which a softmax makes a mean of them, but an"
              + " answer is minus what is added");
    }
  }

  /** Linear attention to the context, as the paper's main experiments have it. */
  public static AttentionSpec linear(int heads, int keySize) {
    return new AttentionSpec(Kind.LINEAR, heads, keySize, Keys.CONTEXT, Scale.BY_KIND, Form.AUTO);
  }

  /** Causal linear attention whose weights are the products of its heads, scaled by nothing. */
  public static AttentionSpec causalProducts(int heads) {
    return new AttentionSpec(
        Kind.LINEAR,
        heads,
        0,
        Keys.CAUSAL,
        Scale.NONE,
        Form.AUTO,
        WeightsSpec.merged(Pattern.FULL, false));
  }

  /** What becomes of the scores of layer {@code l}. */
  public Scores scores(int l) {
    return switch (kind) {
      case LINEAR, MESA -> Scores.LINEAR;
      case SOFTMAX -> Scores.SOFTMAX;
      case SOFTMAX_THEN_LINEAR, SOFTMAX_THEN_MESA -> l == 0 ? Scores.SOFTMAX : Scores.LINEAR;
      case RELU -> Scores.RELU;
    };
  }

  /** What layer {@code l} multiplies its scores by. */
  public double scoreScale(int l, int keyCount, int keySize) {
    return switch (scale) {
      case BY_KIND -> scores(l) == Scores.SOFTMAX ? 1 / Math.sqrt(keySize) : 1;
      case NONE -> 1;
      case INVERSE_KEYS -> 1.0 / keyCount;
      case INVERSE_ROOT_KEY_SIZE -> 1 / Math.sqrt(keySize);
    };
  }
}
