package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.measure.SingularValues;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/**
 * The products of a head's weights, all that its function depends on.
 *
 * <pre>
 *   W_KQ = W_k W_q^T   [m, m]   rows: features of the key token, columns: of the query token
 *   W_PV = W_v W_o     [m, m]   rows: features of the context token, columns: what it adds to
 * </pre>
 *
 * <p>Where they are trained themselves they are what is trained, with what is fixed of them.
 *
 * <p>{@code m} is the token's width, its last feature the label. They are known up to a factor
 * {@code (c, 1/c)}; {@link #normalised} chooses it.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), figure 9</a>
 */
public record HeadProducts(int layer, int head, RealMatrix keyQuery, RealMatrix valueProjection) {

  /**
   * Those of a model that a record holds.
   *
   * @param model {@code null} where it is not known, which is taken for one of factored weights
   */
  public static List<HeadProducts> of(List<WeightMatrix> weights, TrialSpec model) {
    return of(weights, model == null ? WeightsSpec.FACTORED : model.model().attention().weights());
  }

  /** Of every head all of whose matrices are there and finite, by layer and head. */
  static List<HeadProducts> of(List<WeightMatrix> weights, WeightsSpec trained) {
    List<String> names = trained.names().stream().map(AttentionWeights.Name::label).toList();
    Map<Integer, Map<Integer, Map<String, RealMatrix>>> heads = new TreeMap<>();
    for (WeightMatrix w : weights) {
      if (w.head() == null || !w.values().stream().allMatch(Float::isFinite)) {
        continue;
      }
      heads
          .computeIfAbsent(w.layer(), l -> new TreeMap<>())
          .computeIfAbsent(w.head(), h -> new TreeMap<>())
          .put(w.name(), matrix(w));
    }
    List<HeadProducts> products = new ArrayList<>();
    heads.forEach(
        (layer, byHead) ->
            byHead.forEach(
                (head, w) -> {
                  if (w.keySet().containsAll(names)) {
                    products.add(
                        trained.isMerged()
                            ? merged(layer, head, w, trained.pattern())
                            : factored(layer, head, w));
                  }
                }));
    return products;
  }

  private static HeadProducts factored(int layer, int head, Map<String, RealMatrix> w) {
    return new HeadProducts(
        layer,
        head,
        ofTokens(w, "key").multiply(ofTokens(w, "query").transpose()),
        w.get("value").multiply(w.get("projection")));
  }

  /** The rows that read tokens, as many as those of values, without those of positions. */
  private static RealMatrix ofTokens(Map<String, RealMatrix> w, String name) {
    RealMatrix all = w.get(name);
    int rows = w.get("value").getRowDimension();
    return all.getSubMatrix(0, rows - 1, 0, all.getColumnDimension() - 1);
  }

  private static HeadProducts merged(
      int layer, int head, Map<String, RealMatrix> w, Pattern pattern) {
    RealMatrix keyQuery = w.get(AttentionWeights.Name.KEY_QUERY.label());
    RealMatrix valueProjection = w.get(AttentionWeights.Name.VALUE_PROJECTION.label());
    if (pattern.isFull()) {
      return new HeadProducts(layer, head, keyQuery, valueProjection);
    }
    int label = keyQuery.getRowDimension();
    RealMatrix values = beside(label, valueProjection);
    values.setEntry(label, label, 1);
    return new HeadProducts(layer, head, beside(label, keyQuery), values);
  }

  /** A block for the inputs, or none, with zeros for the label. */
  private static RealMatrix beside(int label, RealMatrix block) {
    RealMatrix whole = new Array2DRowRealMatrix(label + 1, label + 1);
    if (block != null) {
      whole.setSubMatrix(block.getData(), 0, 0);
    }
    return whole;
  }

  /** The weights of one step of gradient descent: identity on the inputs, {@code -eta/N}. */
  public static HeadProducts construction(int dim, double etaOverContext) {
    return construction(0, dim, etaOverContext, 0);
  }

  /** The same of a layer of GD++, which also moves the inputs: {@code -gamma} on their diagonal. */
  public static HeadProducts construction(int layer, int dim, double etaOverContext, double gamma) {
    RealMatrix keyQuery = new Array2DRowRealMatrix(dim + 1, dim + 1);
    RealMatrix valueProjection = new Array2DRowRealMatrix(dim + 1, dim + 1);
    for (int i = 0; i < dim; i++) {
      keyQuery.setEntry(i, i, 1);
      valueProjection.setEntry(i, i, -gamma);
    }
    valueProjection.setEntry(dim, dim, -etaOverContext);
    return new HeadProducts(layer, 0, keyQuery, valueProjection);
  }

  /**
   * What the head does to the label: {@code W_KQ} times the entry of {@code W_PV} from label to
   * label. Its sum over the heads of linear attention is what the layer does, so that what one head
   * has beside the diagonal another may cancel.
   */
  public RealMatrix onLabel() {
    int label = valueProjection.getRowDimension() - 1;
    return keyQuery.scalarMultiply(valueProjection.getEntry(label, label));
  }

  /**
   * The same function with the largest singular value of {@code W_KQ} moved into {@code W_PV}, and
   * the sign with which the trace of {@code W_KQ} is not negative.
   */
  public HeadProducts normalised() {
    double norm = keyQuerySpectrum().get(0);
    if (norm == 0) {
      return this;
    }
    double scale = keyQuery.getTrace() < 0 ? -norm : norm;
    return new HeadProducts(
        layer, head, keyQuery.scalarMultiply(1 / scale), valueProjection.scalarMultiply(scale));
  }

  /** Singular values of {@code W_KQ}, descending. */
  public List<Double> keyQuerySpectrum() {
    return Arrays.stream(SingularValues.of(keyQuery)).boxed().collect(Collectors.toList());
  }

  private static RealMatrix matrix(WeightMatrix w) {
    if (w.values().size() != w.rows() * w.cols()) {
      throw new IllegalArgumentException(
          "weight matrix %s of layer %s, head %s has %s values, must have %s x %s"
              .formatted(w.name(), w.layer(), w.head(), w.values().size(), w.rows(), w.cols()));
    }
    RealMatrix matrix = new Array2DRowRealMatrix(w.rows(), w.cols());
    for (int i = 0; i < w.values().size(); i++) {
      matrix.setEntry(i / w.cols(), i % w.cols(), w.values().get(i));
    }
    return matrix;
  }
}
