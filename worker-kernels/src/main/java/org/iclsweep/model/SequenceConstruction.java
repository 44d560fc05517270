package org.iclsweep.model;

import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.SequenceLayout;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.Slots;
import org.iclsweep.task.TaskSpec;

/**
 * Weights with which causal layers on tokens (0, s_t, s_t, s_{t-1}) tell s_{t+1} by an algorithm on
 * what a sequence has shown, exactly.
 *
 * <pre>
 *   linear layer of rate a, r the third part of a token, y the first; both heads look at s_{j-1} with r_t
 *     head 1:  y_t ← y_t + a Σ_{j≤t} s_j ⟨s_{j-1}, r_t⟩
 *     head 2:  r_t ← r_t - a Σ_{j≤t} s_{j-1} ⟨s_{j-1}, r_t⟩
 *   mesa layer
 *     head 1:  y_t ← y_t + Σ_{j≤t} s_j s_{j-1}ᵀ (Σ_{j≤t} s_{j-1} s_{j-1}ᵀ + I/λ)⁻¹ s_t
 * </pre>
 *
 * <p>K linear layers are K steps of gradient descent on Σ_{j≤t} ½ ‖s_j - Φ s_{j-1}‖² from Φ = 0,
 * for every t: y_t = Φ_t s_t. One layer has no use of a second head, nor of the second part of a
 * token; whatever is not named here is 0.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 1 and the
 *     mesa-layer</a>
 */
public final class SequenceConstruction {

  /** Parts of a token. */
  private static final int ANSWER = 0;

  private static final int PRESENT = 1;
  private static final int LEFT = 2;
  private static final int PAST = 3;

  private SequenceConstruction() {}

  /** Adds them to the weights of a network. */
  static void add(Network network) {
    List<Double> rates = network.spec().initialisation().rates();
    int features = network.readOut().features().count();
    for (int l = 0; l < network.weights().size(); l++) {
      AttentionWeights layer = network.weights().get(l);
      double rate = rates.isEmpty() ? 1 : rates.get(l);
      if (network.spec().depth() == 1) {
        addHead(layer, 0, features, LEFT, ANSWER, rate);
      } else {
        addHead(layer, 0, features, PRESENT, ANSWER, rate);
        addHead(layer, 1, features, PAST, LEFT, -rate);
      }
    }
  }

  private static void addHead(
      AttentionWeights layer, int head, int features, int value, int updated, double rate) {
    for (int i = 0; i < features; i++) {
      add(layer.weight(Name.QUERY, head), LEFT * features + i, i, 1);
      add(layer.weight(Name.KEY, head), PAST * features + i, i, 1);
      add(layer.weight(Name.VALUE, head), value * features + i, i, 1);
      add(layer.weight(Name.PROJECTION, head), i, updated * features + i, rate);
    }
  }

  private static void add(SharedMatrix matrix, int row, int col, double value) {
    matrix.set(row, col, (float) (matrix.get(row, col) + value));
  }

  /** Refuses models and tasks for which there are none, if weights are constructed. */
  public static void refuse(ModelSpec model, TaskSpec task) {
    if (model.initialisation().kind() != Initialisation.Kind.CONSTRUCTED) {
      return;
    }
    AttentionSpec attention = model.attention();
    requireSequences(task);
    SequenceTokens tokens = Dynamics.of(task).tokensOf();
    requireTokens(tokens.layout());
    requireSlots(tokens.slots(), model.depth());
    requireKind(attention.kind());
    requireDepth(model.depth(), attention.kind());
    requireRates(model.initialisation().rates(), attention.kind(), model.depth());
    requireHeads(attention.heads(), model.depth());
    requireKeySize(model.keySize(task.tokenWidth()), task.readOut().features().count());
    if (!isAlone(model, task)) {
      throw new IllegalArgumentException(ALONE);
    }
  }

  /** What is wrong with anything else that a model has. */
  public static final String ALONE =
      "constructed weights are of layers of attention as they are, each of its own factors, and of"
          + " nothing beside them";

  private static boolean isAlone(ModelSpec model, TaskSpec task) {
    AttentionSpec attention = model.attention();
    return model.readsObservations(task)
        && !model.tied()
        && model.dampening() == 1
        && attention.scale() == AttentionSpec.Scale.BY_KIND
        && attention.weights().equals(WeightsSpec.FACTORED);
  }

  /** Refuses tasks of pairs and a query. */
  public static void requireSequences(TaskSpec task) {
    if (task.inContext().isPresent()) {
      throw new IllegalArgumentException(
          "constructed weights are for sequences of which every next state is to be told, but this"
              + " task has a query");
    }
  }

  /** Refuses tokens that have no room for what layers work on. */
  public static void requireTokens(SequenceLayout tokens) {
    if (tokens != SequenceLayout.CONSTRUCTED) {
      throw new IllegalArgumentException(
          "constructed weights read tokens (0, s_t, s_t, s_{t-1}), but tokens are "
              + tokens.label());
    }
  }

  /** Refuses tokens that show s_t but once where layers change it. */
  public static void requireSlots(Slots slots, int depth) {
    if (slots == Slots.INNER_ZERO && depth > 1) {
      throw new IllegalArgumentException(
          "steps behind the first read s_t as it is and what is left of it, but tokens are"
              + " (0, 0, s_t, s_{t-1}) and have room for one of them");
    }
  }

  /** Refuses layers for which there are no weights. */
  public static void requireKind(AttentionSpec.Kind kind) {
    if (kind != AttentionSpec.Kind.LINEAR && kind != AttentionSpec.Kind.MESA) {
      throw new IllegalArgumentException(
          "there are constructed weights of linear layers and of a mesa layer, but attention is "
              + kind.label());
    }
  }

  /** Refuses mesa layers that have nothing left to solve for. */
  public static void requireDepth(int depth, AttentionSpec.Kind kind) {
    if (kind == AttentionSpec.Kind.MESA && depth > 1) {
      throw new IllegalArgumentException(
          "one mesa layer is ridge regression, and there is nothing for others to do");
    }
  }

  /** Refuses another number of rates than there are steps. */
  public static void requireRates(List<Double> rates, AttentionSpec.Kind kind, int depth) {
    int steps = kind == AttentionSpec.Kind.MESA ? 0 : depth;
    if (rates.size() != steps) {
      throw new IllegalArgumentException(
          "a constructed linear layer has one rate, a mesa layer none; layers need "
              + steps
              + " in all, and "
              + rates.size()
              + " are given");
    }
  }

  /** Refuses layers that cannot answer and keep what is left. */
  public static void requireHeads(int heads, int depth) {
    if (depth > 1 && heads < 2) {
      throw new IllegalArgumentException(
          "one of several steps takes two heads, of which one adds to the answer and one takes from"
              + " what is left, but there is 1");
    }
  }

  /** Refuses heads that no state fits into. */
  public static void requireKeySize(int keySize, int features) {
    if (keySize < features) {
      throw new IllegalArgumentException(
          "keys are states of " + features + " features, but have room for " + keySize);
    }
  }
}
