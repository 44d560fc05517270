package org.iclsweep.report;

import java.util.List;
import java.util.Optional;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Verdict;

/**
 * What a page is made of. All but the name and the runs may be {@code null}, and is then left out.
 *
 * @param study name of the study
 * @param runs all rows of its table, trials and learners, in any order
 * @param planned number of trials the study plans
 * @param command what to type to run it again
 * @param elsewhere what to type on another machine, beside the study file {@link #fileName}
 * @param verdicts what was checked; empty where nothing was
 * @param digest versions of the program that ran the trials and of the numerics, and the hash of
 *     the table, in one line
 * @param resolvedStudy the study file with all its values
 * @param boundary what the rounds of a refinement show
 */
public record StudyReport(
    String study,
    List<Run> runs,
    List<Verdict> verdicts,
    Long planned,
    String command,
    String elsewhere,
    String digest,
    String resolvedStudy,
    RefinedBoundary boundary) {

  public StudyReport {
    runs = List.copyOf(runs);
    verdicts = List.copyOf(verdicts);
  }

  Findings findings(Summary summary) {
    return boundary == null ? Findings.of(summary) : Findings.of(summary, boundary);
  }

  /** The answer in one sentence. */
  String lead(Findings findings) {
    return boundary == null ? findings.headline() : boundary.headline();
  }

  /** What stands beneath the answer, where that is the boundary. */
  Optional<String> beneath(Findings findings) {
    return boundary == null ? Optional.empty() : Optional.of(findings.headline());
  }

  /** What a file of the study is to be called. */
  public static String fileName(String study) {
    return study + ".conf";
  }

  /** Of a study that refines nothing. */
  public StudyReport(
      String study,
      List<Run> runs,
      List<Verdict> verdicts,
      Long planned,
      String command,
      String elsewhere,
      String digest,
      String resolvedStudy) {
    this(study, runs, verdicts, planned, command, elsewhere, digest, resolvedStudy, null);
  }
}
