package org.iclsweep.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights.Name;

/**
 * The weights of an attention layer as they are trained, of all heads side by side: no products are
 * formed of them, unless somebody asks for these.
 *
 * <p><b>Shapes</b> (row vectors times matrices, m = token width, s = key size): W_Q, W_K, W_V [m, H
 * s], head h in columns h s to (h+1) s; W_O [H s, m]. Where queries and keys read a code of
 * positions beside tokens, W_Q and W_K are [2 m, H s], those of tokens first.
 */
public final class CausalWeights implements Weights {

  private final AttentionWeights products;
  private final DenseWeights query;
  private final DenseWeights key;
  private final DenseWeights value;
  private final DenseWeights projection;
  private final Optional<PositionShift> queryShift;
  private final Optional<PositionShift> keyShift;
  private final Optional<Double> unit;
  private final List<Weights> all;

  /**
   * @param products of the same parameters, {@link AttentionWeights#onDemand}
   * @param scoreScale a, by which scores are multiplied: a factor of W_Q
   * @param updateScale b, by which updates are multiplied: a factor of W_O
   * @param code of positions, [T, m], which queries and keys read beside tokens; empty if they do
   *     not
   * @param isUnit whether queries, before they are multiplied by a, and keys have length 1
   * @param parameters the four matrices, each of all heads
   */
  public CausalWeights(
      AttentionWeights products,
      double scoreScale,
      double updateScale,
      Optional<SharedMatrix> code,
      boolean isUnit,
      Function<Name, Trained> parameters) {
    this.products = products;
    unit = isUnit ? Optional.of(scoreScale) : Optional.empty();
    double queryScale = isUnit ? 1 : scoreScale;
    int pieces = code.isPresent() ? 2 : 1;
    Trained queries = parameters.apply(Name.QUERY);
    Trained keys = parameters.apply(Name.KEY);
    query = DenseWeights.of(queries.rows(0, pieces), queryScale);
    key = DenseWeights.of(keys.rows(0, pieces), 1);
    queryShift = code.map(of -> new PositionShift(of, queries.rows(1, 2), queryScale));
    keyShift = code.map(of -> new PositionShift(of, keys.rows(1, 2), 1));
    value = DenseWeights.of(parameters.apply(Name.VALUE), 1);
    projection = DenseWeights.of(parameters.apply(Name.PROJECTION), updateScale);
    all =
        Stream.concat(
                Stream.of(query, key, value, projection),
                Stream.concat(queryShift.stream(), keyShift.stream()))
            .toList();
  }

  int heads() {
    return products.heads();
  }

  /** a W_Q, of tokens. */
  DenseWeights query() {
    return query;
  }

  /** W_K, of tokens. */
  DenseWeights key() {
    return key;
  }

  /** What positions add to queries. */
  Optional<PositionShift> queryShift() {
    return queryShift;
  }

  /** What positions add to keys. */
  Optional<PositionShift> keyShift() {
    return keyShift;
  }

  /** The length of queries where that of keys is 1; empty where they are as they come. */
  Optional<Double> unit() {
    return unit;
  }

  /** W_V. */
  DenseWeights value() {
    return value;
  }

  /** b W_O. */
  DenseWeights projection() {
    return projection;
  }

  @Override
  public List<AttentionWeights> ofAttention() {
    return List.of(products);
  }

  @Override
  public void prepare() {
    products.outdate();
    for (Weights each : all) {
      each.prepare();
    }
  }

  @Override
  public void closeGradient(float scale) {
    for (Weights each : all) {
      each.closeGradient(scale);
    }
  }
}
