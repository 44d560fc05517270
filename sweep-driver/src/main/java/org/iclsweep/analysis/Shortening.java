package org.iclsweep.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;

/**
 * Makes runs small, so that a heap has room for a million: what runs have in common is kept once,
 * and what findings take quantiles of at many places, or look into, is kept of a random part. Which
 * part hangs on identities alone, not on the order of rows.
 */
final class Shortening {
  /** What it keeps anything of, or looks at. */
  static final Set<Measure<?>> KEPT =
      Set.of(
          Measures.CURVE, Measures.ALIGNMENTS, Measures.OOD, Measures.LEARNERS, Measures.WEIGHTS);

  /** So many runs keep their losses out of distribution. */
  static final long WITH_LOSSES = 20_000;

  /** So many keep their weights, if they are late. */
  static final long WITH_WEIGHTS = 5_000;

  private final long rows;
  private final Map<Object, Object> shared = new HashMap<>();

  /**
   * Of one table.
   *
   * @param rows how many it has
   */
  Shortening(long rows) {
    this.rows = rows;
  }

  /** Whether a row is among about so many, picked by its identity. */
  static boolean isPicked(String id, long most, long rows) {
    long place = Integer.toUnsignedLong(id.hashCode() * 0x9E3779B9);
    return rows <= most || place < (double) most / rows * 0x1p32;
  }

  /** No curves, of each agreement its end, and of late runs the weights. */
  Run of(Run run) {
    TrialRecord all = run.record();
    boolean late = run.met(Fate.LATE);
    boolean withLosses = !run.isTrial() || isPicked(run.id(), WITH_LOSSES, rows);
    boolean withWeights = late && isPicked(run.id(), WITH_WEIGHTS, rows);
    TrialRecord record =
        TrialRecord.ended(all.outcome(), all.outcomeStep())
            .failure(all.failureClass(), all.failureMessage())
            .zeroLoss(once(all.zeroLoss()), once(all.zeroLossStandardError()))
            .finalLoss(all.finalLoss(), late ? all.finalLossStandardError() : null)
            .interpolatedLoss(all.interpolatedLoss(), null)
            .stoppedStep(all.stoppedStep())
            .with(Measures.ALIGNMENTS, run.finalAlignments())
            .with(Measures.OOD, withLosses ? all.ood() : List.of())
            .with(Measures.LEARNERS, once(all.learners()))
            .with(Measures.WEIGHTS, withWeights ? all.weights() : List.of())
            .build();
    return new Run(
        run.id(),
        run.learner(),
        parameters(run),
        run.spec(),
        record,
        events(run.events()),
        once(run.rule()),
        run.unit());
  }

  private Map<String, Object> parameters(Run run) {
    if (!run.parameters().containsKey(Columns.SEED)) {
      return run.parameters();
    }
    Map<String, Object> setting = new LinkedHashMap<>(run.parameters());
    Object seed = setting.remove(Columns.SEED);
    return new SeedParameters(once(setting), seed);
  }

  private LearningEvents events(LearningEvents all) {
    return all == null
        ? null
        : new LearningEvents(
            once(all.level()),
            all.crossed(),
            all.learnt(),
            all.relapsed(),
            all.diverged(),
            all.until());
  }

  @SuppressWarnings("unchecked")
  private <V> V once(V value) {
    return value == null ? null : (V) shared.computeIfAbsent(value, same -> same);
  }
}
