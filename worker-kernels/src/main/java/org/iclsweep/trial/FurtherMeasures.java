package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.spec.Column;

/**
 * What is measured of a trial only where it is asked for; lists are empty where it is not.
 *
 * @param rollouts losses of the one layer, applied again and again
 * @param sensitivities how the first layer's outputs depend on the tokens, over the steps
 * @param spectra how the contexts' eigenvalues are distributed
 * @param functions of some tasks of sines, what is answered over the whole range of inputs
 */
public record FurtherMeasures(
    List<RolloutPoint> rollouts,
    List<Sensitivity> sensitivities,
    List<SpectrumPoint> spectra,
    List<FunctionPoint> functions)
    implements Serializable {

  /** Nothing was asked for. */
  public static final FurtherMeasures NONE =
      new FurtherMeasures(List.of(), List.of(), List.of(), List.of());

  public FurtherMeasures {
    rollouts = List.copyOf(rollouts);
    sensitivities = List.copyOf(sensitivities);
    spectra = List.copyOf(spectra);
    functions = List.copyOf(functions);
  }

  /**
   * Loss after one more application of a layer to its own outputs, labels alone updated.
   *
   * @param predictor {@code transformer}, or the label of the learner whose layer it is
   * @param factor λ, by which updates are multiplied
   * @param step applications of the layer, from 1
   * @param loss mean over the evaluation tasks
   * @param stableLoss mean over those on which gradient descent is stable at λ times the rate of
   *     the closed form; {@code null} where there is no closed form
   * @param stableTasks their number; {@code null} where there is no closed form
   */
  public record RolloutPoint(
      String predictor,
      double factor,
      int step,
      double loss,
      Double stableLoss,
      Integer stableTasks)
      implements Serializable {}

  /**
   * How the first layer's outputs depend on the tokens, where inputs and labels take turns: norms
   * of the mean derivative, over tasks, of the sum of a token's outputs by a token's own features.
   *
   * @param step optimizer steps done
   * @param own by the token itself
   * @param next by the one behind it
   * @param other by the remaining tokens, a mean
   * @param otherWithNext by all but itself, their sum divided by the number of the remaining
   */
  public record Sensitivity(int step, double own, double next, double other, double otherWithNext)
      implements Serializable {}

  /**
   * How a quantity of the contexts' Gram matrices is distributed over the evaluation tasks.
   *
   * @param gamma γ of GD++; {@code null} for the eigenvalues themselves
   * @param quantity what it is
   * @param probability whose quantile it is; {@code null} for the mean
   * @param value the quantile, or the mean
   */
  public record SpectrumPoint(
      Double gamma, SpectrumQuantity quantity, Double probability, double value)
      implements Serializable {}

  /**
   * A point of a function of one input: with a task's context held, the query is at {@code x}.
   *
   * @param task number of the evaluation task
   * @param series {@code context}, the pairs that are shown; {@code target}; {@code
   *     before-attention}, what the model would answer ahead of its first layer of attention;
   *     {@code transformer}, or a learner's label
   * @param x input
   * @param y label or answer
   */
  public record FunctionPoint(
      @Column(inView = "function") int task, String series, double x, double y)
      implements Serializable {}
}
