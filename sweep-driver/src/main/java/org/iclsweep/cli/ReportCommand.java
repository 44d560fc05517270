package org.iclsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Verdict;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.report.ReportPage;
import org.iclsweep.report.StudyReport;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the page of a study. */
@Command(
    name = "report",
    abbreviateSynopsis = true,
    header = "Writes a page with findings, table and figures.",
    description =
        "Writes one self-contained page with the findings, the table and the figures of the study"
            + " that ran last, and prints where it is.",
    footer = {
      "  icl-sweep report results/quickstart",
      "  icl-sweep report results/quickstart --out quickstart.html --figures figures",
      "  icl-sweep report results/quickstart --figures figures --format pdf"
    })
final class ReportCommand extends TableCommand {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file to write (default: DIR/report.html); a device or a pipe, as /dev/stdout, is"
              + " written into.")
  private String out;

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description = "A directory to write each figure to, too, as a file of its own.")
  private String figures;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "What the files of --figures are: svg (default), pdf, with its letters embedded, or"
              + " svg,pdf.")
  private List<FigureFormat> formats;

  @Spec private CommandSpec spec;

  @Mixin private AskedRows asked;

  @Mixin private CheckLimit limit;

  @Override
  public Integer call() throws StudyException, IOException {
    if (formats != null && figures == null) {
      throw new ParameterException(
          spec.commandLine(), "--format is of the files that --figures writes; add --figures DIR");
    }
    SparkSettings settings = SparkSettings.local();
    Storage storage = settings.storage();
    String file = out == null ? ownPage(storage) : out;
    Optional<Study> stored = StoredStudy.read(storage, directory);
    try (ResultTable table = asked.open(directory, settings, stored)) {
      table.requireNoneDoubled();
      List<String> notes = AskedRows.notes(table, directory);
      notes.forEach(program.console()::say);
      Map<String, String> remarks = stored.map(each -> each.remark().shown()).orElse(Map.of());
      ReportPage page = new ReportPage(report(table, stored, notes), remarks, null);
      write(storage, file, Secrets.hidden(page.html()).getBytes(StandardCharsets.UTF_8));
      if (figures != null) {
        writeFigures(storage, page);
      }
    }
    return ExitCode.DONE;
  }

  /**
   * Where the page goes by itself: into a directory that may be a stranger's, where a link could
   * lead anywhere.
   */
  private String ownPage(Storage storage) throws IOException {
    String file = directory + "/report.html";
    if (storage.onThisMachine(file).filter(Files::isSymbolicLink).isPresent()) {
      throw new ResultException(file + " is a link; name the file to write with --out");
    }
    return file;
  }

  private void writeFigures(Storage storage, ReportPage page) throws IOException {
    for (Map.Entry<String, String> each : page.drawings().entrySet()) {
      String drawing = Secrets.hidden(each.getValue());
      for (FigureFormat format : formats == null ? List.of(FigureFormat.SVG) : formats) {
        String name = each.getKey().replaceAll("svg$", format.toString());
        write(storage, figures + "/" + name, format.bytes(drawing));
      }
    }
  }

  /** Where a page went is told, unless it went where this word would follow it. */
  private void write(Storage storage, String name, byte[] content) throws IOException {
    if (Page.write(storage, name, content)) {
      program.console().answer(name + "\n");
    }
  }

  private StudyReport report(ResultTable table, Optional<Study> stored, List<String> notes) {
    StringBuilder digest = new StringBuilder("Digest " + table.digest());
    digest.append(", numerics version ").append(Numerics.VERSION).append('.');
    notes.forEach(note -> digest.append(' ').append(note).append('.'));
    LossUnit unit = stored.map(Study::lossUnit).orElse(LossUnit.HALF_SQUARED_ERROR);
    List<Run> runs = StoredRuns.all(table, unit);
    if (stored.isEmpty()) {
      return new StudyReport(directory, runs, List.of(), null, null, digest.toString(), null);
    }
    Study study = stored.get();
    return new StudyReport(
        study.name(),
        runs,
        Verdict.of(study.checks(), table.within(limit.time)),
        study.plan().size(),
        Words.command(resume()),
        digest.toString(),
        study.resolved());
  }
}
