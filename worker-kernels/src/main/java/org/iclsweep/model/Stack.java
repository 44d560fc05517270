package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Attention;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.ContextGram;
import org.iclsweep.layer.DenseWeights;
import org.iclsweep.layer.Embedding;
import org.iclsweep.layer.FeatureReadOut;
import org.iclsweep.layer.GramAttention;
import org.iclsweep.layer.GramReadOut;
import org.iclsweep.layer.GramState;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.LayerNorm;
import org.iclsweep.layer.Mlp;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.TokenClip;
import org.iclsweep.layer.Weights;
import org.iclsweep.layer.Wiring;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * Builds a network's layers from its description. What no read-out needs is not built: behind the
 * last attention layer only the query token goes on, and the last sublayer computes one feature.
 */
final class Stack {

  private final ModelSpec spec;
  private final TaskSpec task;
  private final StackWeights weights;
  private final Activation input;
  private final List<Layer> layers = new ArrayList<>();
  private final int width;
  private Activation stream;

  private Stack(ModelSpec spec, TaskSpec task, TaskBlock block, Parameters parameters) {
    this.spec = spec;
    this.task = task;
    LaneMatrix tokens = block.tokens();
    input = new Activation(tokens, LaneMatrix.zeros(tokens.rows(), tokens.cols()));
    width = spec.width(task.tokenWidth());
    weights = new StackWeights(spec, task, parameters);
    stream = input;
  }

  /** All layers, up to the read-out. */
  static Stack whole(ModelSpec spec, TaskSpec task, TaskBlock block, Parameters parameters) {
    Stack stack = new Stack(spec, task, block, parameters);
    if (ModelCost.readsFeatures(spec, task)) {
      stack.featureReadOut();
    } else if (ModelCost.form(spec, task) == AttentionSpec.Form.GRAM) {
      stack.before();
      stack.gramStack();
    } else {
      stack.tokenLayers(spec.depth());
    }
    return stack;
  }

  /** The first layers token by token, whatever the form; fewer than all, so that each is whole. */
  static Stack first(
      int layers, ModelSpec spec, TaskSpec task, TaskBlock block, Parameters parameters) {
    Stack stack = new Stack(spec, task, block, parameters);
    stack.tokenLayers(layers);
    return stack;
  }

  private void tokenLayers(int count) {
    before();
    for (int l = 0; l < count; l++) {
      layer(l);
    }
  }

  List<Layer> layers() {
    return layers;
  }

  List<Weights> weights() {
    return weights.all();
  }

  /** The attention weights of each distinct layer. */
  List<AttentionWeights> attention() {
    return weights.attention();
  }

  Activation input() {
    return input;
  }

  /** The last activation: of a whole stack [1, 1], the query's last feature. */
  Activation output() {
    return stream;
  }

  private void before() {
    boolean mlp = spec.mlp().place() == MlpSpec.Place.BEFORE;
    boolean composed = mlp && ModelCost.composesEmbedding(spec, task);
    if (spec.embedding() > 0) {
      Activation embedded = room(Reach.ALL);
      layers.add(new Embedding(weights.embedding(), input, embedded, composed));
      stream = embedded;
    }
    if (mlp) {
      int before = ParameterSlice.BEFORE_LAYERS;
      DenseWeights inner = composed ? weights.embeddedMlpIn() : weights.mlpIn(before);
      mlp(inner, weights.mlpOut(before), composed ? input : stream, Reach.ALL);
    }
  }

  private void featureReadOut() {
    boolean allKeys = spec.attention().keys() == AttentionSpec.Keys.ALL;
    stream = room(Reach.READ_OUT);
    layers.add(new FeatureReadOut(weights.features(), allKeys, input, stream));
  }

  private void layer(int l) {
    boolean last = l == spec.depth() - 1;
    boolean mlp = spec.mlp().place() == MlpSpec.Place.AFTER;
    boolean normed = spec.norm().isBeforeAttention(spec.tied() ? 0 : l);
    attention(l, normed ? norm("norm", l) : stream, lastReach(last, mlp));
    if (mlp) {
      Activation source = spec.norm() == NormPlace.NONE ? stream : norm("mlp-norm", l);
      mlp(weights.mlpIn(l), weights.mlpOut(l), source, lastReach(last, false));
    }
  }

  private static Reach lastReach(boolean last, boolean moreFollows) {
    return !last ? Reach.ALL : moreFollows ? Reach.QUERY : Reach.READ_OUT;
  }

  private void attention(int l, Activation source, Reach reach) {
    boolean allKeys = spec.attention().keys() == AttentionSpec.Keys.ALL;
    Attention.Rule rule =
        new Attention.Rule(spec.attention().isSoftmax(l), allKeys, spec.update() == Update.LABEL);
    Activation out = room(reach);
    layers.add(new Attention(weights.attention(l), rule, wiring(source, out, reach)));
    continueFrom(out);
  }

  private void mlp(DenseWeights inner, DenseWeights outer, Activation source, Reach reach) {
    Activation out = room(reach);
    layers.add(new Mlp(inner, outer, spec.mlp().nonlinearity(), wiring(source, out, reach)));
    continueFrom(out);
  }

  private Activation norm(String name, int l) {
    Activation out = Activation.zeros(stream.values().rows(), width);
    layers.add(new LayerNorm(weights.norm(name, l), stream, out, isFirst()));
    return out;
  }

  private Wiring wiring(Activation source, Activation out, Reach reach) {
    return new Wiring(source, stream, out, reach, source != input, stream != input);
  }

  private boolean isFirst() {
    return stream == input;
  }

  private void continueFrom(Activation out) {
    stream = out;
    if (spec.tokenClip() > 0) {
      LaneMatrix values = stream.values();
      Activation clipped = Activation.zeros(values.rows(), values.cols());
      layers.add(new TokenClip(stream, clipped, (float) spec.tokenClip()));
      stream = clipped;
    }
  }

  private Activation room(Reach reach) {
    return switch (reach) {
      case ALL -> Activation.zeros(task.tokens(), width);
      case QUERY -> Activation.zeros(1, width);
      case READ_OUT -> Activation.zeros(1, 1);
    };
  }

  private void gramStack() {
    boolean labelOnly = spec.update() == Update.LABEL;
    boolean first = isFirst();
    GramState state = new GramState(Activation.zeros(width, width), stream.query());
    layers.add(new ContextGram(stream, state.gram(), first));
    for (int l = 0; l < spec.depth() - 1; l++) {
      GramState next = GramState.zeros(width);
      layers.add(new GramAttention(weights.attention(l), labelOnly, state, next, first && l == 0));
      state = next;
    }
    stream = room(Reach.READ_OUT);
    AttentionWeights last = weights.attention(spec.depth() - 1);
    layers.add(new GramReadOut(last, state, stream, first && spec.depth() == 1));
  }
}
