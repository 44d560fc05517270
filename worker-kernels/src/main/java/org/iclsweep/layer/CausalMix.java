package org.iclsweep.layer;

import java.util.Arrays;
import java.util.function.Function;
import org.iclsweep.lanes.Operation;

/**
 * What tokens get of the values of those before them and their own, for all heads of a layer.
 *
 * @param forward overwrites mixes, from queries, keys and values
 * @param backward overwrites the gradients of queries, keys and values, from that of the mixes and
 *     what forward left
 */
record CausalMix(Operation forward, Operation backward) {

  /** Of one head after the other. */
  static CausalMix each(HeadTokens[] heads, Function<HeadTokens, CausalMix> mix) {
    CausalMix[] all = Arrays.stream(heads).map(mix).toArray(CausalMix[]::new);
    return new CausalMix(
        Operation.each(all, CausalMix::forward), Operation.each(all, CausalMix::backward));
  }
}
