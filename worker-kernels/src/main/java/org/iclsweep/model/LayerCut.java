package org.iclsweep.model;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Reach;
import org.iclsweep.task.PositionCode;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSpec;

/**
 * A network cut at one of its layers of attention, so that another map may stand in its place.
 *
 * <pre>  tokens -> before -> e -> attention -> e' -> behind -> answers  </pre>
 *
 * <p><b>Shapes</b> (T tokens, model width m): e, e' [T, m, 16], or [T, 2 m, 16] where the layer
 * reads the code of positions beside its inputs, which is in both then; answers [P, p, 16].
 *
 * <p>It is on the network's block and parameters; what a norm makes of e before attention reads it
 * is no part of the cut.
 */
public final class LayerCut {

  private final Stack before;
  private final Stack attention;
  private final int width;
  private final LaneMatrix stream;
  private final LaneMatrix attended;
  private final LaneMatrix updated;
  private final Stack behind;
  private final ReadOut readOut;
  private final LaneMatrix answers;

  LayerCut(ModelSpec spec, TaskSpec task, Parameters parameters, LaneMatrix tokens, int layer) {
    List<Sublayer> all = spec.sublayers(task);
    int at = place(all, layer);
    before = stack(EmbeddedPerceptron.in(all.subList(0, at)), parameters, tokens);
    attention = stack(all.subList(at, at + 1), parameters, before.output());
    width = before.output().cols();
    stream = beside(spec, layer, before.output());
    attended = beside(spec, layer, attention.output());
    updated = LaneMatrix.zeros(stream.rows(), stream.cols());
    behind = stack(all.subList(at + 1, all.size()), parameters, updated.cols(0, width));
    readOut = task.readOut();
    answers = readOut.room();
    prepare();
  }

  /**
   * Features of e at a layer, for tokens of this width.
   *
   * @param layer from 0
   */
  public static int width(ModelSpec spec, int tokenWidth, int layer) {
    int width = spec.width(tokenWidth);
    return spec.causal().looks(layer).positions() ? 2 * width : width;
  }

  /** Features of a stream, with those of positions where the layer reads them beside it. */
  private LaneMatrix beside(ModelSpec spec, int layer, LaneMatrix features) {
    if (!spec.causal().looks(layer).positions()) {
      return features;
    }
    LaneMatrix both = LaneMatrix.zeros(features.rows(), 2 * width);
    both.cols(width, 2 * width).copyFrom(PositionCode.of(features.rows(), width));
    return both;
  }

  private void write(LaneMatrix both, LaneMatrix features) {
    if (both != features) {
      both.cols(0, width).copyFrom(features);
    }
  }

  /** Where the attention of a layer stands. */
  private static int place(List<Sublayer> all, int layer) {
    int number = -1;
    for (int k = 0; k < all.size(); k++) {
      if (all.get(k).isAttention() && ++number == layer) {
        return k;
      }
    }
    throw new IllegalArgumentException("there is no layer " + layer);
  }

  private static Stack stack(List<Sublayer> plain, Parameters parameters, LaneMatrix tokens) {
    List<Sublayer> cheaper = CausalSublayer.in(plain).orElse(plain);
    return new Stack(new SublayerList(cheaper, Reach.ALL), parameters, tokens);
  }

  /** Takes up the present parameters. */
  public void prepare() {
    before.prepare();
    attention.prepare();
    behind.prepare();
  }

  /** e. */
  public LaneMatrix stream() {
    return stream;
  }

  /** e', as attention makes it. */
  public LaneMatrix attended() {
    return attended;
  }

  /** e', as it is to be written before {@link #answer}. */
  public LaneMatrix updated() {
    return updated;
  }

  /** Computes e of the block. */
  public void forward() {
    before.forward();
    write(stream, before.output());
  }

  /** Computes e' of e. */
  public void attend() {
    attention.forward();
    write(attended, attention.output());
  }

  /** What is answered where e' is {@link #updated}; overwritten by the next call. */
  public LaneMatrix answer() {
    behind.forward();
    readOut.answer(answers, readOut.of(behind.output()));
    return answers;
  }
}
