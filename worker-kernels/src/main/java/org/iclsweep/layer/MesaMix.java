package org.iclsweep.layer;

import java.util.Arrays;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * What tokens of the mesa layer get of the values up to their own: a {@link CausalMix} of linear
 * scores, whose queries are {@link MesaQueries}.
 *
 * <pre>
 *   x_t = (Σ_{s≤t} γ^(t-s) k_s k_sᵀ + γ^t I/λ)⁻¹ q_t,   z_t = Σ_{s≤t} γ^(t-s) ⟨k_s, x_t⟩ v_s
 * </pre>
 *
 * <p>γ is 1 where nothing is forgotten.
 */
final class MesaMix {

  private MesaMix() {}

  /**
   * Of a layer's heads.
   *
   * @param form how tokens look, which is the same with these queries; by strips if heads forget
   */
  static CausalMix of(MesaWeights weights, CausalForm form, HeadTokens[] heads) {
    Solved[] solved = new Solved[heads.length];
    Arrays.setAll(solved, h -> Solved.of(weights, h, heads[h]));
    HeadTokens[] looking = Arrays.stream(solved).map(Solved::looking).toArray(HeadTokens[]::new);
    CausalMix mix = mix(weights, form, looking);
    return new CausalMix(
        Operation.inOrder(Operation.each(solved, Solved::forward), mix.forward()),
        Operation.inOrder(mix.backward(), Operation.each(solved, Solved::backward)),
        Operation.inOrder(mix.backward(), Operation.each(solved, Solved::inputBackward)),
        Arrays.stream(solved).map(Solved::queries).toList());
  }

  private static CausalMix mix(MesaWeights weights, CausalForm form, HeadTokens[] heads) {
    if (!weights.forgets()) {
      return form.mix(Scores.LINEAR, heads);
    }
    Decay[] decays = new Decay[heads.length];
    Arrays.setAll(decays, h -> new Decay(weights.forget().values(h, 1), heads[h].tokens()));
    return form.mix(decays, heads);
  }

  /**
   * A head whose queries are solved for, those of tokens that do not look being 0.
   *
   * @param looking with the queries that come out
   * @param in takes queries to where they are solved for
   * @param out takes their gradient back
   */
  private record Solved(MesaQueries queries, HeadTokens looking, Operation in, Operation out) {

    static Solved of(MesaWeights weights, int h, HeadTokens head) {
      int tokens = head.tokens();
      int size = head.queries().values().cols();
      int first = tokens - head.looking();
      Activation all = first == 0 ? head.queries() : Activation.zeros(tokens, size);
      Activation some = all.rows(first, tokens);
      Activation solved = Activation.zeros(tokens, size);
      LaneKernels kernels = Lanes.kernels();
      return new Solved(
          new MesaQueries(weights, h, all, head.keys(), solved),
          new HeadTokens(solved.rows(first, tokens), head.keys(), head.values(), head.mixes()),
          first == 0 ? Operation.none() : kernels.copy(some.values(), head.queries().values()),
          first == 0 ? Operation.none() : kernels.copy(head.queries().gradient(), some.gradient()));
    }

    Operation forward() {
      return Operation.inOrder(in, queries.forward());
    }

    Operation backward() {
      return Operation.inOrder(queries.backward(), out);
    }

    Operation inputBackward() {
      return Operation.inOrder(queries.inputBackward(), out);
    }
  }
}
