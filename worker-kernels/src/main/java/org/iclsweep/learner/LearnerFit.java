package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.model.Network;

/**
 * What the fit of a learner found, as its row keeps it.
 *
 * @param learningRates η of each distinct layer; of sequences, the coefficients of a polynomial, or
 *     α of each step of a solver; empty for others
 * @param gammas γ of each distinct layer; β of each step of a solver; empty for others
 * @param penalty λ of ridge regression, or of what a solver solves; {@code null} for others
 * @param bandwidth h of kernel smoothing, or β of softmax over a sequence; {@code null} for others
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

  static LearnerFit ofSolver(List<Double> steps, List<Double> momenta, double penalty) {
    return new LearnerFit(steps, momenta, penalty, null, null, List.of());
  }

  static LearnerFit ofTrained(double learningRate, Network trained) {
    return of(List.of(learningRate), null, null, trained);
  }

  private static LearnerFit of(
      List<Double> learningRates, Double penalty, Double bandwidth, Network trained) {
    return new LearnerFit(learningRates, List.of(), penalty, bandwidth, trained, List.of());
  }
}
