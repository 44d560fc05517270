package org.iclsweep.lanes;

import static org.iclsweep.lanes.PartialSums.KEPT;

/**
 * Sums over tasks of the outer products of one token: rows of many blocks are kept, and added in
 * one go. One block's share is a single term, for which all sums would travel from the second-level
 * cache and back.
 */
final class RowSums implements Operation {

  private final LaneMatrix dy;
  private final LaneMatrix x;
  private final LaneMatrix allDy;
  private final LaneMatrix allX;
  private final Maker maker;

  /** By how many rows they add; most numbers never come up. */
  private final Operation[] add = new Operation[KEPT + 1];

  private int kept;

  /** Makes the sum of so many rows of both. */
  interface Maker {
    Operation sum(LaneMatrix dy, LaneMatrix x);
  }

  RowSums(LaneMatrix dy, LaneMatrix x, Maker maker) {
    this.dy = dy;
    this.x = x;
    this.maker = maker;
    allDy = LaneMatrix.zeros(KEPT, dy.cols());
    allX = LaneMatrix.zeros(KEPT, x.cols());
  }

  @Override
  public void run() {
    allDy.setRow(kept, dy);
    allX.setRow(kept, x);
    kept++;
    if (kept == KEPT) {
      add();
    }
  }

  /** Adds what is kept to the sums. */
  void add() {
    if (kept > 0) {
      if (add[kept] == null) {
        add[kept] = maker.sum(allDy.rows(0, kept), allX.rows(0, kept));
      }
      add[kept].run();
      kept = 0;
    }
  }

  /** Forgets what is kept. */
  void clear() {
    kept = 0;
  }
}
