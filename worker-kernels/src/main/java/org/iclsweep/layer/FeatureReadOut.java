package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * A perceptron and right behind it the read-out of linear attention, by the perceptron's features.
 * What reads a token reads its features through the perceptron's outer map, and that map is applied
 * to the few readers here, not to every token. Equal to {@link Mlp} and {@link Attention} in real
 * numbers.
 *
 * <pre>
 *   φ_t = (x_t, 1, f(Vᵀ (x_t, 1))),   n = Mᵀ φ_query      V, M, b_h: see {@link FeatureWeights}
 *   R = rows M A_1 n, ..., M A_H n, M b_1, ..., M b_H,   Z[k,s] = ⟨R_k, φ_s⟩
 *   out = n_last + Σ_h Σ_s Z[h,s] Z[H+h,s]
 * </pre>
 *
 * <p><b>Shapes</b> (T tokens, N keys, token width w, model width m, r hidden units, F features): x
 * [T, w, 64]; φ [T, F, 64]; n [1, m, 64]; R [2 H, F, 64]; Z [2 H, N, 64]; out [1, 1, 64].
 *
 * <p><b>Writes.</b> Forward overwrites out; backward adds to the weights' sums alone, since nothing
 * before it is trained. The tokens' gradient, asked for, is overwritten.
 *
 * <p><b>Cost</b> a task, leading terms: T w r + F m + H (m² + F m + 2 N F) fused multiply-adds and
 * T r values of f forward, T w r + 2 F m + H (2 m² + 2 F m + 4 N F) backward.
 */
public final class FeatureReadOut implements Layer {

  /** Hidden units that pass in one go, so that what is known of them stays in the cache. */
  private static final int STRIP = 32;

  private final LaneKernels kernels = Lanes.kernels();
  private final FeatureWeights weights;
  private final SharedMatrix unitMapTransposed;
  private final SharedMatrix featureMapTransposed;
  private final boolean allKeys;
  private final Activation out;
  private final Tokens tokens;
  private final Tokens query;
  private final Activation stream;
  private final Activation streamLabel;
  private final Activation keys;
  private final LaneMatrix keyInputsTransposed;
  private final Activation readers;
  private final LaneMatrix readerInputs;
  private final Activation readings;
  private final LaneMatrix readingGradientTransposed;
  private final Head[] heads;
  private final Strip[] strips;

  /**
   * @param allKeys whether all tokens have keys, or all but the query
   * @param in tokens, the query last
   * @param out [1, 1]
   */
  public FeatureReadOut(FeatureWeights weights, boolean allKeys, Activation in, Activation out) {
    this.weights = weights;
    this.allKeys = allKeys;
    this.out = out;
    int width = weights.featureMap().rows();
    int inputs = weights.unitMap().rows();
    int units = weights.unitMap().cols();
    int rows = in.values().rows();
    unitMapTransposed = weights.unitMap().transposed();
    featureMapTransposed = weights.featureMap().transposed();
    Activation features = Activation.zeros(rows, width);
    // behind the token's own columns, if there are biases
    int copied = in.values().cols();
    features.values().cols(copied, inputs).copyFrom(LaneMatrix.ones(rows, inputs - copied));
    LaneMatrix slopes = LaneMatrix.zeros(rows, units);
    tokens = new Tokens(in, features, slopes);
    query = new Tokens(in.query(), features.query(), slopes.row(rows - 1));
    stream = Activation.zeros(1, weights.featureMap().cols());
    streamLabel = stream.label();
    keys = allKeys ? features : features.context();
    keyInputsTransposed = keys.values().cols(0, inputs).transposed();
    readers = Activation.zeros(2 * weights.heads(), width);
    readerInputs = readers.values().cols(0, inputs);
    readings = Activation.zeros(2 * weights.heads(), keys.values().rows());
    readingGradientTransposed = readings.gradient().transposed();
    heads = new Head[weights.heads()];
    Arrays.setAll(heads, Head::new);
    strips = new Strip[(units + STRIP - 1) / STRIP];
    LaneMatrix room = LaneMatrix.zeros(rows, Math.min(units, STRIP));
    Arrays.setAll(strips, k -> new Strip(k * STRIP, Math.min((k + 1) * STRIP, units), room));
  }

