package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.positive;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Reach;
import org.iclsweep.task.InContext;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;

/**
 * One layer of attention, applied again and again to a block of tasks. Labels alone change, as in
 * plain gradient descent, whatever the layer was trained to update.
 *
 * <pre>
 *   y_t ← y_t + λ (attention(e_1, .., e_T))_t,last     for every token, then the clip if there is one
 * </pre>
 *
 * <p>After s applications a task is where a tied network of depth s would have brought it that
 * updates labels and has λ times the layer's dampening.
 *
 * <p><b>Writes.</b> The network that the weights come from is only read, when this is made; its
 * block is shared.
 *
 * <p><b>Cost</b> a task, token width m, T tokens, N keys, H heads: T H (m² + 2 N m) fused
 * multiply-adds an application, and a copy of the tokens.
 */
public final class RepeatedLayer {

  private final TaskBlock block;
  private final ReadOut readOut;
  private final LaneMatrix tokens;
  private final LaneMatrix answers;
  private final Stack layer;

  /**
   * @param dampening λ
   */
  RepeatedLayer(
      ModelSpec spec, TaskSpec task, TaskBlock block, Parameters parameters, double dampening) {
    require(spec, task);
    positive("dampening", dampening);
    this.block = block;
    readOut = task.readOut();
    tokens = LaneMatrix.zeros(block.tokens().rows(), block.tokens().cols());
    answers = readOut.of(tokens);
    List<Sublayer> sublayers = spec.sublayers(task, 1);
    sublayers.set(0, spec.layer(spec.attention(task, 0).repeated(dampening)));
    layer = new Stack(new SublayerList(sublayers, Reach.ALL), parameters, tokens);
    layer.prepare();
  }

  /** Fused multiply-adds of one application, a task. */
  public static double multiplyAdds(ModelSpec spec, InContext task) {
    double width = spec.width(task.tokenWidth());
    return spec.heads() * task.tokens() * width * (width + 2 * task.context());
  }

  /** Refuses models that are more than one layer of attention. */
  public static void require(ModelSpec spec, TaskSpec task) {
    if (spec.distinctLayers() > 1) {
      refuse("has " + spec.depth() + " layers of different weights");
    }
    if (spec.mlp().place() != MlpSpec.Place.NONE) {
      refuse("has perceptrons");
    }
    if (spec.norm() != NormPlace.NONE) {
      refuse("norms its tokens");
    }
    if (spec.embedding() > 0) {
      refuse("embeds its tokens");
    }
    if (spec.positions() > 0) {
      refuse("has a code of positions where the label is updated");
    }
    TokenLayout layout = task.inContext().map(InContext::layout).orElse(null);
    if (layout != TokenLayout.CONCATENATED) {
      refuse("has " + (layout == null ? "no query among its" : layout.label()) + " tokens");
    }
  }

  private static void refuse(String obstacle) {
    throw new IllegalArgumentException(
        "one layer of attention to concatenated tokens can be repeated, but this model "
            + obstacle);
  }

  /** How what is applied is read. */
  public ReadOut readOut() {
    return readOut;
  }

  /** Where the tasks lie; after they are drawn, call {@link #restart}. */
  public TaskBlock block() {
    return block;
  }

  /** Begins anew with the block's tasks. */
  public void restart() {
    tokens.copyFrom(block.tokens());
  }

  /**
   * Applies the layer once more.
   *
   * @return what is read of each task, as {@link #readOut} says; overwritten by the next call
   */
  public LaneMatrix apply() {
    layer.forward();
    tokens.copyFrom(layer.output());
    return answers;
  }
}
