package org.iclsweep.layer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.iclsweep.lanes.Operation;

/**
 * What tokens get of the values of those before them and their own, for all heads of a layer.
 *
 * @param forward overwrites mixes, from queries, keys and values
 * @param backward overwrites the gradients of queries, keys and values, from that of the mixes and
 *     what forward left, and adds to the sums of weights of its own if it has any
 * @param inputBackward the same without sums
 * @param solved queries that are solved for, of each head of a mesa layer
 */
record CausalMix(
    Operation forward, Operation backward, Operation inputBackward, List<MesaQueries> solved) {

  /** One without weights, of queries as they are. */
  CausalMix(Operation forward, Operation backward) {
    this(forward, backward, backward, List.of());
  }

  /** Of one head after the other. */
  static CausalMix each(HeadTokens[] heads, Function<HeadTokens, CausalMix> mix) {
    CausalMix[] all = Arrays.stream(heads).map(mix).toArray(CausalMix[]::new);
    return new CausalMix(
        Operation.each(all, CausalMix::forward), Operation.each(all, CausalMix::backward));
  }
}
