package org.iclsweep.layer;

import org.iclsweep.lanes.Operation;

/**
 * What tokens of the mesa layer get of the values up to their own: a {@link CausalMix} of linear
 * scores, whose queries are {@link MesaQueries}. Every token must look.
 *
 * <pre>  x_t = (Σ_{s≤t} k_s k_sᵀ + I/λ)⁻¹ q_t,   z_t = Σ_{s≤t} ⟨k_s, x_t⟩ v_s  </pre>
 *
 * @param forward overwrites mixes, from queries, keys and values
 * @param backward overwrites the gradients of queries, keys and values, and adds to the sums of λ
 * @param inputBackward the same without sums
 */
record MesaMix(Operation forward, Operation backward, Operation inputBackward) {

  /**
   * Of a layer's heads, none of which forgets.
   *
   * @param lambda λ of each head
   * @param form how tokens look, which is the same with these queries
   */
  static MesaMix of(HeadFactors lambda, CausalForm form, HeadTokens[] heads) {
    MesaWeights weights = new MesaWeights(lambda, HeadFactors.fixed(1f));
    HeadTokens[] solved = new HeadTokens[heads.length];
    MesaQueries[] queries = new MesaQueries[heads.length];
    for (int h = 0; h < heads.length; h++) {
      HeadTokens head = heads[h];
      int size = head.queries().values().cols();
      Activation out = Activation.zeros(head.tokens(), size);
      queries[h] = new MesaQueries(weights, h, head.queries(), head.keys(), out);
      solved[h] = new HeadTokens(out, head.keys(), head.values(), head.mixes());
    }
    CausalMix mix = form.mix(Scores.LINEAR, solved);
    return new MesaMix(
        Operation.inOrder(Operation.each(queries, MesaQueries::forward), mix.forward()),
        Operation.inOrder(mix.backward(), Operation.each(queries, MesaQueries::backward)),
        Operation.inOrder(mix.backward(), Operation.each(queries, MesaQueries::inputBackward)));
  }
}
