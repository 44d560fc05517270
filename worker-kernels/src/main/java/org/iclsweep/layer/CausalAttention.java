package org.iclsweep.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.lanes.SharedMatrix;

/**
 * Self-attention of every token to itself and those before it, with a residual connection, by
 * queries, keys and values of each head. Equal to {@link Attention} with {@link Mask#CAUSAL} in
 * real numbers.
 *
 * <pre>
 *   q_t = a W_Qᵀ n_t,   k_t = W_Kᵀ n_t,   v_t = W_Vᵀ n_t          (all heads side by side)
 *   q_t and k_t of (n_t, c_t), where they read a code c of positions; a q_t/|q_t| and k_t/|k_t| (of each head) in their
 *   place, q_t without a, where they have one length
 *   S[t,s] = ⟨q_t, k_s⟩,   P from S,   z_t = Σ_{s ≤ t} P[t,s] v_s   (of each head)
 *   e'_t = e_t + b W_Oᵀ z_t
 * </pre>
 *
 * <p>e is the residual stream and n what attention reads: e itself, or e normed. P is what {@link
 * Scores} make of S. In a mesa layer x_t, which {@link MesaQueries} make of q_t, is in the place of
 * q_t. No later token has any effect on e'_t, not on a bit.
 *
 * <p><b>Shapes</b> (T tokens, width m, H heads of s features): e, n [T, m, 16]; e' as its {@link
 * Reach} says; q and z [rows, H s, 16] for T rows, or 1; k, v [T, H s, 16].
 *
 * <p><b>Writes.</b> Forward overwrites e'; backward overwrites de and, where n is not e, dn.
 *
 * <p><b>Cost</b> a task, for T rows: 4 T m H s fused multiply-adds and H times those of {@link
 * CausalCost} forward, up to 8 T m H s and those backward.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 2</a>
 */
public final class CausalAttention extends OperationLayer {

  private final LaneKernels kernels = Lanes.kernels();
  private final CausalWeights weights;
  private final Attention.Rule rule;
  private final Wiring wiring;
  private final Residual residual;
  private final Activation keyed;
  private final Activation looking;
  private final HeadTokens tokens;
  private final HeadTokens[] heads;
  private final List<MesaQueries> solved;
  private final Passes passes;

  /**
   * @param rule what kind of attention it is, with {@link Mask#CAUSAL}
   * @param form how tokens look
   */
  public CausalAttention(
      CausalWeights weights, Attention.Rule rule, CausalForm form, Wiring wiring) {
    this(weights, rule, wiring, heads -> form.mix(rule.scores(), heads));
  }

  /**
   * A mesa layer.
   *
   * @param rule with {@link Mask#CAUSAL} and {@link Scores#LINEAR}
   * @param form how tokens look
   */
  public CausalAttention(
      MesaAttentionWeights weights, Attention.Rule rule, CausalForm form, Wiring wiring) {
    this(weights.attention(), rule, wiring, heads -> MesaMix.of(weights.mesa(), form, heads));
  }

  private CausalAttention(
      CausalWeights weights,
      Attention.Rule rule,
      Wiring wiring,
      Function<HeadTokens[], CausalMix> ofHeads) {
    this.weights = weights;
    this.rule = rule;
    this.wiring = wiring;
    residual = new Residual(wiring.stream(), wiring.out(), wiring.reach());
    keyed = wiring.source();
    looking = wiring.reach().tokens(keyed);
    tokens =
        HeadTokens.zeros(
            looking.values().rows(), keyed.values().rows(), weights.query().matrix().cols());
    HeadTokens looks = weights.unit().isPresent() ? tokens.ofOtherLooks() : tokens;
    heads = looks.each(weights.heads());
    CausalMix ofLooks = ofHeads.apply(heads);
    CausalMix mix =
        weights
            .unit()
            .map(length -> UnitVectors.mix(tokens, looks, weights.heads(), length, ofLooks))
            .orElse(ofLooks);
    solved = mix.solved();
    passes = passes(rule, mix);
  }

  @Override
  public List<MesaQueries> solved() {
    return solved;
  }

  /** How tokens share their looks in the last forward pass; room of its own. */
  public CausalShares shares() {
    return new CausalShares(rule.scores(), heads);
  }

  @Override
  Passes passes() {
    return passes;
  }

  private Passes passes(Attention.Rule rule, CausalMix mix) {
    Activation updated = wiring.out().cols(rule.updated(wiring.reach()));
    Columns projected = rule.projected(wiring.reach());
    SharedMatrix projection = projected.of(weights.projection().matrix());
    PartialSums projectionSums = projected.of(weights.projection().matrixSums());
    Activation mixes = tokens.mixes();
    Operation forward =
        Operation.inOrder(
            headsForward(weights.query(), weights.queryShift(), tokens.queries(), looking),
            headsForward(weights.key(), weights.keyShift(), tokens.keys(), keyed),
            headsForward(weights.value(), Optional.empty(), tokens.values(), keyed),
            mix.forward(),
            kernels.copy(wiring.out().values(), residual.kept()),
            kernels.product(updated.values(), projection.transposed(), mixes.values(), true));
    // forward was e'[t] += W_Oᵀ z[t], so dz[t] = W_O de'[t]
    Operation mixesBackward =
        kernels.product(mixes.gradient(), projection, updated.gradient(), false);
    Operation weightsBackward =
        Operation.inOrder(
            kernels.accumulate(projectionSums, mixes.values(), updated.gradient()),
            weightsBackward(weights.query(), weights.queryShift(), tokens.queries(), looking),
            weightsBackward(weights.key(), weights.keyShift(), tokens.keys(), keyed),
            weightsBackward(weights.value(), Optional.empty(), tokens.values(), keyed));
    Operation inputs = Operation.inOrder(residual::backward, inputsBackward());
    Operation inputBackward = Operation.inOrder(mixesBackward, mix.inputBackward(), inputs);
    Operation backward =
        Operation.inOrder(
            mixesBackward,
            mix.backward(),
            weightsBackward,
            wiring.sourceTrained() ? inputs : Operation.none());
    // nothing but the query looks at the query, so its gradient is that of its own answer alone
    return new Passes(forward, backward, inputBackward, inputBackward);
  }

  /** Overwrites what tokens have of the heads. */
  private Operation headsForward(
      DenseWeights map, Optional<PositionShift> shift, Activation heads, Activation from) {
    SharedMatrix matrix = map.matrix().transposed();
    return Operation.inOrder(
        shift.map(each -> each.forward(heads.values())).orElse(Operation.none()),
        kernels.product(heads.values(), matrix, from.values(), shift.isPresent()));
  }

  private Operation weightsBackward(
      DenseWeights map, Optional<PositionShift> shift, Activation heads, Activation from) {
    // forward was q[t] = Wᵀ n[t] + p[t]
    return Operation.inOrder(
        kernels.accumulate(map.matrixSums(), from.values(), heads.gradient()),
        shift.map(each -> each.backward(heads.gradient())).orElse(Operation.none()));
  }

  /** Adds to dn where that is the stream's, and overwrites it else. */
  private Operation inputsBackward() {
    return Operation.inOrder(
        inputsBackward(weights.key(), tokens.keys(), keyed, !wiring.looksAside()),
        inputsBackward(weights.value(), tokens.values(), keyed, true),
        inputsBackward(weights.query(), tokens.queries(), looking, true));
  }

  private Operation inputsBackward(
      DenseWeights map, Activation heads, Activation from, boolean add) {
    // forward was q[t] = Wᵀ n[t], so dn[t] += W dq[t]
    return kernels.product(from.gradient(), map.matrix(), heads.gradient(), add);
  }
}
