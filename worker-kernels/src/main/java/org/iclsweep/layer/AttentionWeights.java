package org.iclsweep.layer;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.spec.Labelled;

/**
 * The weights of an attention layer with H heads, as the products that its arithmetic needs, formed
 * once a step. Constant factors of scores and updates are part of the products, so they cost
 * nothing per token.
 *
 * <pre>
 *   keyQuery_h        A_h = a W_KQ,h,   W_KQ,h = W_K,h W_Q,hᵀ    score of token t at token s: e_sᵀ A_h e_t
 *   valueProjection_h B_h = b W_PV,h,   W_PV,h = W_V,h W_O,h     what the mix of tokens z adds: B_hᵀ z
 * </pre>
 *
 * <p><b>Shapes</b> (row vectors times matrices, m = token width, s = key size): W_Q, W_K, W_V [m, H
 * s], head h in columns h s to (h+1) s; W_O [H s, m]; A_h, B_h [m, m]. Where queries and keys read
 * positions beside tokens, W_Q and W_K are [2 m, H s], and A_h is of the rows of tokens. Where
 * products are trained themselves, W_KQ and W_PV [p, H p], head h in columns h p to (h+1) p; p is
 * what {@link Pattern#size} says.
 */
public final class AttentionWeights implements Weights {

  private final Map<Name, Trained[]> trained = new EnumMap<>(Name.class);
  private final HeadProduct[] keyQuery;
  private final HeadProduct[] valueProjection;
  private final SharedMatrix closed;
  private boolean outdated;

  /** Which of a layer's weight matrices: four, or two products. */
  public enum Name implements Labelled {
    QUERY,
    KEY,
    VALUE,
    PROJECTION,
    KEY_QUERY,
    VALUE_PROJECTION
  }

  /**
   * @param spec what is trained
   * @param width token width m
   * @param heads number of heads H
   * @param scoreScale a, by which scores are multiplied
   * @param updateScale b, by which updates are multiplied
   * @param parameters the matrices that {@link WeightsSpec#names} tells, each of all heads; {@link
   *     #closeGradient} writes their gradient
   */
  public AttentionWeights(
      WeightsSpec spec,
      int width,
      int heads,
      double scoreScale,
      double updateScale,
      Function<Name, Trained> parameters) {
    this(spec, width, heads, scoreScale, updateScale, parameters, width);
  }

  /**
   * Weights without sums of gradients, whose products are formed when they are asked for after
   * {@link #outdate}: where arithmetic has no use for them. Parameters are as in the constructor.
   */
  public static AttentionWeights onDemand(
      WeightsSpec spec,
      int width,
      int heads,
      double scoreScale,
      double updateScale,
      Function<Name, Trained> parameters) {
    return new AttentionWeights(spec, width, heads, scoreScale, updateScale, parameters, 0);
  }

  private AttentionWeights(
      WeightsSpec spec,
      int width,
      int heads,
      double scoreScale,
      double updateScale,
      Function<Name, Trained> parameters,
      int summed) {
    for (Name name : spec.names()) {
      trained.put(name, heads(name, parameters.apply(name), heads));
    }
    keyQuery = new HeadProduct[heads];
    valueProjection = new HeadProduct[heads];
    Arrays.setAll(
        keyQuery, h -> HeadProduct.of(keyQuerySource(spec, h, width), scoreScale, width, summed));
    Arrays.setAll(
        valueProjection,
        h -> HeadProduct.of(valueProjectionSource(spec, h), updateScale, width, summed));
    closed = SharedMatrix.zeros(width, width);
  }

  private static Trained[] heads(Name name, Trained all, int heads) {
    Trained[] each = new Trained[heads];
    Arrays.setAll(
        each,
        h ->
            name == Name.PROJECTION
                ? all.rows(h, heads)
                : all.transposed().rows(h, heads).transposed());
    return each;
  }

  private HeadProduct.Source keyQuerySource(WeightsSpec spec, int h, int width) {
    return spec.isMerged()
        ? new HeadProduct.Block(trained(Name.KEY_QUERY, h), spec.symmetric())
        : new HeadProduct.Factors(
            ofTokens(Name.KEY, h, width), ofTokens(Name.QUERY, h, width).transposed());
  }

  /** The rows that read tokens, without those of positions. */
  private Trained ofTokens(Name name, int h, int width) {
    Trained all = trained(name, h);
    return all.rows(0, all.values().rows() / width);
  }

  private HeadProduct.Source valueProjectionSource(WeightsSpec spec, int h) {
    if (!spec.isMerged()) {
      return new HeadProduct.Factors(trained(Name.VALUE, h), trained(Name.PROJECTION, h));
    }
    HeadProduct.Source inputs =
        trained.containsKey(Name.VALUE_PROJECTION)
            ? new HeadProduct.Block(trained(Name.VALUE_PROJECTION, h), spec.symmetric())
            : new HeadProduct.Zero();
    return spec.pattern().isFull() ? inputs : new HeadProduct.WithLabel(inputs);
  }

  private Trained trained(Name name, int head) {
    return trained.get(name)[head];
  }

  public int heads() {
    return keyQuery.length;
  }

  /**
   * One head's matrix as it is among the parameters: [m, s], or [2 m, s], the projection [s, m].
   */
  public SharedMatrix weight(Name name, int head) {
    return trained(name, head).values();
  }

  /** One head's part of the gradient, in the shape of {@link #weight}. */
  public SharedMatrix gradient(Name name, int head) {
    return trained(name, head).gradient();
  }

  /** A_h of the last {@link #prepare}. */
  public SharedMatrix keyQuery(int head) {
    bringUpToDate();
    return keyQuery[head].value();
  }

  /** B_h of the last {@link #prepare}. */
  public SharedMatrix valueProjection(int head) {
    bringUpToDate();
    return valueProjection[head].value();
  }

  PartialSums keyQuerySums(int head) {
    return keyQuery[head].sums();
  }

  PartialSums valueProjectionSums(int head) {
    return valueProjection[head].sums();
  }

  @Override
  public List<AttentionWeights> ofAttention() {
    return List.of(this);
  }

  /** Has products formed of the present parameters before they are read. */
  void outdate() {
    outdated = true;
  }

  private void bringUpToDate() {
    if (outdated) {
      prepare();
    }
  }

  @Override
  public void prepare() {
    outdated = false;
    for (int h = 0; h < heads(); h++) {
      keyQuery[h].prepare();
      valueProjection[h].prepare();
    }
  }

  @Override
  public void closeGradient(float scale) {
    for (int h = 0; h < heads(); h++) {
      keyQuery[h].closeGradient(scale, closed);
      valueProjection[h].closeGradient(scale, closed);
    }
  }
}
