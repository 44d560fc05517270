package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.Optional;

/**
 * What labels of regression are linear in: an input itself, or a fixed random perceptron of it.
 *
 * <pre>  y = ⟨w, φ(x)⟩,   φ(x) = x, or of {@link RandomPerceptron}  </pre>
 *
 * @param hidden units of the perceptron; 0 for none
 * @param seed of the perceptron, the same for every task and trial
 * @see <a href="https://arxiv.org/abs/2310.01082">Ahn et al. (2023), Linear attention is (maybe)
 *     all you need, section 3</a>
 */
public record Features(int hidden, long seed) implements Serializable {

  /** Inputs themselves. */
  public static final Features NONE = new Features(0, 0);

  public Features {
    require(hidden >= 0, "hidden", hidden, "positive, or 0 for none");
  }

  /** Why inputs of a covariance do not go with a perceptron of them. */
  public static final String OF_ONE_LAW =
      "features are of inputs and teachers as they are drawn, without a covariance";

  /** Whether labels are linear in inputs. */
  public boolean areInputs() {
    return hidden == 0;
  }

  /** The perceptron of inputs of so many features; empty where there is none. */
  public Optional<RandomPerceptron> of(int dim) {
    return areInputs() ? Optional.empty() : Optional.of(RandomPerceptron.of(dim, hidden, seed));
  }
}
