package org.iclsweep.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.roaringbitmap.RoaringBitmap;

/** Trials of a study that a table lacks, found by rows that other tables have of them. */
final class MissingTrials {

  private final String kind;
  private final Trials trials;
  private final Holdings held;
  private final ToLongFunction<Described> index;
  private final RoaringBitmap there;

  private MissingTrials(
      String kind, Trials trials, Holdings held, ToLongFunction<Described> index) {
    this.kind = kind;
    this.trials = trials;
    this.held = held;
    this.index = index;
    there = held.known(trials).indices(Outcome::isDone).clone();
  }

  static MissingTrials ofModels(Study study, Trials trials, Holdings held) {
    return new MissingTrials(
        TrialRow.TRANSFORMER,
        trials,
        held,
        row ->
            TransformerTrial.ofRow(row.parameters())
                .map(trial -> study.plan().find(trial))
                .orElse(-1L));
  }

  static MissingTrials ofLearners(Trials trials, Holdings held) {
    Map<String, Long> indices = new HashMap<>();
    for (long k = 0; k < trials.size(); k++) {
      indices.put(trials.trial(k).id(), k);
    }
    return new MissingTrials(
        TrialRow.LEARNER, trials, held, row -> indices.getOrDefault(row.trialId(), -1L));
  }

  Trials trials() {
    return trials;
  }

  boolean isOfKind(Described row) {
    return row.kind().equals(kind);
  }

  /** What is wrong with a row's identity, as far as its parameters tell. */
  Optional<String> problem(Described row) {
    return kind.equals(TrialRow.TRANSFORMER) ? ForeignRow.problem(row) : Optional.empty();
  }

  /** The index of the trial that a row is of; empty where none is missing. */
  Optional<Long> index(Described row) {
    return Optional.of(index.applyAsLong(row)).filter(found -> found >= 0 && isMissing(found));
  }

  boolean isMissing(long found) {
    return !there.contains(Math.toIntExact(found))
        && held.other(trials.trial(found)).filter(Outcome::isDone).isEmpty();
  }

  /** The identities of all that are missing. */
  Stream<String> ids() {
    return held.unknown(trials).filter(this::isMissing).mapToObj(k -> trials.trial(k).id());
  }

  /** They are there from here on. */
  void take(PlanShare share) {
    there.or(share.indices());
  }
}
