package org.iclsweep.model;

import org.iclsweep.layer.FeatureReadOut;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.task.TaskSpec;

/**
 * What a model's arithmetic comes to for one task, counted from its shape.
 *
 * <p>It is also the rule by which linear attention is computed token by token or by Gram matrices
 * ({@link Form#AUTO}): whichever has fewer multiply-adds in a training step, tokens on a tie. With
 * width m, N context tokens, H heads and depth K, leading terms: {@code K H N (6 m² + 6 N m)} for
 * tokens, {@code N m² + K (6 H + 5) m³} for Gram matrices. The choice follows from the model's
 * shape alone, so a trial has the same bits everywhere. By the same rule a perceptron and the one
 * layer of linear attention behind it are a {@link FeatureReadOut} or two layers.
 *
 * @param forward fused multiply-adds of answering
 * @param backward fused multiply-adds of the gradient, on top of those
 * @param elementwise other operations of both: exponentials and the like, in single operations
 */
public record ModelCost(double forward, double backward, double elementwise) {

  /** Operations of a softmax an element, forward and backward. */
  private static final double SOFTMAX = 18 + 3;

  /** Operations of a GELU an element, forward and backward; a ReLU is taken for one. */
  private static final double GELU = 27 + 1;

  /** Operations of a LayerNorm an element, forward and backward. */
  private static final double LAYER_NORM = 5 + 8;

  /** Of a model on tasks of this shape. */
  public static ModelCost of(ModelSpec spec, TaskSpec task) {
    return form(spec, task) == Form.GRAM
        ? new Count(spec, task).total(Form.GRAM)
        : tokens(spec, task);
  }

  /** How this model's linear attention is computed: {@link Form#TOKENS} or {@link Form#GRAM}. */
  public static Form form(ModelSpec spec, TaskSpec task) {
    return switch (spec.attention().form()) {
      case TOKENS -> Form.TOKENS;
      case GRAM -> Form.GRAM;
      case AUTO -> cheaper(spec, task);
    };
  }

  private static Form cheaper(ModelSpec spec, TaskSpec task) {
    if (!spec.hasGramForm()) {
      return Form.TOKENS;
    }
    double tokens = tokens(spec, task).multiplyAdds();
    double gram = new Count(spec, task).total(Form.GRAM).multiplyAdds();
    return gram < tokens ? Form.GRAM : Form.TOKENS;
  }

  /** By tokens, in the cheaper way. */
  private static ModelCost tokens(ModelSpec spec, TaskSpec task) {
    Count count = new Count(spec, task);
    return featuresAreCheaper(spec, task) ? count.features() : count.total(Form.TOKENS);
  }

  private static boolean featuresAreCheaper(ModelSpec spec, TaskSpec task) {
    double features = new Count(spec, task).features().multiplyAdds();
    return spec.hasFeatureReadOut()
        && features < new Count(spec, task).total(Form.TOKENS).multiplyAdds();
  }

  /**
   * Whether the one layer of linear attention, token by token, reads tokens by the features of the
   * perceptron before it: where that has fewer multiply-adds in a training step.
   */
  static boolean readsFeatures(ModelSpec spec, TaskSpec task) {
    return form(spec, task) == Form.TOKENS && featuresAreCheaper(spec, task);
  }

  /**
   * Whether a perceptron right behind an embedding reads tokens by the product of the two maps,
   * formed once a step: where tokens are narrower than the model.
   */
  static boolean composesEmbedding(ModelSpec spec, TaskSpec task) {
    return spec.embedding() > task.tokenWidth() + spec.positions();
  }

  /** Fused multiply-adds of a training step. */
  public double multiplyAdds() {
    return forward + backward;
  }

  /** Adds up layer by layer, as {@link Stack} builds them. */
  private static final class Count {
    private final ModelSpec spec;
    private final double width;
    private final double tokenWidth;
    private final double tokens;
    private final double keys;
    private final double heads;
    private final boolean composed;
    private boolean first = true;
    private double forward;
    private double backward;
    private double elementwise;

