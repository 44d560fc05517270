package org.iclsweep.layer;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/**
 * How tokens share their looks among themselves and those before them, head by head, formed again
 * of all pairs at once from the queries and keys that a layer's last forward pass left.
 *
 * <p><b>Shapes</b> (T tokens, of which all look): P [T, T, 16], 0 above the diagonal.
 *
 * <p><b>Writes.</b> One room for all heads, overwritten by the next; nothing of the layer.
 *
 * <p><b>Error.</b> None: a row has the bits that the layer's mixes are made of.
 *
 * <p><b>Cost</b> a head and task: T² s fused multiply-adds and what the scores go through.
 */
public final class CausalShares {

  private final LaneMatrix shares;
  private final Operation[] scoring;

  CausalShares(Scores rule, HeadTokens[] heads) {
    int tokens = heads[0].tokens();
    shares = LaneMatrix.zeros(heads[0].looking(), tokens);
    LaneMatrix slopes = LaneMatrix.zeros(heads[0].looking(), rule.slopes() * tokens);
    scoring = new Operation[heads.length];
    for (int h = 0; h < heads.length; h++) {
      scoring[h] = new CausalStrip(rule, null, heads[h], shares, slopes, null).scoring();
    }
  }

  /** H. */
  public int heads() {
    return scoring.length;
  }

  /** P of a head. */
  public LaneMatrix of(int head) {
    scoring[head].run();
    return shares;
  }
}
