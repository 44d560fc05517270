package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
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
 * [T, w, 16]; φ [T, F, 16]; n [1, m, 16]; R [2 H, F, 16]; Z [2 H, N, 16]; out [1, 1, 16].
 *
 * <p><b>Writes.</b> Forward overwrites out; backward adds to the weights' sums alone, since nothing
 * before it is trained. The tokens' gradient, asked for, is overwritten.
 *
 * <p><b>Cost</b> a task, leading terms: T w r + F m + H (m² + F m + 2 N F) fused multiply-adds and
 * T r values of f forward, T w r + 2 F m + H (2 m² + 2 F m + 4 N F) backward.
 */
public final class FeatureReadOut extends OperationLayer {

  /** Hidden units that pass in one go, so that what is known of them stays in the cache. */
  private static final int STRIP = 32;

  private final LaneKernels kernels = Lanes.kernels();
  private final FeatureWeights weights;
  private final Tokens tokens;
  private final Activation stream;
  private final Activation keys;
  private final Activation readers;
  private final Activation readings;
  private final Passes passes;

  /**
   * @param allKeys whether all tokens have keys, or all but the query
   * @param in tokens, the query last
   * @param out [1, 1]
   */
  public FeatureReadOut(FeatureWeights weights, boolean allKeys, Activation in, Activation out) {
    this.weights = weights;
    int width = weights.featureMap().rows();
    int inputs = weights.unitMap().rows();
    int units = weights.unitMap().cols();
    int rows = in.values().rows();
    Activation features = Activation.zeros(rows, width);
    // behind the token's own columns, if there are biases
    int copied = in.values().cols();
    features.values().cols(copied, inputs).copyFrom(LaneMatrix.ones(rows, inputs - copied));
    LaneMatrix slopes = LaneMatrix.zeros(rows, units);
    tokens = new Tokens(in, features, slopes);
    Tokens query = new Tokens(in.query(), features.query(), slopes.row(rows - 1));
    SharedMatrix featureMap = weights.featureMap();
    stream = Activation.zeros(1, featureMap.cols());
    Activation streamLabel = stream.label();
    keys = allKeys ? features : features.context();
    LaneMatrix keyInputs = keys.values().cols(0, inputs);
    readers = Activation.zeros(2 * weights.heads(), width);
    LaneMatrix readerInputs = readers.values().cols(0, inputs);
    readings = Activation.zeros(2 * weights.heads(), keys.values().rows());
    Head[] heads = new Head[weights.heads()];
    Arrays.setAll(heads, h -> new Head(h, out));
    Strip[] strips = new Strip[(units + STRIP - 1) / STRIP];
    LaneMatrix room = LaneMatrix.zeros(rows, Math.min(units, STRIP));
    Arrays.setAll(
        strips, k -> new Strip(k * STRIP, Math.min((k + 1) * STRIP, units), room, allKeys));
    Activation queryFeatures = features.query();
    Operation forward =
        Operation.inOrder(
            () -> tokens.copied.values().copyFrom(in.values()),
            query.forward,
            kernels.product(
                stream.values(), featureMap.transposed(), queryFeatures.values(), false),
            Operation.each(heads, head -> head.readers),
            kernels.contract(readings.values(), readerInputs, keyInputs.transposed(), false),
            Operation.each(strips, strip -> strip.forward),
            () -> out.values().copyFrom(streamLabel.values()),
            Operation.each(heads, head -> head.readOut));
    // from the output's gradient to that of Z, R and n
    Operation streamBackward =
        Operation.inOrder(
            Operation.each(heads, head -> head.readingsBackward),
            // forward was Z[k,s] = <R_k, φ_s>, so dR_k = Σ_s dZ[k,s] φ_s
            kernels.contract(readers.gradient(), readings.gradient(), keys.values(), false),
            () -> {
              stream.gradient().clear();
              streamLabel.gradient().copyFrom(out.gradient());
            },
            Operation.each(heads, head -> head.readersBackward));
    Operation backward =
        Operation.inOrder(
            streamBackward,
            Operation.each(heads, head -> head.weightsBackward),
            // forward was n = Mᵀ φ_query
            kernels.accumulate(weights.featureMapSums(), queryFeatures.values(), stream.gradient()),
            Operation.each(strips, strip -> strip.backward));
    // forward was Z = R φᵀ over keys and n = Mᵀ φ_query
    Operation inputBackward =
        Operation.inOrder(
            streamBackward,
            kernels.contract(
                keys.gradient(), readings.gradient().transposed(), readers.values(), false),
            kernels.product(queryFeatures.gradient(), featureMap, stream.gradient(), allKeys),
            tokens.backward);
    Operation queryBackward =
        Operation.inOrder(
            streamBackward,
            kernels.product(queryFeatures.gradient(), featureMap, stream.gradient(), false),
            query.backward);
    passes = new Passes(forward, backward, inputBackward, queryBackward);
  }

  @Override
  Passes passes() {
    return passes;
  }

  /** All tokens, or the query, with all their features. */
  private final class Tokens {
    private final Activation copied;
    private final Activation inputs;
    private final Activation units;
    private final LaneMatrix slopes;
    private final Operation forward;
    private final Operation backward;

