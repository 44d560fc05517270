package org.iclsweep.model;

import static org.iclsweep.model.ParameterSlice.BEFORE_LAYERS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.FeatureWeights;
import org.iclsweep.layer.NormWeights;
import org.iclsweep.layer.Perceptron;
import org.iclsweep.layer.Trained;
import org.iclsweep.layer.Weights;
import org.iclsweep.task.TaskSpec;

/** Makes the weights of a network's layers on its parameters; tied layers get the same ones. */
final class StackWeights {

  private final ModelSpec spec;
  private final Parameters parameters;
  private final int width;
  private final int keySize;
  private final int keyCount;
  private final Map<String, Weights> made = new LinkedHashMap<>();
  private final List<AttentionWeights> attention = new ArrayList<>();

  StackWeights(ModelSpec spec, TaskSpec task, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    width = spec.width(task.tokenWidth());
    keySize = spec.keySize(task.tokenWidth());
    keyCount = task.tokens() - (spec.attention().keys() == AttentionSpec.Keys.ALL ? 0 : 1);
  }

  /** All that has been made. */
  List<Weights> all() {
    return List.copyOf(made.values());
  }

  /** The attention weights that have been made, one for each distinct layer. */
  List<AttentionWeights> attention() {
    return attention;
  }

  AttentionWeights attention(int l) {
    return once("attention", l, () -> makeAttention(l));
  }

  private AttentionWeights makeAttention(int l) {
    AttentionWeights made =
        new AttentionWeights(
            width,
            spec.heads(),
            keySize,
            spec.attention().scoreScale(l, keyCount, keySize),
            spec.dampening(),
            parameters.values(),
            parameters.gradient(),
            parameters.slice("query", l).offset());
    attention.add(made);
    return made;
  }

  /** Those of a perceptron before the one layer of attention, which are part of them. */
  FeatureWeights features() {
    return once(
        "features",
        BEFORE_LAYERS,
        () ->
            new FeatureWeights(
                makeAttention(0), perceptron(), spec.embedding() > 0 ? trainedEmbedding() : null));
  }

  private Perceptron perceptron() {
    boolean bias = spec.mlp().bias();
    return new Perceptron(
        parameters.trained("mlp-in", BEFORE_LAYERS),
        bias ? parameters.trained("mlp-in-bias", BEFORE_LAYERS) : null,
        parameters.trained("mlp-out", BEFORE_LAYERS),
        bias ? parameters.trained("mlp-out-bias", BEFORE_LAYERS) : null,
        spec.dampening(),
        spec.mlp().nonlinearity());
  }

  DenseWeights embedding() {
    return once("embedding", BEFORE_LAYERS, () -> DenseWeights.of(trainedEmbedding(), 1));
  }

  DenseWeights mlpIn(int l) {
    return dense("mlp-in", l, 1);
  }

  /** The perceptron's first map behind the embedding, as one map of tokens. */
  DenseWeights embeddedMlpIn() {
    return once(
        "mlp-in",
        BEFORE_LAYERS,
        () ->
            DenseWeights.composed(
                trainedEmbedding(),
                parameters.trained("mlp-in", BEFORE_LAYERS),
                spec.mlp().bias() ? parameters.trained("mlp-in-bias", BEFORE_LAYERS) : null));
  }

  /** With the dampening of updates. */
  DenseWeights mlpOut(int l) {
    return dense("mlp-out", l, spec.dampening());
  }

  NormWeights norm(String name, int l) {
    return once(
        name,
        l,
        () ->
            new NormWeights(
                parameters.trained(name + "-scale", distinct(l)),
                parameters.trained(name + "-offset", distinct(l))));
  }

  private Trained trainedEmbedding() {
    return parameters.trained("embedding", BEFORE_LAYERS);
  }

  private DenseWeights dense(String name, int l, double scale) {
    return once(
        name,
        l,
        () -> {
          Trained weight = parameters.trained(name, distinct(l));
          return spec.mlp().bias()
              ? DenseWeights.of(weight, parameters.trained(name + "-bias", distinct(l)), scale)
              : DenseWeights.of(weight, scale);
        });
  }

  private int distinct(int l) {
    return spec.tied() && l > 0 ? 0 : l;
  }

  @SuppressWarnings("unchecked") // a key is always used with one type
  private <W extends Weights> W once(String name, int l, Supplier<W> maker) {
    return (W) made.computeIfAbsent(name + " " + distinct(l), key -> maker.get());
  }
}
