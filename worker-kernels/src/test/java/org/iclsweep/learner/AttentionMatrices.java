package org.iclsweep.learner;

import static java.util.Arrays.stream;
import static java.util.stream.IntStream.range;

import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Attention;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Mask;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.Scores;
import org.iclsweep.layer.Trained;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.layer.Wiring;

/**
 * One head of attention to all tokens but the last, by its four matrices: naively in double
 * straight from the definition, and through the layer that trained weights run through.
 *
 * @param softmax whether each token's scores go through a softmax, unscaled
 */
record AttentionMatrices(
    boolean softmax, double[][] query, double[][] key, double[][] value, double[][] projection) {

  /** Row r, column c of a square matrix. */
  interface Entry {
    double at(int r, int c);
  }

  static double[][] matrix(int rows, int cols, Entry entry) {
    return range(0, rows)
        .mapToObj(r -> range(0, cols).mapToDouble(c -> entry.at(r, c)).toArray())
        .toArray(double[][]::new);
  }

  /** Applied so many times, in double. */
  double[][] inDouble(double[][] tokens, int times) {
    double[][] stream = tokens;
    for (int k = 0; k < times; k++) {
      stream = plus(stream, update(stream));
    }
    return stream;
  }

  /** What it adds to the tokens, in double. */
  double[][] update(double[][] tokens) {
    double[][] q = product(tokens, query);
    double[][] k = product(tokens, key);
    double[][] v = product(tokens, value);
    int keys = tokens.length - 1;
    double[][] scores = matrix(tokens.length, keys, (t, s) -> dot(q[t], k[s]));
    double[][] looks =
        softmax ? stream(scores).map(AttentionMatrices::softmax).toArray(double[][]::new) : scores;
    double[][] mixed =
        matrix(
            tokens.length,
            v[0].length,
            (t, c) -> range(0, keys).mapToDouble(s -> looks[t][s] * v[s][c]).sum());
    return product(mixed, projection);
  }

  private static double[] softmax(double[] scores) {
    double[] powers = stream(scores).map(Math::exp).toArray();
    double sum = stream(powers).sum();
    return stream(powers).map(power -> power / sum).toArray();
  }

  static double[][] plus(double[][] a, double[][] b) {
    return matrix(a.length, a[0].length, (r, c) -> a[r][c] + b[r][c]);
  }

  /** Applied so many times by the layer: what lane 9 holds then. */
  double[][] inLayers(double[][] tokens, int times) {
    return inLayers(List.of(this), tokens, times);
  }

  /** Several heads applied so many times by the layer. */
  static double[][] inLayers(List<AttentionMatrices> heads, double[][] tokens, int times) {
    Activation even = Activation.zeros(tokens.length, tokens[0].length);
    Activation odd = Activation.zeros(tokens.length, tokens[0].length);
    fill(even.values(), tokens);
    AttentionWeights weights = weights(heads, tokens[0].length);
    Scores scores = heads.get(0).softmax ? Scores.SOFTMAX : Scores.LINEAR;
    Attention.Rule rule = new Attention.Rule(scores, Mask.CONTEXT, Columns.ALL);
    Attention there = new Attention(weights, rule, wiring(even, odd));
    Attention back = new Attention(weights, rule, wiring(odd, even));
    for (int k = 0; k < times; k++) {
      (k % 2 == 0 ? there : back).forward();
    }
    LaneMatrix last = (times % 2 == 0 ? even : odd).values();
    return matrix(last.rows(), last.cols(), (r, c) -> last.get(r, c, 9));
  }

  private static Wiring wiring(Activation in, Activation out) {
    return new Wiring(in, in, out, Reach.ALL, true, true);
  }

  private static AttentionWeights weights(List<AttentionMatrices> heads, int width) {
    int inner = heads.size() * width;
    AttentionWeights weights =
        new AttentionWeights(
            WeightsSpec.FACTORED,
            width,
            heads.size(),
            1,
            1,
            name -> name == Name.PROJECTION ? trained(inner, width) : trained(width, inner));
    for (int h = 0; h < heads.size(); h++) {
      set(weights.weight(Name.QUERY, h), heads.get(h).query);
      set(weights.weight(Name.KEY, h), heads.get(h).key);
      set(weights.weight(Name.VALUE, h), heads.get(h).value);
      set(weights.weight(Name.PROJECTION, h), heads.get(h).projection);
    }
    weights.prepare();
    return weights;
  }

  private static Trained trained(int rows, int cols) {
    return new Trained(SharedMatrix.zeros(rows, cols), SharedMatrix.zeros(rows, cols));
  }

  private static void set(SharedMatrix target, double[][] values) {
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        target.set(r, c, (float) values[r][c]);
      }
    }
  }

  static void fill(LaneMatrix target, double[][] values) {
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          target.set(r, c, lane, (float) values[r][c]);
        }
      }
    }
  }

  static double[][] product(double[][] a, double[][] b) {
    return matrix(
        a.length,
        b[0].length,
        (r, c) -> range(0, b.length).mapToDouble(k -> a[r][k] * b[k][c]).sum());
  }

  static double dot(double[] a, double[] b) {
    return range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
  }
}
