package org.iclsweep.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.iclsweep.trial.TrialRecord;

/**
 * A refinement that {@link RefinementRun} runs as {@link Sweep} has it, with {@link RoundTrials} at
 * hand in place of Spark: a first round of 5 points, and one more.
 */
final class SampleRefinement {

  static final int SEEDS = 3;

  /** What comes next, by the rounds before and the points of a round. */
  private static final Map<List<Object>, Optional<Round>> NEXT = new HashMap<>();

  private SampleRefinement() {}

  /**
   * @param points of the second round, which others follow from than from another number
   */
  static Study study(int points) throws StudyException {
    return study(points, 5 + points);
  }

  /**
   * @param all points that the budget is enough for
   */
  static Study study(int points, int all) throws StudyException {
    return RoundTrials.study(
        "sweep.refine.points-a-round=" + points,
        "sweep.refine.seeds-a-round=" + SEEDS,
        "sweep.refine.tolerance=0.001",
        "sweep.refine.budget=" + all * SEEDS);
  }

  static Stream<TransformerTrial> trials(Study study) {
    return LongStream.range(0, study.plan().size()).mapToObj(study.plan()::trial);
  }

  static List<String> ids(Study study) {
    return trials(study).map(TransformerTrial::id).toList();
  }

  /** What comes next of all trials of some rounds, none of which is read. */
  static Optional<Round> next(Study asking, List<Round> before) {
    Study known = asking.with(new Rounds(asking.refinement().orElseThrow(), before));
    return NEXT.computeIfAbsent(
        List.of(before, known.refinement().orElseThrow()),
        any -> RoundResults.of(known, trials(known).map(SampleRefinement::row)).next());
  }

  private static TrialRow row(TransformerTrial trial) {
    List<TrialRecord> fitted =
        trial.learners().stream().map(each -> RoundTrials.PLAIN.run(each, List.of())).toList();
    return SampleTable.row(trial, RoundTrials.PLAIN.run(trial, fitted), "rounds");
  }

  static void write(RowWriter writer, List<TransformerTrial> some) throws IOException {
    for (TransformerTrial trial : some) {
      writer.write(row(trial));
    }
  }

  /** Takes the lease, from whoever holds it elsewhere, and runs what there is to run. */
  static SweepResult run(StudyFolder at, DriverProcess self, Study study) throws IOException {
    LeaseTerms terms =
        new LeaseTerms(self, Duration.ofDays(1), Duration.ZERO, () -> false, line -> {});
    try (Lease lease = Lease.take(at, terms)) {
      return lease.holding(
          () -> {
            KeptRounds rounds = KeptRounds.of(study, at, lease);
            return new RefinementRun(at, rounds, () -> false, before -> {})
                .result((known, isFirst) -> commitMissing(at, lease, known));
          });
    }
  }

  /** In two chunks, so that there is a time when a part of a round is there. */
  private static SweepResult commitMissing(StudyFolder at, Lease lease, Study known)
      throws IOException {
    Set<String> there = new HashSet<>();
    at.table().heads(at.table().contents()).forEach((file, head) -> there.add(head.trialId()));
    List<TransformerTrial> missing =
        trials(known).filter(trial -> !there.contains(trial.id())).toList();
    int half = (missing.size() + 1) / 2;
    commit(at, lease, missing.subList(0, half));
    commit(at, lease, missing.subList(half, missing.size()));
    long all = known.plan().size();
    long present = all - missing.size();
    return new SweepResult(all, present, missing.size(), 0, 0, 0, 0, Duration.ZERO, List.of(), 0);
  }

  private static void commit(StudyFolder at, Lease lease, List<TransformerTrial> chunk)
      throws IOException {
    if (!chunk.isEmpty()) {
      String key = StagedChunk.key(chunk.stream().map(TransformerTrial::id).iterator());
      Path staged = new Path(lease.staging(), StagedChunk.fileName(key, 0, 0));
      try (RowWriter writer = RowWriter.inFolder(at.storage(), staged)) {
        write(writer, chunk);
      }
      lease.commit(staged, lease.target(key));
    }
  }
}
