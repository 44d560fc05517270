package org.iclsweep.layer;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/**
 * Linear attention of every token to itself and those before it, at a cost that grows with the
 * number of tokens and not with its square: in chunks, each of which reads all before it as one
 * sum.
 *
 * <pre>
 *   A_j = Σ_{s before chunk j} k_s v_sᵀ,   z_t = A_jᵀ q_t + Σ_{s ≤ t, s in chunk j} ⟨q_t, k_s⟩ v_s
 * </pre>
 *
 * <p><b>Shapes</b> (s features of a head): A_j [s, s, 16]; see {@link HeadTokens}.
 *
 * <p><b>Cost</b>: see {@link CausalCost#ofPrefix}.
 */
final class CausalPrefix {

  /** Tokens of a chunk: two strips. */
  static final int CHUNK = 2 * CausalStrip.HEIGHT;

  private final LaneKernels kernels = Lanes.kernels();
  private final HeadTokens head;
  private final LaneMatrix dScores;
  private final LaneMatrix dSum;

  private CausalPrefix(HeadTokens head, LaneMatrix dScores, LaneMatrix dSum) {
    this.head = head;
    this.dScores = dScores;
    this.dSum = dSum;
  }

  /** Of all heads; as many tokens look as are looked at. */
  static CausalMix of(HeadTokens[] heads) {
    int size = heads[0].queries().values().cols();
    LaneMatrix dScores = LaneMatrix.zeros(CausalStrip.HEIGHT, CHUNK);
    LaneMatrix dSum = LaneMatrix.zeros(size, size);
    return CausalMix.each(heads, head -> new CausalPrefix(head, dScores, dSum).mix(size));
  }

  private CausalMix mix(int size) {
    List<Operation> forward = new ArrayList<>();
    List<Operation> backward = new ArrayList<>();
    LaneMatrix sum = null;
    for (int from = 0; from < head.tokens(); from += CHUNK) {
      int to = Math.min(from + CHUNK, head.tokens());
      LaneMatrix next = to < head.tokens() ? LaneMatrix.zeros(size, size) : null;
      CausalMix chunk = chunk(from, to, sum, next);
      forward.add(chunk.forward());
      backward.add(0, chunk.backward());
      sum = next;
    }
    return new CausalMix(Operation.inOrder(forward), Operation.inOrder(backward));
  }

  /**
   * One chunk. The gradient by the sum behind it is there when its backward pass runs, which leaves
   * that by the sum before it.
   *
   * @param before A of those before it; null where there are none
   * @param behind A of those and its own; null where nothing reads it
   */
  private CausalMix chunk(int from, int to, LaneMatrix before, LaneMatrix behind) {
    HeadTokens part = head.part(from, to, from);
    CausalMix among =
        CausalStrips.of(Scores.LINEAR, head, from, to, from, CausalStrips.Room.kept(dScores));
    Activation queries = part.queries();
    Activation keys = part.keys();
    Activation values = part.values();
    Activation mixes = part.mixes();
    List<Operation> forward = new ArrayList<>(List.of(among.forward()));
    List<Operation> backward = new ArrayList<>(List.of(among.backward()));
    if (before != null) {
      forward.add(kernels.contract(mixes.values(), queries.values(), before, true));
    }
    if (behind != null) {
      if (before != null) {
        forward.add(kernels.copy(behind, before));
      }
      forward.add(
          kernels.contract(behind, keys.values().transposed(), values.values(), before != null));
      // forward was A += Σ_s k[s] v[s]ᵀ, so dk[s] += dA v[s] and dv[s] += dAᵀ k[s]
      backward.add(kernels.contract(keys.gradient(), values.values(), dSum.transposed(), true));
      backward.add(kernels.contract(values.gradient(), keys.values(), dSum, true));
    }
    if (before != null) {
      // forward was z[t] += Aᵀ q[t], so dq[t] += A dz[t] and dA += Σ_t q[t] dz[t]ᵀ
      backward.add(
          kernels.contract(queries.gradient(), mixes.gradient(), before.transposed(), true));
      backward.add(
          kernels.contract(dSum, queries.values().transposed(), mixes.gradient(), behind != null));
    }
    return new CausalMix(Operation.inOrder(forward), Operation.inOrder(backward));
  }
}
