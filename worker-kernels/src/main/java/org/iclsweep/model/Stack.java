package org.iclsweep.model;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Activation;
import org.iclsweep.layer.Attention;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Layer;
import org.iclsweep.layer.Reach;
import org.iclsweep.layer.TokenClip;
import org.iclsweep.layer.Weights;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * Builds a network's layers from its description. What no read-out needs is not built: behind the
 * last attention layer only the query token goes on, and the last sublayer computes one feature.
 */
final class Stack {

  private final ModelSpec spec;
  private final TaskSpec task;
  private final Parameters parameters;
  private final Activation input;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Weights> weights = new ArrayList<>();
  private final List<AttentionWeights> attention = new ArrayList<>();
  private final int width;
  private Activation stream;

  Stack(ModelSpec spec, TaskSpec task, TaskBlock block, Parameters parameters) {
    this.spec = spec;
    this.task = task;
    this.parameters = parameters;
    LaneMatrix tokens = block.tokens();
    input = new Activation(tokens, LaneMatrix.zeros(tokens.rows(), tokens.cols()));
    width = spec.width(task.tokenWidth());
    stream = input;
    for (int l = 0; l < spec.depth(); l++) {
      attention(l);
    }
  }

  List<Layer> layers() {
    return layers;
  }

  List<Weights> weights() {
    return weights;
  }

  List<AttentionWeights> attention() {
    return attention;
  }

  Activation input() {
    return input;
  }

  /** The last activation: [1, 1], the query's last feature. */
  Activation output() {
    return stream;
  }

  private void attention(int l) {
    boolean last = l == spec.depth() - 1;
    Reach reach = last ? Reach.READ_OUT : Reach.ALL;
    AttentionSpec kind = spec.attention();
    boolean allKeys = kind.keys() == AttentionSpec.Keys.ALL;
    Attention.Rule rule =
        new Attention.Rule(kind.isSoftmax(l), allKeys, spec.update() == Update.LABEL);
    Activation out = room(reach);
    layers.add(
        new Attention(
            attentionWeights(l),
            rule,
            new Attention.Wiring(stream, stream, out, reach, stream == input)));
    stream = out;
    clip();
  }

  private void clip() {
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

  /** The weights of a layer: those of the first where layers are tied. */
  private AttentionWeights attentionWeights(int l) {
    if (attention.size() < spec.distinctLayers()) {
      AttentionSpec kind = spec.attention();
      int keySize = spec.keySize(task.tokenWidth());
      int keyCount = task.tokens() - (kind.keys() == AttentionSpec.Keys.ALL ? 0 : 1);
      AttentionWeights made =
          new AttentionWeights(
              width,
              kind.heads(),
              keySize,
              kind.scoreScale(l, keyCount, keySize),
              spec.dampening(),
              parameters.values(),
              parameters.gradient(),
              parameters.slice("query", l).offset());
      attention.add(made);
      weights.add(made);
    }
    return attention.get(spec.tied() ? 0 : l);
  }
}
