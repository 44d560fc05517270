package org.iclsweep.model;

import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;

/**
 * The naive reference: linear attention on one task in double, straight from the definition, with
 * queries, keys and values of every head formed one by one and every token updated in every layer.
 */
final class DoubleNetwork {

  private final int depth;
  private final int heads;
  private final double clip;
  private final double[][][][] weights;

  /** A copy of a network's weights: [distinct layer][name][head] to matrices. */
  DoubleNetwork(Network network) {
    depth = network.spec().depth();
    heads = network.spec().heads();
    clip = network.spec().tokenClip();
    List<AttentionWeights> layers = network.weights();
    weights = new double[layers.size()][][][];
    for (int l = 0; l < layers.size(); l++) {
      weights[l] = new double[4 * heads][][];
      for (Name name : Name.values()) {
        for (int h = 0; h < heads; h++) {
          weights[l][name.ordinal() * heads + h] = copy(layers.get(l).weight(name, h));
        }
      }
    }
  }

  private static double[][] copy(SharedMatrix matrix) {
    double[][] copy = new double[matrix.rows()][matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        copy[r][c] = matrix.get(r, c);
      }
    }
    return copy;
  }

  /** One weight matrix, to be changed in place. */
  double[][] weight(int layer, Name name, int head) {
    return weights[layer][name.ordinal() * heads + head];
  }

  /** The query's label feature after the last layer. */
  double output(double[][] tokens) {
    double[][] h = tokens;
    for (int l = 0; l < depth; l++) {
      h = layer(h, weights.length == 1 ? 0 : l);
    }
    return h[h.length - 1][h[0].length - 1];
  }

  private double[][] layer(double[][] in, int l) {
    double[][] out = new double[in.length][];
    for (int t = 0; t < in.length; t++) {
      out[t] = in[t].clone();
    }
    for (int head = 0; head < heads; head++) {
      double[][] q = times(in, weight(l, Name.QUERY, head));
      double[][] k = times(in, weight(l, Name.KEY, head));
      double[][] v = times(in, weight(l, Name.VALUE, head));
      for (int t = 0; t < in.length; t++) {
        double[] mixed = new double[v[0].length];
        for (int s = 0; s < in.length - 1; s++) {
          double score = dot(q[t], k[s]);
          for (int c = 0; c < mixed.length; c++) {
            mixed[c] += score * v[s][c];
          }
        }
        double[] update = times(new double[][] {mixed}, weight(l, Name.PROJECTION, head))[0];
        for (int c = 0; c < update.length; c++) {
          out[t][c] += update[c];
        }
      }
    }
    return clip > 0 ? clipped(out) : out;
  }

  private double[][] clipped(double[][] h) {
    for (double[] token : h) {
      for (int c = 0; c < token.length; c++) {
        token[c] = Math.min(Math.max(token[c], -clip), clip);
      }
    }
    return h;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int k = 0; k < b.length; k++) {
        for (int c = 0; c < b[0].length; c++) {
          product[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
