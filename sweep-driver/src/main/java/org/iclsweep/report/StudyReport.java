package org.iclsweep.report;

import java.util.List;
import org.iclsweep.analysis.Run;

/**
 * What a page is made of. All but the name and the runs may be {@code null}, and is then left out.
 *
 * @param study name of the study
 * @param runs all rows of its table, trials and learners, in any order
 * @param planned number of trials the study plans
 * @param command what to type to run it again
 * @param digest hash of the table and version of the numerics, in one line
 * @param resolvedStudy the study file with all its values
 */
public record StudyReport(
    String study,
    List<Run> runs,
    Long planned,
    String command,
    String digest,
    String resolvedStudy) {

  public StudyReport {
    runs = List.copyOf(runs);
  }
}