  @Override
  public void forward() {
    tokens.copyInputs();
    query.units();
    kernels.product(stream.values(), featureMapTransposed, query.features.values(), false);
    for (Head head : heads) {
      head.readers();
    }
    kernels.contract(readings.values(), readerInputs, keyInputsTransposed, false);
    for (Strip strip : strips) {
      strip.forward();
    }
    out.values().copyFrom(streamLabel.values());
    for (Head head : heads) {
      head.readOut();
    }
  }

  @Override
  public void backward() {
    streamBackward();
    for (Head head : heads) {
      head.weightsBackward();
    }
    // forward was n = Mᵀ φ_query
    kernels.accumulate(weights.featureMapSums(), query.features.values(), stream.gradient());
    for (Strip strip : strips) {
      strip.backward();
    }
  }

  @Override
  public void inputBackward() {
    streamBackward();
    // forward was Z = R φᵀ over keys and n = Mᵀ φ_query
    kernels.contract(keys.gradient(), readingGradientTransposed, readers.values(), false);
    queryFeaturesBackward(allKeys);
    tokens.backward();
  }

  @Override
  public void queryBackward() {
    streamBackward();
    queryFeaturesBackward(false);
    query.backward();
  }

  private void queryFeaturesBackward(boolean add) {
    kernels.product(query.features.gradient(), weights.featureMap(), stream.gradient(), add);
  }

  /** From the output's gradient to that of Z, R and n. */
  private void streamBackward() {
    for (Head head : heads) {
      head.readingsBackward();
    }
    // forward was Z[k,s] = <R_k, φ_s>, so dR_k = Σ_s dZ[k,s] φ_s
    kernels.contract(readers.gradient(), readings.gradient(), keys.values(), false);
    stream.gradient().clear();
    streamLabel.gradient().copyFrom(out.gradient());
    for (Head head : heads) {
      head.readersBackward();
    }
  }

  /** All tokens, or the query, with all their features. */
  private final class Tokens {
    private final Activation in;
    private final Activation features;
    private final Activation copied;
    private final Activation inputs;
    private final Activation units;
    private final LaneMatrix slopes;

    Tokens(Activation in, Activation features, LaneMatrix slopes) {
      this.in = in;
      this.features = features;
      this.slopes = slopes;
      int unitsFrom = weights.unitMap().rows();
      copied = features.cols(0, in.values().cols());
      inputs = features.cols(0, unitsFrom);
      units = features.cols(unitsFrom, features.values().cols());
    }

    void copyInputs() {
      copied.values().copyFrom(in.values());
    }

    void units() {
      kernels.product(slopes, unitMapTransposed, inputs.values(), false);
      weights.nonlinearity().apply(kernels, units.values(), slopes);
    }

    /** From the features' gradient to that of the tokens. */
    void backward() {
      // forward was g = f(Vᵀ (x, 1))
      kernels.multiply(units.gradient(), units.gradient(), slopes);
      kernels.product(inputs.gradient(), weights.unitMap(), units.gradient(), true);
      in.gradient().copyFrom(copied.gradient());
    }
  }

  /** One head's readers and readings. */
  private final class Head {
    private final int h;
    private final SharedMatrix keyQueryTransposed;
    private final Activation looking;
    private final Activation lookingReader;
    private final Activation labelReader;
    private final Activation scores;
    private final Activation labels;
    private final LaneMatrix labelsTransposed;

