package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.task.InContext;

/**
 * Weights with which linear attention is gradient descent on the context, in the same network as
 * trained weights.
 *
 * <pre>
 *   W_Q = W_K = diag(1, .., 1, 0)    W_V = I    W_O = diag(-γ, .., -γ, -η/N)
 *   x ← x - γ Σ_i x_i ⟨x_i, x⟩       y ← y - (η/N) Σ_i y_i ⟨x_i, x⟩
 * </pre>
 *
 * <p>γ = 0 is plain gradient descent from W_0 = 0 on (1/2N) Σ (w·x_i - y_i)² with learning rate η.
 *
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), proposition 1 and
 *     appendix A.10</a>
 */
public final class Construction {

  private Construction() {}

  /** One layer, run through so many times, of one head and full key size. */
  static ModelSpec model(int depth) {
    return model(depth, true, 0);
  }

  private static ModelSpec model(int depth, boolean tied, double tokenClip) {
    // no weight keeps its initial value, so the initialisation does not matter
    Initialisation unused = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1);
    return new ModelSpec(depth, tied, 1, 0, tokenClip, unused);
  }

  /** A network of one head and full key size, for weights to be written into. */
  public static Network network(InContext task, int depth, boolean tied, double tokenClip) {
    return new Network(model(depth, tied, tokenClip), task);
  }

  /**
   * Gradient descent as a network.
   *
   * @param learningRates η of each layer, or the one that they share
   * @param gammas γ likewise; empty for plain gradient descent
   */
  public static Network network(
      InContext task,
      int depth,
      double tokenClip,
      List<Double> learningRates,
      List<Double> gammas) {
    Network network = network(task, depth, learningRates.size() == 1, tokenClip);
    write(network, learningRates, gammas, task.context());
    return network;
  }

  /** Writes gradient descent into a network made by {@link #network}. */
  static void write(Network network, Rates rates, int context) {
    write(network, rates.learningRates(), rates.gammas(), context);
  }

  /**
   * Writes gradient descent into a network made by {@link #network}.
   *
   * @param learningRates η of each distinct layer
   * @param gammas γ of each distinct layer; empty for plain gradient descent
   * @param context N
   */
  public static void write(
      Network network, List<Double> learningRates, List<Double> gammas, int context) {
    for (int l = 0; l < network.weights().size(); l++) {
      double gamma = gammas.isEmpty() ? 0 : gammas.get(l);
      writeProducts(
          network.weights().get(l), (float) (-learningRates.get(l) / context), (float) -gamma);
    }
    network.prepare();
  }

  /**
   * Gives gradient descent that was written into a network a preconditioner: every score is ⟨x_i, P
   * x⟩.
   *
   * @param preconditioner P, symmetric: [d, d]
   */
  static void precondition(Network network, SharedMatrix preconditioner) {
    for (AttentionWeights layer : network.weights()) {
      for (int r = 0; r < preconditioner.rows(); r++) {
        for (int c = 0; c < preconditioner.cols(); c++) {
          layer.weight(Name.QUERY, 0).set(r, c, preconditioner.get(r, c));
        }
      }
    }
    network.prepare();
  }

  private static void writeProducts(AttentionWeights layer, float label, float input) {
    int last = layer.keyQuery(0).rows() - 1;
    for (int r = 0; r <= last; r++) {
      for (int c = 0; c <= last; c++) {
        float inputOne = r == c && r < last ? 1f : 0f;
        layer.weight(Name.QUERY, 0).set(r, c, inputOne);
        layer.weight(Name.KEY, 0).set(r, c, inputOne);
        layer.weight(Name.VALUE, 0).set(r, c, r == c ? 1f : 0f);
        layer.weight(Name.PROJECTION, 0).set(r, c, r != c ? 0f : r < last ? input : label);
      }
    }
  }

  /**
   * Writes given weight products: {@code W_K W_Qᵀ = keyQuery}, {@code W_V W_O = valueProjection}.
   */
  public static void write(
      AttentionWeights layer, SharedMatrix keyQuery, SharedMatrix valueProjection) {
    int width = keyQuery.rows();
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        float one = r == c ? 1f : 0f;
        layer.weight(Name.KEY, 0).set(r, c, one);
        layer.weight(Name.QUERY, 0).set(r, c, keyQuery.get(c, r));
        layer.weight(Name.VALUE, 0).set(r, c, one);
        layer.weight(Name.PROJECTION, 0).set(r, c, valueProjection.get(r, c));
      }
    }
  }
}
