package org.iclsweep.learner;

import static org.iclsweep.learner.Dependence.DEPTH;
import static org.iclsweep.learner.Dependence.PATTERN;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iclsweep.layer.Pattern;
import org.iclsweep.learner.NormalRegression.Beside;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Update;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;

/**
 * The best point of class S: layers that are steps of gradient descent, preconditioned with the
 * inverse covariance of the inputs, each at its own rate, and that also move inputs, each by its
 * own γ. Its fit keeps all stationary points that were found.
 *
 * <pre>
 *   A_l = a_l Σ⁻¹,  B_l = b_l I;   η_l = a_l / variance,   γ_l = a_l b_l / (N variance)
 * </pre>
 *
 * <p>Known for normal inputs, exactly up to the search among many valleys. Σ changes nothing where
 * teachers have its inverse; where they prefer no direction, the best layers are not in class S.
 *
 * @param movesInputs theorem 4; without, as beside models whose pattern is sparse, theorem 3
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public record ClassS(int steps, boolean movesInputs) implements WhitenedDescent {

  private static final int DEEPEST = 4;

  private static final String OF_FEW_LAYERS = "class-s is known up to depth " + DEEPEST + " only";

  public ClassS {
    if (movesInputs && steps > DEEPEST) {
      throw new IllegalArgumentException("depth is " + steps + ", but " + OF_FEW_LAYERS);
    }
  }

  @Override
  public boolean tied() {
    return steps == 1;
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return movesInputs(model) && model.depth() > DEEPEST
        ? Optional.of(OF_FEW_LAYERS)
        : NormalRegression.unknown(task, label(), Beside.LIKE_FLAT);
  }

  /** Tied layers share their rates, and others have some that move no inputs. */
  @Override
  public boolean isTheoryOf(ModelSpec model, InContext task) {
    return WhitenedDescent.super.isTheoryOf(model, task)
        && model.distinctLayers() == model.depth()
        && (model.update() == Update.TOKEN || !movesInputs(model));
  }

  /** That of the lowest stationary point, if the search finds one. */
  @Override
  public OptionalDouble expectedLoss(InContext task) {
    NormalRegression known = known(task);
    return points(known.spectrum()).stream()
        .mapToDouble(point -> known.lossFactor() * point.loss())
        .findFirst();
  }

  private static boolean movesInputs(ModelSpec model) {
    return model.attention().weights().pattern() != Pattern.SPARSE;
  }

  @Override
  public String label() {
    return "class-s";
  }

  @Override
  public Set<Dependence> dependsOn() {
    return movesInputs ? Set.of(DEPTH) : Set.of(DEPTH, PATTERN);
  }

  @Override
  public ClassS beside(TrialSettings trial) {
    known(trial.inContext());
    return new ClassS(trial.model().depth(), movesInputs(trial.model()));
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    NormalRegression known = known(task);
    double rate = 1 / known.variance();
    List<StationaryPoint> points =
        points(known.spectrum()).stream()
            .map(point -> point.times(known.lossFactor(), rate, rate / task.context()))
            .toList();
    if (points.isEmpty()) {
      throw new IllegalStateException(
          ("class-s found no stationary point at depth %d, d = %d and N = %d: its loss there is too"
                  + " near to 0 for double precision; choose a shorter context or fewer layers, or"
                  + " leave class-s out")
              .formatted(steps, task.inputDim(), task.context()));
    }
    return LearnerFit.ofStationary(points);
  }

  private NormalRegression known(InContext task) {
    return NormalRegression.of(task, label(), Beside.LIKE_FLAT);
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
  public double fitFlops(TaskSpec task) {
    double flops = movesInputs ? 1.4e7 : 0;
    for (int l = 0; l < steps; l++) {
      flops *= 9;
    }
    return flops;
  }
}
