package org.iclsweep.trial;

import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.Answers;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Kept;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.Network;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/**
 * What learners answer on evaluation sets, kept for the other trials of this process that are held
 * against them: solving ten thousand least-squares problems takes a tenth of a short trial.
 */
final class KnownAnswers {

  private static final int MOST = 64;

  private static final Kept<Key, Answers> KNOWN =
      new Kept<>(MOST, key -> Answers.of(predictor(key), key.set));

  private record Key(
      LearnerSpec spec, FittedLearner fitted, List<WeightMatrix> weights, EvaluationSet set) {}

  private KnownAnswers() {}

  /**
   * The answers of a learner.
   *
   * @param row the record of its fit
   */
  static Answers of(LearnerSpec spec, TrialRecord row, EvaluationSet set) {
    return KNOWN.of(new Key(spec, row.learners().get(0), row.weights(), set));
  }

  private static Predictor predictor(Key key) {
    return predictor(key.spec.on(key.set.task()), key.fitted, key.weights);
  }

  /** A learner at work, from what its fit found. */
  static Predictor predictor(LearnerSpec spec, FittedLearner fitted, List<WeightMatrix> weights) {
    Optional<Network> trained = spec.learner().untrained(spec.task());
    trained.ifPresent(network -> FinalWeights.write(network, weights));
    return spec.predictor(fitted.fit(trained.orElse(null)));
  }
}
