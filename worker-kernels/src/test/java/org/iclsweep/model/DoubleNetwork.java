package org.iclsweep.model;

import java.util.Arrays;
import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.task.ReadOut;

/**
 * The naive reference: one task in double, straight from the definitions, with queries, keys and
 * values of every head formed one by one and every token updated in every layer.
 */
public final class DoubleNetwork {

  private final ModelSpec spec;
  private final List<ParameterSlice> slices;
  private final double[] parameters;

  /** With a copy of a network's parameters. */
  public DoubleNetwork(Network network) {
    this(network.spec(), network.slices(), new double[network.parameters().length]);
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = network.parameters()[k];
    }
  }

  DoubleNetwork(ModelSpec spec, List<ParameterSlice> slices, double[] parameters) {
    this.spec = spec;
    this.slices = slices;
    this.parameters = parameters;
  }

  /** The parameters, to be changed in place. */
  public double[] parameters() {
    return parameters;
  }

  /** The query's last feature after the last layer; tokens have their positions beside them. */
  public double output(double[][] tokens) {
    double[][] h = stream(tokens);
    return h[h.length - 1][h[0].length - 1];
  }

  /** The outputs that are read, answer by answer: [P, p]. */
  public double[][] outputs(double[][] tokens, ReadOut readOut) {
    return outputs(-1, tokens, readOut);
  }

  /**
   * The same of what is before a layer.
   *
   * @param layer its number; -1 where {@code before} is tokens
   */
  double[][] outputs(int layer, double[][] before, ReadOut readOut) {
    double[][] h = layer < 0 ? first(before) : before;
    for (int l = Math.max(0, layer); l < spec.depth(); l++) {
      h = layer(h, l, spec.tied() ? 0 : l);
    }
    if (spec.causal().answer() == CausalSpec.Answer.LINEAR) {
      h = times(h, matrix("read-out", ParameterSlice.BEHIND_LAYERS));
    }
    int count = readOut.features().count();
    int from = readOut.features().place() == Columns.Place.FIRST ? 0 : h[0].length - count;
    double[][] last = Arrays.copyOfRange(h, h.length - readOut.positions(), h.length);
    return cols(last, from, count);
  }

  /** All tokens after the last layer. */
  public double[][] stream(double[][] tokens) {
    return stream(tokens, spec.depth());
  }

  /** All tokens after the first {@code layers} layers and what comes before them. */
  public double[][] stream(double[][] tokens, int layers) {
    double[][] h = first(tokens);
    for (int l = 0; l < layers; l++) {
      h = layer(h, l, spec.tied() ? 0 : l);
    }
    return h;
  }

  /** What comes before the layers. */
  private double[][] first(double[][] tokens) {
    double[][] h = tokens;
    if (spec.embedding() > 0) {
      h = times(h, matrix("embedding", -1));
    }
    if (spec.mlp().place() == MlpSpec.Place.BEFORE) {
      h = spec.mlp().residual() ? mlp(h, h, -1) : map(h);
    }
    return h;
  }

  private double[][] layer(double[][] in, int l, int distinct) {
    boolean normed =
        spec.norm() == NormPlace.EVERY_LAYER || spec.norm() == NormPlace.BETWEEN_LAYERS && l > 0;
    double[][] h = attention(in, normed ? norm(in, "norm", distinct) : in, l, distinct);
    if (spec.mlp().place() == MlpSpec.Place.AFTER) {
      h = mlp(h, spec.norm() == NormPlace.NONE ? h : norm(h, "mlp-norm", distinct), distinct);
    }
    return h;
  }

  private double[][] attention(double[][] in, double[][] source, int l, int distinct) {
    AttentionSpec kind = spec.attention();
    boolean softmax =
        kind.kind() == AttentionSpec.Kind.SOFTMAX
            || kind.kind() == AttentionSpec.Kind.SOFTMAX_THEN_LINEAR && l == 0
            || kind.kind() == AttentionSpec.Kind.SOFTMAX_THEN_MESA && l == 0;
    boolean mesa =
        kind.kind() == AttentionSpec.Kind.MESA
            || kind.kind() == AttentionSpec.Kind.SOFTMAX_THEN_MESA && l > 0;
    boolean scored = kind.keys() == AttentionSpec.Keys.SCORED;
    int most =
        kind.keys() == AttentionSpec.Keys.CONTEXT || scored && !softmax ? in.length - 1 : in.length;
    int heads = kind.heads();
    int width = in[0].length;
    boolean merged = kind.weights().isMerged();
    double[][] queries = merged ? null : matrix("query", distinct);
    double[][] keyed = merged ? null : matrix("key", distinct);
    double[][] values = merged ? null : matrix("value", distinct);
    double[][] projections = merged ? null : matrix("projection", distinct);
    double[][] out = copy(in);
    for (int head = 0; head < heads; head++) {
      int size = merged ? width : queries[0].length / heads;
      double[][] q;
      double[][] k;
      double[][] v;
      double[][] o = new double[size][];
      if (merged) {
        q = times(source, transposed(product("key-query", head, distinct, width)));
        k = source;
        v = source;
        o = product("value-projection", head, distinct, width);
      } else {
        double[][] read =
            spec.causal().positions() == CausalSpec.PositionsFor.FIRST_KEYS && l == 0
                ? placed(source)
                : source;
        q = times(read, cols(queries, head * size, size));
        k = times(read, cols(keyed, head * size, size));
        v = times(source, cols(values, head * size, size));
        System.arraycopy(projections, head * size, o, 0, size);
      }
      double gamma = mesa ? factor("forget", kind.mesa().forget(), distinct, head) : 1;
      CausalSpec.QkNorm norm = spec.causal().norm();
      if (norm == CausalSpec.QkNorm.ALL || norm == CausalSpec.QkNorm.AFTER_FIRST && l > 0) {
        q = unit(q);
        k = unit(k);
      }
      if (mesa) {
        q = solved(q, k, factor("lambda", kind.mesa().lambda(), distinct, head), gamma);
      }
      double scale =
          switch (kind.scale()) {
            case BY_KIND -> softmax ? 1 / Math.sqrt(size) : 1;
            case NONE -> 1;
            case INVERSE_KEYS -> 1.0 / most;
            case INVERSE_ROOT_KEY_SIZE -> 1 / Math.sqrt(size);
          };
      for (int t = 0; t < in.length; t++) {
        int keys = kind.keys() == AttentionSpec.Keys.CAUSAL ? t + 1 : most;
        double[] p = new double[keys];
        for (int s = 0; s < keys; s++) {
          p[s] = scale * Math.pow(gamma, t - s) * dot(q[t], k[s]);
        }
        double[] mixed = new double[size];
        if (kind.kind() == AttentionSpec.Kind.RELU) {
          for (int s = 0; s < keys; s++) {
            p[s] = Math.max(p[s], 0);
          }
        }
        double[] weights = softmax ? softmax(p) : p;
        int valued = scored ? in.length - 1 : keys;
        for (int s = 0; s < valued; s++) {
          add(mixed, weights[s], v[s]);
        }
        double[] update = times(new double[][] {mixed}, o)[0];
        for (int c = spec.update() == Update.LABEL ? width - 1 : 0; c < width; c++) {
          out[t][c] += spec.dampening() * update[c];
        }
      }
    }
    return clipped(out);
  }

  /** Tokens with as wide a code of their positions behind each. */
  private static double[][] placed(double[][] tokens) {
    int width = tokens[0].length;
    double[][] placed = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      placed[t] = Arrays.copyOf(tokens[t], 2 * width);
      for (int i = 0; i < width; i++) {
        double angle = t * Math.pow(10_000, -2.0 * (i / 2) / width);
        placed[t][width + i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return placed;
  }

  private static double[][] unit(double[][] vectors) {
    double[][] unit = copy(vectors);
    for (double[] each : unit) {
      double length = 1e-16 + Math.sqrt(dot(each, each));
      for (int c = 0; c < each.length; c++) {
        each[c] /= length;
      }
    }
    return unit;
  }

  /** A head's number, learned or not. */
  private double factor(String name, MesaSpec.Factor factor, int distinct, int head) {
    return factor.learned() ? matrix(name, distinct)[0][head] : (float) factor.start();
  }

  /** (Σ_{s≤t} γ^(t-s) k_s k_sᵀ + γ^t I/λ)⁻¹ q_t. */
  private static double[][] solved(double[][] q, double[][] k, double lambda, double gamma) {
    int size = k[0].length;
    double[][] solved = new double[q.length][];
    double[][] sum = new double[size][size];
    for (int i = 0; i < size; i++) {
      sum[i][i] = 1 / lambda;
    }
    for (int t = 0; t < q.length; t++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          sum[i][j] = gamma * sum[i][j] + k[t][i] * k[t][j];
        }
      }
      solved[t] = solution(copy(sum), q[t].clone());
    }
    return solved;
  }

  /** By elimination, of a positive matrix; overwrites both. */
  private static double[] solution(double[][] a, double[] b) {
    for (int i = 0; i < b.length; i++) {
      for (int r = i + 1; r < b.length; r++) {
        double share = a[r][i] / a[i][i];
        for (int c = i; c < b.length; c++) {
          a[r][c] -= share * a[i][c];
        }
        b[r] -= share * b[i];
      }
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int c = i + 1; c < b.length; c++) {
        b[i] -= a[i][c] * b[c];
      }
      b[i] /= a[i][i];
    }
    return b;
  }

  /** The perceptron's values in the place of inputs. */
  private double[][] map(double[][] in) {
    int dim = in[0].length - 1;
    double[][] x = cols(in, 0, dim);
    double[][] out = copy(in);
    double[][] update = update(x, -1);
    for (int t = 0; t < out.length; t++) {
      System.arraycopy(update[t], 0, out[t], 0, dim);
    }
    return clipped(out);
  }

  private double[][] mlp(double[][] in, double[][] source, int distinct) {
    double[][] update = update(source, distinct);
    double[][] out = copy(in);
    for (int t = 0; t < out.length; t++) {
      for (int c = 0; c < out[t].length; c++) {
        out[t][c] += spec.dampening() * update[t][c];
      }
    }
    return clipped(out);
  }

  private double[][] update(double[][] source, int distinct) {
    double[][] hidden = times(source, matrix("mlp-in", distinct));
    addBias(hidden, "mlp-in-bias", distinct);
    for (double[] token : hidden) {
      for (int c = 0; c < token.length; c++) {
        token[c] =
            switch (spec.mlp().nonlinearity()) {
              case GELU -> gelu(token[c]);
              case RELU -> Math.max(token[c], 0);
            };
      }
    }
    double[][] update = times(hidden, matrix("mlp-out", distinct));
    addBias(update, "mlp-out-bias", distinct);
    return update;
  }

  private void addBias(double[][] h, String name, int distinct) {
    if (spec.mlp().bias()) {
      double[] bias = matrix(name, distinct)[0];
      for (double[] token : h) {
        for (int c = 0; c < token.length; c++) {
          token[c] += bias[c];
        }
      }
    }
  }

  private double[][] norm(double[][] h, String name, int distinct) {
    double[] scale = matrix(name + "-scale", distinct)[0];
    double[] offset = matrix(name + "-offset", distinct)[0];
    double[][] out = copy(h);
    for (double[] token : out) {
      double mean = 0;
      for (double x : token) {
        mean += x / token.length;
      }
      double variance = 0;
      for (double x : token) {
        variance += (x - mean) * (x - mean) / token.length;
      }
      for (int c = 0; c < token.length; c++) {
        token[c] = scale[c] * (token[c] - mean) / Math.sqrt(variance + 1e-5) + offset[c];
      }
    }
    return out;
  }

  private double[][] clipped(double[][] h) {
    if (spec.tokenClip() > 0) {
      for (double[] token : h) {
        for (int c = 0; c < token.length; c++) {
          token[c] = Math.min(Math.max(token[c], -spec.tokenClip()), spec.tokenClip());
        }
      }
    }
    return h;
  }

  /** W_KQ or W_PV of a head, where these are trained, with what is fixed of them. */
  private double[][] product(String name, int head, int distinct, int width) {
    WeightsSpec weights = spec.attention().weights();
    double[][] product = new double[width][width];
    boolean values = name.equals("value-projection");
    if (!values || weights.pattern() != Pattern.SPARSE) {
      double[][] all = matrix(name, distinct);
      int size = all.length;
      for (int r = 0; r < size; r++) {
        for (int c = 0; c < size; c++) {
          double here = all[r][head * size + c];
          double there = all[c][head * size + r];
          product[r][c] = weights.symmetric() ? (here + there) / 2 : here;
        }
      }
    }
    if (values && weights.pattern() != Pattern.FULL) {
      product[width - 1][width - 1] = 1;
    }
    return product;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int r = 0; r < matrix.length; r++) {
      for (int c = 0; c < matrix[0].length; c++) {
        transposed[c][r] = matrix[r][c];
      }
    }
    return transposed;
  }

  private double[][] matrix(String name, int distinct) {
    for (ParameterSlice slice : slices) {
      if (slice.name().equals(name) && slice.layer() == distinct) {
        double[][] matrix = new double[slice.rows()][slice.cols()];
        for (int r = 0; r < slice.rows(); r++) {
          System.arraycopy(
              parameters, slice.offset() + r * slice.cols(), matrix[r], 0, slice.cols());
        }
        return matrix;
      }
    }
    throw new IllegalArgumentException("no " + name + " in layer " + distinct);
  }

  private static double gelu(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  private static double[] softmax(double[] x) {
    double[] p = new double[x.length];
    double sum = 0;
    for (int s = 0; s < x.length; s++) {
      p[s] = Math.exp(x[s]);
      sum += p[s];
    }
    for (int s = 0; s < x.length; s++) {
      p[s] /= sum;
    }
    return p;
  }

  private static double[][] cols(double[][] matrix, int from, int count) {
    double[][] cols = new double[matrix.length][count];
    for (int r = 0; r < matrix.length; r++) {
      System.arraycopy(matrix[r], from, cols[r], 0, count);
    }
    return cols;
  }

  private static double[][] copy(double[][] h) {
    double[][] copy = new double[h.length][];
    for (int t = 0; t < h.length; t++) {
      copy[t] = h[t].clone();
    }
    return copy;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int r = 0; r < a.length; r++) {
      for (int k = 0; k < b.length; k++) {
        add(product[r], a[r][k], b[k]);
      }
    }
    return product;
  }

  private static void add(double[] sum, double factor, double[] row) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += factor * row[c];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
