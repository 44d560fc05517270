package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.learner.StationaryPoint;
import org.iclsweep.trial.Stationary.NumberedPoint;

/**
 * Stationary points of class S, as the fit of the learner class-s found them: where training may
 * end, or stay for long.
 */
public record Stationary() implements Taking<NumberedPoint> {

  /**
   * A stationary point of class S.
   *
   * @param point its number, from 1, the lowest first
   * @param loss expected loss there, exactly
   * @param learningRates η of every layer (the rate of the mean squared error, not divided by the
   *     context length)
   * @param gammas γ of every layer, the last of which is 0; empty where inputs are not moved
   * @param shape what the loss does around it
   */
  public record NumberedPoint(
      int point,
      double loss,
      List<Double> learningRates,
      List<Double> gammas,
      StationaryPoint.Shape shape)
      implements Serializable {
    public NumberedPoint {
      learningRates = List.copyOf(learningRates);
      gammas = List.copyOf(gammas);
    }
  }

  @Override
  public List<NumberedPoint> ofLearner(MeasuredLearner learner) {
    List<StationaryPoint> points = learner.fit().stationary();
    return IntStream.range(0, points.size())
        .mapToObj(
            k ->
                new NumberedPoint(
                    k + 1,
                    points.get(k).loss(),
                    points.get(k).learningRates(),
                    points.get(k).gammas(),
                    points.get(k).shape()))
        .toList();
  }
}
