package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;

/**
 * The best point of class S: layers that are steps of gradient descent, preconditioned with the
 * inverse covariance of the inputs, each at its own rate, and that also move inputs, each by its
 * own γ. Its fit keeps all stationary points that were found.
 *
 * <pre>
 *   A_l = a_l Σ⁻¹,  B_l = b_l I;   η_l = a_l / variance,   γ_l = a_l b_l / (N variance)
 * </pre>
 *
 * <p>Known for normal inputs, exactly up to the search among many valleys.
 *
 * @param movesInputs theorem 4; without, theorem 3
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public record ClassS(int steps, boolean movesInputs) implements GradientDescent {

  private static final int DEEPEST = 4;

  private static final String OF_FEW_LAYERS = "class-s is known up to depth " + DEEPEST + " only";

  public ClassS {
    if (movesInputs && steps > DEEPEST) {
      throw new IllegalArgumentException("depth is " + steps + ", but " + OF_FEW_LAYERS);
    }
  }

  @Override
  public double tokenClip() {
    return 0;
  }

  @Override
  public boolean tied() {
    return steps == 1;
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return model.depth() > DEEPEST
        ? Optional.of(OF_FEW_LAYERS)
        : NormalRegression.unknown(task, label());
  }

  @Override
  public String label() {
    return "class-s";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return Set.of(DEPTH);
  }

  @Override
  public ClassS beside(TrialSettings trial) {
    NormalRegression.of(trial.task(), label());
    return new ClassS(trial.model().depth(), true);
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    NormalRegression known = NormalRegression.of(task, label());
    double rate = 1 / known.variance();
    List<StationaryPoint> points =
        points(known.spectrum()).stream()
            .map(point -> point.times(known.lossFactor(), rate, rate / task.context()))
            .toList();
    return LearnerFit.ofStationary(points);
  }

  /** Stationary points of whitened inputs, the lowest first, as mean squared errors. */
  List<StationaryPoint> points(WishartSpectrum spectrum) {
    return movesInputs && steps > 1
        ? StationarySearch.points(ClassSLoss.blocks(spectrum, steps))
        : List.of(sparse(spectrum));
  }

  /** One up to the order of the layers: rates are the inverse roots of the best polynomial. */
  private StationaryPoint sparse(WishartSpectrum spectrum) {
    double[] rates = spectrum.rootsOfBestPolynomial(steps);
    for (int l = 0; l < steps; l++) {
      rates[l] = 1 / rates[l];
    }
    return StationaryPoint.of(ClassSLoss.sparse(spectrum, steps), rates);
  }

  /** As its time grows: nine times as long with one layer more, a third of a second with three. */
  @Override
  public double fitFlops() {
    double flops = movesInputs ? 1.4e7 : 0;
    for (int l = 0; l < steps; l++) {
      flops *= 9;
    }
    return flops;
  }

  @Override
  public double searchTasks() {
    return 0;
  }

  @Override
  public double trainingTasks() {
    return 0;
  }

  @Override
  public boolean isAlignedAt(int depth) {
    return true;
  }
}
