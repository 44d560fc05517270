package org.iclsweep.model;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.task.TaskSpec;

/**
 * What a {@link Network} takes of memory, counted from its shape as {@link Stack} builds it, so
 * that a model which is too large is known before it is made.
 *
 * <p><b>Error.</b> Within a tenth for all that takes more than some megabytes; a test holds it
 * against what the JVM allocates.
 *
 * @param parameters number of trained parameters
 * @param bytes of the network: parameters, gradient, products, sums, activations
 * @param longest floats of its longest array
 */
public record ModelMemory(double parameters, double bytes, double longest) {

  private static final double FLOAT = Float.BYTES;
  private static final double LANES = LaneMatrix.LANES;

  /** A matrix of weights and its sums over tasks. */
  private static final double SUMMED = 1 + PartialSums.PARTS;

  /** Of a model on tasks of this shape. */
  public static ModelMemory of(ModelSpec spec, TaskSpec task) {
    return new Count(spec, task).total();
  }

  /** Adds up layer by layer, as {@link Stack} builds them. */
  private static final class Count {
    private final ModelSpec spec;
    private final TaskSpec task;
    private final double width;
    private final double tokenWidth;
    private final double tokens;
    private final double keys;
    private final double heads;
    private final double units;
    private final boolean composed;
    private double floats;
    private double longest;

    Count(ModelSpec spec, TaskSpec task) {
      this.spec = spec;
      this.task = task;
      width = spec.width(task.tokenWidth());
      tokenWidth = task.tokenWidth() + spec.positions();
      tokens = task.tokens();
      keys = spec.attention().keys() == AttentionSpec.Keys.ALL ? tokens : tokens - 1;
      heads = spec.heads();
      units = spec.mlp().widening() * width;
      composed = ModelCost.composesEmbedding(spec, task);
    }

    ModelMemory total() {
      double parameters = parameters();
      shared(parameters, 2);
      shared(distinctWeights(), 1);
      lanes(tokens * tokenWidth, 2);
      if (ModelCost.readsFeatures(spec, task)) {
        features();
      } else {
        before();
        if (ModelCost.form(spec, task) == AttentionSpec.Form.GRAM) {
          gram();
        } else {
          layers();
        }
      }
      return new ModelMemory(parameters, FLOAT * floats, longest);
    }

    private double parameters() {
      double attention = 4 * width * heads * spec.keySize(task.tokenWidth());
      boolean after = spec.mlp().place() == MlpSpec.Place.AFTER;
      double layer = attention + (after ? perceptron() : 0);
      double before = spec.mlp().place() == MlpSpec.Place.BEFORE ? perceptron() : 0;
      double norms = 4 * width; // at most
      return embedding()
          + before
          + spec.distinctLayers() * (layer + (spec.norm() == NormPlace.NONE ? 0 : norms));
    }

    private double embedding() {
      return spec.embedding() > 0 ? tokenWidth * width : 0;
    }

    private double perceptron() {
      return 2 * width * units + (spec.mlp().bias() ? width + units : 0);
    }

    /** Products of weights, and sums over tasks. */
    private double distinctWeights() {
      double square = width * width;
      longest(PartialSums.PARTS * square);
      double attention = heads * 2 * SUMMED * square + square;
      boolean after = spec.mlp().place() == MlpSpec.Place.AFTER;
      double scaled = spec.dampening() == 1 ? 0 : width * units;
      double perceptron = PartialSums.PARTS * 2 * width * units + scaled;
      double layers = spec.distinctLayers() * (attention + (after ? perceptron : 0));
      if (after) {
        longest(PartialSums.PARTS * width * units);
      }
      return layers + weightsBefore(perceptron);
    }

    private double weightsBefore(double perceptron) {
      double embedded = PartialSums.PARTS * embedding();
      if (spec.mlp().place() != MlpSpec.Place.BEFORE) {
        return embedded;
      }
      if (ModelCost.readsFeatures(spec, task)) {
        double rows = tokenWidth + 1;
        longest(PartialSums.PARTS * (rows + units) * width);
        return SUMMED * (rows * units + (rows + units) * width)
            + (spec.embedding() > 0 ? tokenWidth * units + embedding() : 0);
      }
      longest(PartialSums.PARTS * width * units);
      return embedded
          + (composed
              ? (SUMMED + 1) * tokenWidth * units + embedding() + perceptron / 2
              : perceptron);
    }

    private void before() {
      if (spec.embedding() > 0) {
        lanes(tokens * width, 2);
      }
      if (spec.mlp().place() == MlpSpec.Place.BEFORE) {
        mlp(tokens, width);
      }
    }

    private void features() {
      double width = tokenWidth + 1 + units;
      lanes(tokens * width, 2);
      lanes(tokens * units, 1);
      lanes(2 * heads * (width + keys), 2);
      lanes(heads * 3 * this.width, 1);
      lanes(heads * width, 2);
      kept((width + this.width) * (1 + 2 * heads) + heads * 3 * this.width);
    }

    private void layers() {
      for (int l = 0; l < spec.depth(); l++) {
        boolean last = l == spec.depth() - 1;
        boolean mlp = spec.mlp().place() == MlpSpec.Place.AFTER;
        norm(spec.norm().isBeforeAttention(spec.tied() ? 0 : l), tokens);
        attention(last ? 1 : tokens, last && !mlp ? 1 : width);
        if (mlp) {
          norm(spec.norm() != NormPlace.NONE, last ? 1 : tokens);
          mlp(last ? 1 : tokens, last ? 1 : width);
        }
      }
    }

    private void attention(double rows, double features) {
      look(rows, 2);
      if (rows > 1) {
        look(1, 1); // the query alone, whose scores are among those of all
      } else {
        kept(heads * (3 * width + features));
      }
      out(rows, features);
    }

    private void look(double rows, int ofScores) {
      lanes(heads * rows * width, 4);
      lanes(heads * rows * keys, ofScores);
    }

    private void mlp(double rows, double features) {
      lanes(rows * units, 3);
      out(rows, features);
      if (rows == 1) {
        kept(2 * units + width + features);
      }
    }

    private void out(double rows, double features) {
      lanes(rows * features, spec.tokenClip() > 0 ? 4 : 2);
    }

    private void norm(boolean there, double rows) {
      if (there) {
        lanes(rows * width, 3);
      }
    }

    private void gram() {
      double square = width * width;
      lanes(square, 2);
      for (int l = 0; l < spec.depth() - 1; l++) {
        lanes(square, 2 + 5);
        lanes(heads * square, 3);
      }
      lanes(heads * width, 4);
      kept(heads * (3 * width + 1));
    }

    /** Features of the tokens whose outer products are summed, one token a block. */
    private void kept(double features) {
      lanes(PartialSums.KEPT * features, 1);
    }

    private void lanes(double elements, int matrices) {
      longest(LANES * elements);
      floats += matrices * LANES * elements;
    }

    private void shared(double elements, int arrays) {
      floats += arrays * elements;
    }

    private void longest(double length) {
      longest = Math.max(longest, length);
    }
  }
}