    Count(ModelSpec spec, TaskSpec task) {
      this.spec = spec;
      width = spec.width(task.tokenWidth());
      tokenWidth = task.tokenWidth() + spec.positions();
      tokens = task.tokens();
      keys = spec.attention().keys() == AttentionSpec.Keys.ALL ? tokens : tokens - 1;
      heads = spec.heads();
      composed = composesEmbedding(spec, task);
    }

    ModelCost total(Form form) {
      if (spec.embedding() > 0) {
        add(tokens * tokenWidth * width, tokens * tokenWidth * width);
      }
      if (spec.mlp().place() == MlpSpec.Place.BEFORE) {
        mlp(tokens, composed ? tokenWidth : width, width, !first && !composed);
      }
      switch (form) {
        case GRAM -> gram();
        case TOKENS, AUTO -> layers();
      }
      return new ModelCost(forward, backward, elementwise);
    }

    /** The perceptron and the one layer behind it, as one {@link FeatureReadOut}. */
    ModelCost features() {
      double units = spec.mlp().widening() * width;
      double inputs = tokenWidth + (spec.mlp().bias() ? 1 : 0);
      double features = inputs + units;
      double hidden = tokens * inputs * units;
      double map = features * width;
      double square = width * width;
      double readings = 2 * keys * features;
      add(
          hidden + map + heads * (square + map + readings + keys),
          hidden
              + map
              + units * width
              + heads * (2 * square + 2 * map + readings + 2 * keys * (1 + units)));
      elementwise += tokens * units * GELU;
      return new ModelCost(forward, backward, elementwise);
    }

    private void layers() {
      for (int l = 0; l < spec.depth(); l++) {
        boolean last = l == spec.depth() - 1;
        boolean mlp = spec.mlp().place() == MlpSpec.Place.AFTER;
        norm(spec.norm().isBeforeAttention(l), tokens);
        attention(l, last ? 1 : tokens, last && !mlp ? 1 : width);
        if (mlp) {
          norm(spec.norm() != NormPlace.NONE, last ? 1 : tokens);
          mlp(last ? 1 : tokens, width, last ? 1 : width, true);
        }
      }
    }

    private void attention(int l, double rows, double features) {
      double out = spec.update() == Update.LABEL ? 1 : features;
      double map = width * width;
      double look = 2 * keys * width;
      double inputs = first ? 0 : map + look;
      add(
          heads * rows * (map + look + width * out),
          heads * rows * (2 * width * out + look + map + inputs));
      elementwise += spec.attention().isSoftmax(l) ? SOFTMAX * heads * rows * keys : 0;
    }

    private void mlp(double rows, double inputs, double features, boolean trained) {
      double hidden = spec.mlp().widening() * width;
      add(
          rows * hidden * (inputs + features),
          rows * hidden * (2 * features + (trained ? 2 : 1) * inputs));
      elementwise += rows * hidden * GELU;
    }

    private void norm(boolean there, double rows) {
      if (there) {
        elementwise += rows * width * LAYER_NORM;
        first = false;
      }
    }

    private void gram() {
      double square = width * width;
      double cube = square * width;
      double context = tokens - 1;
      boolean untrained = first;
      add(context * square, untrained ? 0 : context * square);
      for (int l = 0; l < spec.depth() - 1; l++) {
        double inputs = untrained && l == 0 ? 0 : (heads + 1) * cube + square;
        add((2 * heads + 2) * cube + square, (3 * heads + 2) * cube + square + inputs);
      }
      double inputs = untrained && spec.depth() == 1 ? 0 : 3 * square;
      add(heads * (2 * square + width), heads * (2 * square + 2 * width + inputs));
    }

    private void add(double forward, double backward) {
      this.forward += forward;
      this.backward += backward;
      first = false;
    }
  }
}
