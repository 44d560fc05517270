package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * How well a model's answers to sequences are told by the polynomials of what a sequence has shown,
 * degree by degree, while it answers.
 *
 * <pre>
 *   ŷ_t ≈ B_t q(A_t) s_t,   A_t = Σ_{j≤t} s_{j-1} s_{j-1}ᵀ,   B_t = Σ_{j≤t} s_j s_{j-1}ᵀ,   t ≤ P
 * </pre>
 *
 * <p>q of degree K - 1 is what K steps of gradient descent are, whatever their rates. A is scaled
 * by its mean norm at P in the first block that is seen.
 *
 * @see PolynomialEquations
 */
public final class Spectroscope {

  /**
   * The polynomial of a degree that is nearest to the answers.
   *
   * @param coefficients c_0 .. of 1, A, A²..
   * @param explained 1 - Σ ‖ŷ - q‖² / Σ ‖ŷ‖²; {@code null} where all answers are 0
   * @param loss of the polynomial: mean over states of half the squared error
   * @param leastLoss the least such loss of any of that degree, of the same states
   * @param modelLoss that of the answers themselves
   */
  public record Nearest(
      List<Double> coefficients,
      Double explained,
      double loss,
      double leastLoss,
      double modelLoss) {}

  private final int terms;
  private final int positions;
  private final LaneMatrix observations;
  private final LaneMatrix targets;
  private final PrefixMoments seen;
  private final double[] answer;
  private final double[] next;
  private double scale;
  private Sums sums;

  /**
   * @param block where the sequences lie
   * @param degree of the largest polynomial
   * @param positions P, how many of the first states of a sequence are looked at
   */
  public Spectroscope(TaskSpec task, TaskBlock block, int degree, int positions) {
    terms = degree + 1;
    this.positions = positions;
    observations = task.observations(block);
    targets = block.targets();
    int dim = observations.cols();
    seen = new PrefixMoments(observations.rows(), dim, NewestPair.USED);
    answer = new double[dim];
    next = new double[dim];
  }

  /** Flops of looking at a sequence of so many states, of a trained model that this is worth. */
  public static double flops(int dim, int degree, int positions) {
    double terms = degree + 1;
    double state = 2.0 * dim * dim * (1 + terms) + dim * terms * (terms + 2);
    return PrefixLearner.DOUBLE_FLOPS * positions * 2 * state;
  }

  /** Sees the answers to the first so many sequences of the block. */
  public void see(int tasks, LaneMatrix predictions) {
    if (scale == 0) {
      scale = seen.meanNorm(observations, tasks, positions);
    }
    if (sums == null) {
      sums = new Sums(new PolynomialEquations(terms, answer.length, scale), terms);
    }
    for (int lane = 0; lane < tasks; lane++) {
      seen.read(observations, lane);
      for (int t = 0; t < positions; t++) {
        seen.next();
        for (int i = 0; i < answer.length; i++) {
          answer[i] = predictions.get(t, i, lane);
          next[i] = targets.get(t, i, lane);
        }
        sums.add(seen, answer, next);
      }
    }
  }

  /** By degree from 0, what was seen since this was last taken. */
  public List<Nearest> take() {
    Sums taken = sums;
    sums = null;
    List<Nearest> all = new ArrayList<>();
    for (int k = 1; k <= terms; k++) {
      all.add(taken.nearest(k));
    }
    return all;
  }

  /** Running sums over states. */
  private static final class Sums {
    private final PolynomialEquations equations;
    private final double[] ofAnswers;
    private final double[] ofTargets;
    private double answerSquares;
    private double targetSquares;
    private double errors;
    private long states;

    Sums(PolynomialEquations equations, int terms) {
      this.equations = equations;
      ofAnswers = new double[terms];
      ofTargets = new double[terms];
    }

    void add(PrefixMoments seen, double[] answer, double[] target) {
      equations.add(seen);
      equations.add(ofAnswers, answer);
      equations.add(ofTargets, target);
      for (int i = 0; i < answer.length; i++) {
        double error = target[i] - answer[i];
        answerSquares = Math.fma(answer[i], answer[i], answerSquares);
        targetSquares = Math.fma(target[i], target[i], targetSquares);
        errors = Math.fma(error, error, errors);
      }
      states++;
    }

    Nearest nearest(int terms) {
      double[] model = equations.solve(terms, ofAnswers);
      double[] best = equations.solve(terms, ofTargets);
      double left = distance(answerSquares, ofAnswers, model) / answerSquares;
      return new Nearest(
          equations.coefficients(model),
          Double.isFinite(left) ? 1 - left : null,
          loss(model),
          loss(best),
          errors / (2 * states));
    }

    private double loss(double[] polynomial) {
      return distance(targetSquares, ofTargets, polynomial) / (2 * states);
    }

    /** Σ ‖y - q‖². */
    private double distance(double squares, double[] right, double[] polynomial) {
      double both = 0;
      for (int k = 0; k < polynomial.length; k++) {
        both = Math.fma(polynomial[k], right[k], both);
      }
      return squares - 2 * both + equations.squares(polynomial);
    }
  }
}
