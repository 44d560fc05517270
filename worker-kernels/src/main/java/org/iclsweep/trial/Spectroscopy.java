package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.Prices;
import org.iclsweep.learner.Spectroscope;
import org.iclsweep.learner.Spectroscope.Nearest;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Spectroscopy.PolynomialPoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * Which polynomial of what a sequence has shown a model's answers are, degree by degree, over the
 * steps.
 *
 * <p><b>Cost.</b> The sequences are answered for the curve anyway; sums in double over their
 * states.
 *
 * @param degree of the largest polynomial
 * @param tasks sequences, the first of the evaluation set; all of it where it has fewer
 * @param until share of the positions of a sequence that count, the first: behind them a few
 *     sequences may rule the sums
 * @param at at which steps
 * @see Spectroscope
 */
public record Spectroscopy(int degree, int tasks, double until, When at)
    implements Taking<PolynomialPoint> {

  /** What rounding may take from a share of the positions. */
  private static final double ROUNDING = 1e-9;

  /**
   * The polynomial of a degree that is nearest to the model's answers.
   *
   * @param step optimizer steps done
   * @param degree of the polynomial
   * @param coefficients of 1, A, A², ..
   * @param explained share of the answers' squares; {@code null} where these are 0 or not finite
   * @param loss of the polynomial
   * @param leastLoss of the best polynomial of that degree for these sequences
   * @param modelLoss of the model at these positions
   */
  public record PolynomialPoint(
      int step,
      int degree,
      List<Double> coefficients,
      Double explained,
      double loss,
      double leastLoss,
      double modelLoss)
      implements Serializable {
    public PolynomialPoint {
      coefficients = List.copyOf(coefficients);
    }
  }

  public Spectroscopy {
    require(degree >= 0, "degree", degree, "0 or more");
    atLeastOne("tasks", tasks);
    require(until > 0 && until <= 1, "until", until, "in (0, 1]");
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    if (task.inContext().isPresent()) {
      throw new IllegalArgumentException(
          "polynomials are of sequences of which every next state is to be told, but the task is "
              + task);
    }
    requirePositions(task.tokens());
  }

  /** Refuses sequences of too few positions. */
  public void requirePositions(int length) {
    int positions = positions(length);
    require(
        degree < positions,
        "degree",
        degree,
        "less than %d, the positions that count: so many states tell no more terms"
            .formatted(positions));
  }

  /** How many of the positions of a sequence count. */
  private int positions(int length) {
    return (int) Math.floor(until * length + ROUNDING);
  }

  @Override
  public boolean isOverSteps() {
    return at == When.EVERY;
  }

  @Override
  public AtPoints<PolynomialPoint> atPoints(MeasuredModel model) {
    return at == When.EVERY ? new InTraining(model) : point -> List.of();
  }

  @Override
  public List<PolynomialPoint> atEnd(MeasuredModel model) {
    if (at == When.EVERY) {
      return List.of();
    }
    InTraining last = new InTraining(model);
    Evaluator.loss(model.predictor(), model.evaluation(), List.of(last));
    return last.at(model.steps());
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    int dim = trial.task().readOut().features().count();
    double seen = Math.min(tasks, trial.measure().evalTasks());
    double points = at == When.EVERY ? trial.points() : 1;
    double again = at == When.LAST ? trial.measure().evalTasks() * prices.network() : 0;
    return points * seen * Spectroscope.flops(dim, degree, positions(trial.task().tokens()))
        + again;
  }

  private final class InTraining implements AtPoints<PolynomialPoint> {
    private final Spectroscope scope;

    InTraining(MeasuredModel model) {
      TaskSpec task = model.spec().task();
      scope = new Spectroscope(task, model.network().block(), degree, positions(task.tokens()));
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      int wanted = Math.min(tasks, Spectroscopy.this.tasks - block * LaneMatrix.LANES);
      if (wanted > 0) {
        scope.see(wanted, predictions);
      }
    }

    @Override
    public List<PolynomialPoint> at(CurvePoint point) {
      return at(point.step());
    }

    List<PolynomialPoint> at(int step) {
      List<PolynomialPoint> points = new ArrayList<>();
      List<Nearest> byDegree = scope.take();
      for (int k = 0; k < byDegree.size(); k++) {
        Nearest each = byDegree.get(k);
        points.add(
            new PolynomialPoint(
                step,
                k,
                each.coefficients(),
                each.explained(),
                each.loss(),
                each.leastLoss(),
                each.modelLoss()));
      }
      return points;
    }
  }
}
