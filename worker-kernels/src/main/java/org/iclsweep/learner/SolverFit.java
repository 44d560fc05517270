package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.TaskSpec;

/**
 * Trains α and β of every step of a solver on the loss of its answers, as its authors do: AdamW in
 * double at 3·10⁻⁴, which rises over 500 steps and falls along half a cosine to 10⁻⁵ at step
 * 40,000; β₁ = .9, β₂ = .999, weight decay .05, every element of a gradient clipped at 1; from α =
 * 1, β = 0, where all steps are Neumann's.
 *
 * <p>Departure: the authors draw 256 fresh sequences a step. Here batches are of as many, and the
 * training goes round 128 of them, of which no more is kept than what a quadratic function needs:
 * {@link SolverBatches}. A step then costs nothing, and 32,768 sequences tell twelve numbers well.
 *
 * <p>Six steps lose what the authors' stored values do. Two lose .317 after 80,000 steps with the
 * lag, and the stored ones .304: their second α, 8.2, is further from 1 than all rates of this
 * schedule add up to, 6.6.
 *
 * <p>β of the first step has no effect, and stays 0.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), proposition 2</a>
 */
final class SolverFit {

  private static final double LEARNING_RATE = 3e-4;
  private static final ScheduleSpec SCHEDULE =
      new ScheduleSpec.WarmupCosine(500, 40_000, 1e-5 / LEARNING_RATE);
  private static final double BETA1 = .9;
  private static final double BETA2 = .999;
  private static final double EPSILON = 1e-8;
  private static final double WEIGHT_DECAY = .05;
  private static final double CLIP = 1;

  private final int steps;
  private final SolverBatches batches;
  private final SolverPolynomial polynomial;
  private final double[] values;
  private final double[] gradient;
  private final double[] byCoefficients;
  private final double[] first;
  private final double[] second;

  SolverFit(SolverBatches batches) {
    steps = batches.terms() - 1;
    this.batches = batches;
    polynomial = new SolverPolynomial(steps);
    values = new double[2 * steps];
    Arrays.fill(values, 0, steps, 1);
    gradient = new double[2 * steps];
    byCoefficients = new double[steps + 1];
    first = new double[2 * steps];
    second = new double[2 * steps];
  }

  /** α and β after the training; a function of all this alone. */
  static LearnerFit of(SecondOrder learner, TaskSpec task, long seed) {
    SolverFit fit = new SolverFit(new SolverBatches(learner, task, seed, SolverBatches.BATCHES));
    fit.train(learner.solver().fitSteps());
    return fit.result(learner.solver().ridge());
  }

  LearnerFit result(double ridge) {
    return LearnerFit.ofSolver(values(0, steps), values(steps, 2 * steps), ridge);
  }

  void train(int trainingSteps) {
    double power1 = 1;
    double power2 = 1;
    for (int step = 1; step <= trainingSteps; step++) {
      power1 *= BETA1;
      power2 *= BETA2;
      int batch = (step - 1) % batches.batches();
      batches.gradient(byCoefficients, batch, polynomial.of(values));
      polynomial.gradient(gradient, values, byCoefficients);
      update(LEARNING_RATE * SCHEDULE.factor(step, trainingSteps), 1 - power1, 1 - power2);
    }
  }

  private void update(double rate, double correction1, double correction2) {
    for (int i = 0; i < values.length; i++) {
      double clipped = Math.max(-CLIP, Math.min(CLIP, gradient[i]));
      first[i] = BETA1 * first[i] + (1 - BETA1) * clipped;
      second[i] = BETA2 * second[i] + (1 - BETA2) * clipped * clipped;
      double adam = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
      values[i] -= rate * (adam + WEIGHT_DECAY * values[i]);
    }
  }

  /** Mean loss over all batches, as the values are. */
  double loss() {
    double[] coefficients = polynomial.of(values);
    double sum = 0;
    for (int batch = 0; batch < batches.batches(); batch++) {
      sum += batches.loss(batch, coefficients);
    }
    return sum / batches.batches();
  }

  /** α and β. */
  double[] values() {
    return values.clone();
  }

  private List<Double> values(int from, int to) {
    List<Double> some = new ArrayList<>();
    for (int i = from; i < to; i++) {
      some.add(values[i]);
    }
    return some;
  }
}
