package org.iclsweep.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Verdict;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.report.ReportPage;
import org.iclsweep.report.StudyReport;
import org.iclsweep.report.Watch;
import org.iclsweep.results.CodeVersion;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/**
 * Makes pages of a results directory, each of the rows that are committed at the time. Spark, if a
 * check asks for it, starts once for all of them.
 */
final class StudyPages implements AutoCloseable {
  private final String directory;
  private final SparkSettings settings = SparkSettings.local();
  private final AskedRows asked;
  private final CheckLimit limit;
  private final Resumable command;
  private final Console console;
  private ResultTable first;

  /**
   * @param command what runs the rest of the study
   */
  StudyPages(
      String directory, AskedRows asked, CheckLimit limit, Resumable command, Console console) {
    this.directory = directory;
    this.asked = asked;
    this.limit = limit;
    this.command = command;
    this.console = console;
  }

  Storage storage() {
    return settings.storage();
  }

  /** The files of the table and their sizes: pages of the same ones are the same. */
  List<String> files() {
    return TrialTable.at(storage(), directory).fileSizes();
  }

  /**
   * The page of what is there.
   *
   * @param watch of a run that is on, whose rows become more; {@code null} for a page that stays
   */
  ReportPage page(Watch watch) throws StudyException {
    Optional<Study> stored = StoredStudy.read(storage(), directory);
    ResultTable table = asked.open(directory, settings, stored);
    try {
      table.requireNoneDoubled();
      List<String> notes = AskedRows.notes(table, directory);
      if (watch == null) {
        notes.forEach(console::say);
      }
      Map<String, String> remarks = stored.map(each -> each.remark().shown()).orElse(Map.of());
      SortedMap<CodeVersion, Long> versions = table.codeVersions();
      String about = Reproduction.about(versions, table, notes, watch == null);
      StudyReport report = report(table, stored, versions.keySet(), about);
      return new ReportPage(report, remarks, watch);
    } finally {
      keepFirst(table);
    }
  }

  /** The table that has started Spark stops it when it is closed. */
  private void keepFirst(ResultTable table) {
    if (first == null) {
      first = table;
    } else {
      table.close();
    }
  }

  private StudyReport report(
      ResultTable table, Optional<Study> stored, Set<CodeVersion> versions, String about) {
    LossUnit unit = stored.map(Study::lossUnit).orElse(LossUnit.HALF_SQUARED_ERROR);
    List<Run> runs = StoredRuns.all(table, unit);
    if (stored.isEmpty()) {
      return new StudyReport(directory, runs, List.of(), null, null, null, about, null);
    }
    Study study = stored.get();
    return new StudyReport(
        study.name(),
        runs,
        Verdict.of(study.checks(), table.within(limit.time)),
        study.plan().size(),
        Words.command(command.resume()),
        Reproduction.elsewhere(study.name(), versions),
        about,
        study.resolved(),
        study.rounds().isPresent() ? boundary(study) : null);
  }

  private RefinedBoundary boundary(Study study) {
    return new RefinedBoundary(RoundResults.of(study, TrialTable.at(storage(), directory)));
  }

  @Override
  public void close() {
    if (first != null) {
      first.close();
    }
  }
}
