package org.iclsweep.model;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Reach;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskSpec;

/**
 * A network cut at one of its layers of attention, so that another map may stand in its place.
 *
 * <pre>  tokens -> before -> e -> attention -> e' -> behind -> answers  </pre>
 *
 * <p><b>Shapes</b> (T tokens, model width m): e, e' [T, m, 16]; answers [P, p, 16].
 *
 * <p>It is on the network's block and parameters; what a norm makes of e before attention reads it
 * is no part of the cut.
 */
public final class LayerCut {

  private final Stack before;
  private final Stack attention;
  private final LaneMatrix updated;
  private final Stack behind;
  private final ReadOut readOut;
  private final LaneMatrix answers;

  LayerCut(ModelSpec spec, TaskSpec task, Parameters parameters, LaneMatrix tokens, int layer) {
    List<Sublayer> all = spec.sublayers(task, spec.depth());
    int at = place(all, layer);
    before = stack(EmbeddedPerceptron.in(all.subList(0, at)), parameters, tokens);
    attention = stack(all.subList(at, at + 1), parameters, before.output());
    updated = LaneMatrix.zeros(before.output().rows(), before.output().cols());
    behind = stack(all.subList(at + 1, all.size()), parameters, updated);
    readOut = task.readOut();
    answers = readOut.room();
    prepare();
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
    return before.output();
  }

  /** e', as attention makes it. */
  public LaneMatrix attended() {
    return attention.output();
  }

  /** e', as it is to be written before {@link #answer}. */
  public LaneMatrix updated() {
    return updated;
  }

  /** Computes e of the block. */
  public void forward() {
    before.forward();
  }

  /** Computes e' of e. */
  public void attend() {
    attention.forward();
  }

  /** What is answered where e' is {@link #updated}; overwritten by the next call. */
  public LaneMatrix answer() {
    behind.forward();
    readOut.answer(answers, readOut.of(behind.output()));
    return answers;
  }
}