    Head(int h) {
      this.h = h;
      int label = weights.heads() + h;
      keyQueryTransposed = weights.attention().keyQuery(h).transposed();
      looking = Activation.zeros(1, stream.values().cols());
      lookingReader = readers.row(h);
      labelReader = readers.row(label);
      scores = readings.row(h);
      labels = readings.row(label);
      labelsTransposed = labels.values().transposed();
    }

    void readers() {
      AttentionWeights attention = weights.attention();
      kernels.product(looking.values(), attention.keyQuery(h), stream.values(), false);
      kernels.product(lookingReader.values(), weights.featureMap(), looking.values(), false);
      labelReader.values().copyFrom(weights.label(h).values());
    }

    void readOut() {
      kernels.contract(out.values(), scores.values(), labelsTransposed, true);
    }

    void readingsBackward() {
      // forward was out += <Z_h, Z_{H+h}>
      kernels.contract(scores.gradient(), out.gradient(), labels.values(), false);
      kernels.contract(labels.gradient(), out.gradient(), scores.values(), false);
    }

    void readersBackward() {
      // forward was R_h = M u and u = A n
      kernels.product(looking.gradient(), featureMapTransposed, lookingReader.gradient(), false);
      kernels.product(stream.gradient(), keyQueryTransposed, looking.gradient(), true);
    }

    void weightsBackward() {
      // forward was R_h = M u and u = A n
      kernels.accumulate(weights.featureMapSums(), lookingReader.gradient(), looking.values());
      kernels.accumulate(weights.attention().keyQuerySums(h), looking.gradient(), stream.values());
      kernels.add(weights.label(h).gradient(), labelReader.gradient());
    }
  }

  /** Some of the hidden units, of all tokens. */
  private final class Strip {
    private final SharedMatrix map;
    private final PartialSums mapSums;
    private final SharedMatrix outerMap;
    private final LaneMatrix contextUnits;
    private final LaneMatrix contextSlopes;
    private final LaneMatrix contextInputs;
    private final LaneMatrix keyUnitsTransposed;
    private final LaneMatrix unitReaders;
    private final LaneMatrix slopes;
    private final LaneMatrix gradient;
    private final LaneMatrix keyGradient;
    private final LaneMatrix queryGradient;

    /**
     * @param room for the gradient of as many units as a strip has
     */
    Strip(int from, int to, LaneMatrix room) {
      int context = tokens.features.values().rows() - 1;
      int unitsFrom = weights.unitMap().rows();
      map = unitMapTransposed.rows(from, to);
      mapSums = weights.unitMapSums().transposed().rows(from, to);
      outerMap = weights.featureMap().rows(unitsFrom + from, unitsFrom + to);
      contextInputs = tokens.inputs.context().values();
      contextUnits = tokens.units.context().values().cols(from, to);
      slopes = tokens.slopes.cols(from, to);
      contextSlopes = slopes.rows(0, context);
      keyUnitsTransposed = keys.values().cols(unitsFrom + from, unitsFrom + to).transposed();
      unitReaders = readers.values().cols(unitsFrom + from, unitsFrom + to);
      gradient = room.cols(0, to - from);
      keyGradient = gradient.rows(0, keys.values().rows());
      queryGradient = gradient.row(context);
    }

    /** The query's units are there already. */
    void forward() {
      kernels.product(contextSlopes, map, contextInputs, false);
      weights.nonlinearity().apply(kernels, contextUnits, contextSlopes);
      kernels.contract(readings.values(), unitReaders, keyUnitsTransposed, true);
    }

    void backward() {
      // forward was Z = R φᵀ over keys and n = Mᵀ φ_query
      kernels.contract(keyGradient, readingGradientTransposed, unitReaders, false);
      kernels.product(queryGradient, outerMap, stream.gradient(), allKeys);
      // forward was g = f(Vᵀ (x, 1))
      kernels.multiply(gradient, gradient, slopes);
      kernels.accumulate(mapSums, gradient, tokens.inputs.values());
    }
  }
}
