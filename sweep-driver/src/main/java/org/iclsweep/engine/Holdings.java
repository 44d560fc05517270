package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.Outcome;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a table has of the trials of a study. Footers tell it of files that were written for the
 * same study: sets of indices, compressed, so that memory does not grow with what is there. Of all
 * other files the identities are read, and kept.
 *
 * @param files the table's
 * @param known what footers tell, of each of the trials asked for
 * @param others the rows of all other files
 */
record Holdings(List<TrialFile> files, List<PlanShare> known, OutcomesById others) {

  /**
   * Looks at a table.
   *
   * @param files the table's
   * @param asked in several lists, each with its own indices
   */
  static Holdings of(TrialTable table, List<TrialFile> files, List<Trials> asked) {
    List<PlanShare> known = new ArrayList<>();
    for (Trials trials : asked) {
      known.add(PlanShare.ofAll(trials.fingerprint(), files));
    }
    OutcomesById others = new OutcomesById();
    Holdings held = new Holdings(files, known, others);
    table
        .heads(held.filesOfOthers())
        .forEach((file, head) -> others.put(head.trialId(), head.outcome()));
    return held;
  }

  /** The files whose rows no footer tells. */
  List<TrialFile> filesOfOthers() {
    return files.stream()
        .filter(file -> known.stream().allMatch(share -> file.shareOf(share.plan()).isEmpty()))
        .toList();
  }

  /** What footers tell of these trials. */
  PlanShare known(Trials trials) {
    return known.stream()
        .filter(share -> share.plan().equals(trials.fingerprint()))
        .findFirst()
        .orElseThrow();
  }

  /** How a trial that no footer tells of has ended, if it is there. */
  Optional<Outcome> other(Trial trial) {
    return others.size() == 0 ? Optional.empty() : others.get(trial.id());
  }

  /** Whether identities have to be looked up. */
  boolean hasOthers() {
    return others.size() > 0;
  }

  /** The indices of those of these trials that no footer tells of as done, ascending. */
  LongStream unknown(Trials trials) {
    return unknownRuns(trials).flatMapToLong(run -> LongStream.range(run.from(), run.to()));
  }

  /** The same, as runs. */
  Stream<Chunk.Run> unknownRuns(Trials trials) {
    RoaringBitmap there = known(trials).indices(Outcome::isDone);
    return Stream.iterate(
        stretch(there, 0, trials.size()),
        stretch -> stretch.from() < trials.size(),
        stretch -> stretch(there, stretch.to(), trials.size()));
  }

  private static Chunk.Run stretch(RoaringBitmap there, long after, long size) {
    long from = after < size ? there.nextAbsentValue((int) after) : size;
    long next = from < size ? there.nextValue((int) from) : size;
    long end = next < 0 ? size : Math.min(size, next);
    return new Chunk.Run(from, end);
  }
}
