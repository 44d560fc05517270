package org.iclsweep.layer;

import java.util.List;
import java.util.function.Function;
import org.iclsweep.layer.AttentionWeights.Name;

/**
 * The weights of an attention layer as they are trained, of all heads side by side: no products are
 * formed of them, unless somebody asks for these.
 *
 * <p><b>Shapes</b> (row vectors times matrices, m = token width, s = key size): W_Q, W_K, W_V [m, H
 * s], head h in columns h s to (h+1) s; W_O [H s, m].
 */
public final class CausalWeights implements Weights {

  private final AttentionWeights products;
  private final DenseWeights query;
  private final DenseWeights key;
  private final DenseWeights value;
  private final DenseWeights projection;
  private final List<DenseWeights> all;

  /**
   * @param products of the same parameters, {@link AttentionWeights#onDemand}
   * @param scoreScale a, by which scores are multiplied: a factor of W_Q
   * @param updateScale b, by which updates are multiplied: a factor of W_O
   * @param parameters the four matrices, each of all heads
   */
  public CausalWeights(
      AttentionWeights products,
      double scoreScale,
      double updateScale,
      Function<Name, Trained> parameters) {
    this.products = products;
    query = DenseWeights.of(parameters.apply(Name.QUERY), scoreScale);
    key = DenseWeights.of(parameters.apply(Name.KEY), 1);
    value = DenseWeights.of(parameters.apply(Name.VALUE), 1);
    projection = DenseWeights.of(parameters.apply(Name.PROJECTION), updateScale);
    all = List.of(query, key, value, projection);
  }

  int heads() {
    return products.heads();
  }

  /** a W_Q. */
  DenseWeights query() {
    return query;
  }

  /** W_K. */
  DenseWeights key() {
    return key;
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
    for (DenseWeights each : all) {
      each.prepare();
    }
  }

  @Override
  public void closeGradient(float scale) {
    for (DenseWeights each : all) {
      each.closeGradient(scale);
    }
  }
}
