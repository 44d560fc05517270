package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.iclsweep.results.Extent;
import org.iclsweep.results.PlanShare;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;

/**
 * The rows of a study's plan in a table: of its trials, and of the learners that they are held
 * against. What else is there is of other plans, or of other numerics.
 *
 * <p><b>Cost.</b> Of files that were written for the same study footers tell. Identities are read
 * of others only, and only if trials of the plan are in no file that tells.
 */
public final class PlanRows implements BiFunction<TrialTable, List<TrialFile>, Extent> {
  private final List<Trials> asked;

  private PlanRows(List<Trials> asked) {
    this.asked = asked;
  }

  public static PlanRows of(Study study) {
    return new PlanRows(List.of(Trials.of(study.plan().learners()), Trials.of(study)));
  }

  @Override
  public Extent apply(TrialTable table, List<TrialFile> files) {
    List<TrialFile> strangers = files.stream().filter(this::isStranger).toList();
    OutcomesById wanted = strangers.isEmpty() ? new OutcomesById() : elsewhere(files);
    Map<String, Long> found = new HashMap<>();
    if (wanted.size() > 0) {
      table
          .heads(strangers)
          .forEach(
              (file, head) -> {
                if (wanted.has(head.trialId())) {
                  found.merge(file.name(), 1L, Long::sum);
                }
              });
    }
    return extent(files, found, wanted);
  }

  private Extent extent(List<TrialFile> files, Map<String, Long> found, OutcomesById wanted) {
    List<TrialFile> some = new ArrayList<>();
    Set<String> parts = new HashSet<>();
    long rows = 0;
    long all = 0;
    for (TrialFile file : files) {
      long own = isStranger(file) ? found.getOrDefault(file.name(), 0L) : file.rows();
      if (own > 0) {
        some.add(file);
      }
      if (own > 0 && own < file.rows()) {
        parts.add(file.name());
      }
      rows += own;
      all += file.rows();
    }
    return new Extent(some, parts, wanted::has, rows, all - rows);
  }

  private boolean isStranger(TrialFile file) {
    return asked.stream().allMatch(trials -> file.shareOf(trials.fingerprint()).isEmpty());
  }

  /** The trials that no footer tells of. */
  private OutcomesById elsewhere(List<TrialFile> files) {
    OutcomesById ids = new OutcomesById();
    for (Trials trials : asked) {
      PlanShare known = PlanShare.ofAll(trials.fingerprint(), files);
      known
          .missing(trials.size())
          .forEach(index -> ids.put(trials.trial(index).id(), Outcome.COMPLETED));
    }
    return ids;
  }
}
