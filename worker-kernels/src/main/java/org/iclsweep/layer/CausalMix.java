package org.iclsweep.layer;

import org.iclsweep.lanes.Operation;

/**
 * What tokens get of the values of those before them and their own, for all heads of a layer.
 *
 * @param forward overwrites mixes, from queries, keys and values
 * @param backward overwrites the gradients of queries, keys and values, from that of the mixes and
 *     what forward left
 */
record CausalMix(Operation forward, Operation backward) {}
