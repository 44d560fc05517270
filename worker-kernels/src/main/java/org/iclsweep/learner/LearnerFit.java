package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.model.Network;

/**
 * What the fit of a learner found, as its row keeps it.
 *
 * @param learningRates η of each distinct layer; empty unless the learner is gradient descent
 * @param gammas γ of each distinct layer; empty unless the learner is GD++
 * @param penalty λ of ridge regression; {@code null} for other learners
 * @param bandwidth h of kernel smoothing; {@code null} for other learners
 * @param trained the network whose weights were trained; {@code null} where none was
 * @param stationary stationary points of its loss that were found, the lowest first; empty unless
 *     the learner is class S
 */
public record LearnerFit(
    List<Double> learningRates,
    List<Double> gammas,
    Double penalty,
    Double bandwidth,
    Network trained,
    List<StationaryPoint> stationary) {

  static final LearnerFit NOTHING = of(List.of(), null, null, null);

  static LearnerFit of(Rates rates) {
    return new LearnerFit(rates.learningRates(), rates.gammas(), null, null, null, List.of());
  }

  static LearnerFit ofStationary(List<StationaryPoint> points) {
    StationaryPoint best = points.get(0);
    return new LearnerFit(best.learningRates(), best.gammas(), null, null, null, points);
  }

  static LearnerFit ofPenalty(double penalty) {
    return of(List.of(), penalty, null, null);
  }

  static LearnerFit ofBandwidth(double bandwidth) {
    return of(List.of(), null, bandwidth, null);
  }

  static LearnerFit ofTrained(double learningRate, Network trained) {
    return of(List.of(learningRate), null, null, trained);
  }

  private static LearnerFit of(
      List<Double> learningRates, Double penalty, Double bandwidth, Network trained) {
    return new LearnerFit(learningRates, List.of(), penalty, bandwidth, trained, List.of());
  }
}
