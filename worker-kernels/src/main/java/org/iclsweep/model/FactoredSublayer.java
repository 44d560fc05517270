package org.iclsweep.model;

import org.iclsweep.layer.Reach;

/** Attention by queries, keys and values of every token, of which the last ones may be read. */
interface FactoredSublayer extends Sublayer {

  @Override
  default Reach needs(Reach reach) {
    return Reach.ALL;
  }

  @Override
  default boolean isAttention() {
    return true;
  }

  @Override
  default boolean looksAtQuery() {
    return true;
  }
}
