package org.iclsweep.trial;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.measure.Answers;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.Network;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/**
 * What learners answer on evaluation sets, kept for the other trials of this process that are held
 * against them: solving ten thousand least-squares problems takes a tenth of a short trial.
 *
 * <p>An answer is a function of its key, so whether it was kept makes no difference to any bit.
 */
final class KnownAnswers {

  private static final int MOST = 64;

  private static final Map<Key, SoftReference<Answers>> KNOWN =
      Collections.synchronizedMap(new Recent());

  private record Key(
      LearnerSpec spec, FittedLearner fitted, List<WeightMatrix> weights, EvaluationSet set) {}

  private KnownAnswers() {}

  /**
   * The answers of a learner.
   *
   * @param row the record of its fit
   */
  static Answers of(LearnerSpec spec, TrialRecord row, EvaluationSet set) {
    Key key = new Key(spec, row.learners().get(0), row.weights(), set);
    SoftReference<Answers> known = KNOWN.get(key);
    Answers answers = known == null ? null : known.get();
    if (answers == null) {
      answers = Answers.of(predictor(key), set);
      KNOWN.put(key, new SoftReference<>(answers));
    }
    return answers;
  }

  private static Predictor predictor(Key key) {
    if (key.spec.kind() == LearnerKind.MLP_GD) {
      Network network = LearnerFit.perceptron(key.spec);
      FinalWeights.write(network, key.weights);
      return new NetworkPredictor(network);
    }
    return LearnerFit.predictor(
        key.spec, key.fitted.learningRates(), key.fitted.gammas(), key.fitted.bandwidth());
  }

  /** Forgets what was not asked for the longest. */
  private static final class Recent extends LinkedHashMap<Key, SoftReference<Answers>> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, SoftReference<Answers>> eldest) {
      return size() > MOST;
    }
  }
}