    Tokens(Activation in, Activation features, LaneMatrix slopes) {
      this.slopes = slopes;
      SharedMatrix unitMap = weights.unitMap();
      int unitsFrom = unitMap.rows();
      copied = features.cols(0, in.values().cols());
      inputs = features.cols(0, unitsFrom);
      units = features.cols(unitsFrom, features.values().cols());
      forward =
          Operation.inOrder(
              kernels.product(slopes, unitMap.transposed(), inputs.values(), false),
              () -> weights.nonlinearity().apply(kernels, units.values(), slopes));
      // from the features' gradient to that of the tokens; forward was g = f(Vᵀ (x, 1))
      backward =
          Operation.inOrder(
              () -> kernels.multiply(units.gradient(), units.gradient(), slopes),
              kernels.product(inputs.gradient(), unitMap, units.gradient(), true),
              () -> in.gradient().copyFrom(copied.gradient()));
    }
  }

  /** One head's readers and readings. */
  private final class Head {
    private final Operation readers;
    private final Operation readOut;
    private final Operation readingsBackward;
    private final Operation readersBackward;
    private final Operation weightsBackward;

    Head(int h, Activation out) {
      int label = weights.heads() + h;
      SharedMatrix keyQuery = weights.attention().keyQuery(h);
      SharedMatrix featureMap = weights.featureMap();
      Activation looking = Activation.zeros(1, stream.values().cols());
      Activation lookingReader = FeatureReadOut.this.readers.row(h);
      Activation labelReader = FeatureReadOut.this.readers.row(label);
      Activation scores = readings.row(h);
      Activation labels = readings.row(label);
      readers =
          Operation.inOrder(
              kernels.product(looking.values(), keyQuery, stream.values(), false),
              kernels.product(lookingReader.values(), featureMap, looking.values(), false),
              () -> labelReader.values().copyFrom(weights.label(h).values()));
      LaneMatrix dLabel = weights.label(h).gradient();
      readOut = kernels.contract(out.values(), scores.values(), labels.values().transposed(), true);
      // forward was out += <Z_h, Z_{H+h}>
      readingsBackward =
          Operation.inOrder(
              kernels.contract(scores.gradient(), out.gradient(), labels.values(), false),
              kernels.contract(labels.gradient(), out.gradient(), scores.values(), false));
      // forward was R_h = M u and u = A n
      readersBackward =
          Operation.inOrder(
              kernels.product(
                  looking.gradient(), featureMap.transposed(), lookingReader.gradient(), false),
              kernels.product(stream.gradient(), keyQuery.transposed(), looking.gradient(), true));
      weightsBackward =
          Operation.inOrder(
              kernels.accumulate(
                  weights.featureMapSums(), lookingReader.gradient(), looking.values()),
              kernels.accumulate(
                  weights.attention().keyQuerySums(h), looking.gradient(), stream.values()),
              () -> kernels.add(dLabel, dLabel, labelReader.gradient()));
    }
  }

  /** Some of the hidden units, of all tokens. */
  private final class Strip {
    private final Operation forward;
    private final Operation backward;

    /**
     * @param room for the gradient of as many units as a strip has
     */
    Strip(int from, int to, LaneMatrix room, boolean allKeys) {
      int context = tokens.slopes.rows() - 1;
      int unitsFrom = weights.unitMap().rows();
      SharedMatrix map = weights.unitMap().transposed().rows(from, to);
      PartialSums mapSums = weights.unitMapSums().transposed().rows(from, to);
      SharedMatrix outerMap = weights.featureMap().rows(unitsFrom + from, unitsFrom + to);
      LaneMatrix contextInputs = tokens.inputs.context().values();
      LaneMatrix contextUnits = tokens.units.context().values().cols(from, to);
      LaneMatrix slopes = tokens.slopes.cols(from, to);
      LaneMatrix contextSlopes = slopes.rows(0, context);
      LaneMatrix keyUnits = keys.values().cols(unitsFrom + from, unitsFrom + to);
      LaneMatrix unitReaders = readers.values().cols(unitsFrom + from, unitsFrom + to);
      LaneMatrix gradient = room.cols(0, to - from);
      LaneMatrix keyGradient = gradient.rows(0, keys.values().rows());
      LaneMatrix queryGradient = gradient.row(context);
      // the query's units are there already
      forward =
          Operation.inOrder(
              kernels.product(contextSlopes, map, contextInputs, false),
              () -> weights.nonlinearity().apply(kernels, contextUnits, contextSlopes),
              kernels.contract(readings.values(), unitReaders, keyUnits.transposed(), true));
      backward =
          Operation.inOrder(
              // forward was Z = R φᵀ over keys and n = Mᵀ φ_query
              kernels.contract(keyGradient, readings.gradient().transposed(), unitReaders, false),
              kernels.product(queryGradient, outerMap, stream.gradient(), allKeys),
              // forward was g = f(Vᵀ (x, 1))
              () -> kernels.multiply(gradient, gradient, slopes),
              kernels.accumulate(mapSums, gradient, tokens.inputs.values()));
    }
  }
}
