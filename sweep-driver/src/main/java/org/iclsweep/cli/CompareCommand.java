package org.iclsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.iclsweep.analysis.ComparedSides;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Side;
import org.iclsweep.analysis.SideBySide;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.report.ReportPage;
import org.iclsweep.report.StudyReport;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.Secrets;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Holds results against others. */
@Command(
    name = "compare",
    abbreviateSynopsis = true,
    header = "Holds results against others, or settings of one.",
    description = {
      "Holds the results of each further directory against those of the first, or two settings of"
          + " one: in which parameters and versions they differ, which trials are the same, whether"
          + " shares and losses differ, seed by seed where both ran the same seeds.",
      "",
      "Ends with exit code 4 if a share that learnt or a loss differs, or trials that are the same"
          + " came out otherwise: a test of whether results still are what they were."
    },
    footer = {
      "  icl-sweep compare results/before results/after",
      "  icl-sweep compare results/quickstart --by model.heads",
      "  icl-sweep compare results/quickstart --by model.heads=1,2 --out compared.html"
    })
final class CompareCommand implements Callable<Integer>, Resumable {

  /** The column that tells sides apart in figures. */
  private static final String RESULTS = "results";

  @ParentCommand private IclSweep program;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Results directories; others are held against the first.")
  private List<String> directories;

  @Option(
      names = "--by",
      paramLabel = "PATH[=A,B]",
      description =
          "Of one directory: the parameter that tells its two sides apart, and which of its values"
              + " if it has more than two.")
  private String by;

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.05",
      description =
          "A difference is one whose p, after Holm's adjustment of all that are told, is below it"
              + " (default: 0.05).")
  private double level;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also writes a page with both sides in every figure.")
  private String out;

  @Mixin private AnswerFormat answer;

  @Mixin private AskedRows asked;

  private final List<String> notes = new ArrayList<>();
  private final List<String> about = new ArrayList<>();

  @Override
  public Integer call() throws StudyException, IOException {
    check();
    List<Side> sides = new ArrayList<>();
    LearntRule rule = null;
    LossUnit unit = null;
    SparkSettings settings = SparkSettings.local();
    for (String directory : directories) {
      Optional<Study> study = StoredStudy.read(settings.storage(), directory);
      try (ResultTable table = asked.open(directory, settings, study)) {
        table.requireNoneDoubled();
        AskedRows.notes(table, directory).forEach(notes::add);
        if (rule == null) {
          rule = table.learntRule();
          unit = study.map(Study::lossUnit).orElse(LossUnit.HALF_SQUARED_ERROR);
        } else if (!rule.equals(table.learntRule())) {
          notes.add(
              "%s says otherwise when a model has learnt; all is told as %s has it"
                  .formatted(directory, directories.get(0)));
          table.readBy(rule);
        }
        List<Run> runs =
            out == null ? StoredRuns.forFindings(table, unit) : StoredRuns.all(table, unit);
        add(sides, directory, runs, versions(table), study);
      }
    }
    return tell(by == null ? sides : sidesOf(sides.get(0)), settings.storage());
  }

  private void check() {
    if (!(level > 0 && level < 1)) {
      throw wrong("--level is " + level + ", must be a number in (0, 1), as in 0.05");
    }
    if (by != null && directories.size() > 1) {
      throw wrong("--by tells settings of one directory apart, and there are several");
    }
    if (by == null && directories.size() == 1) {
      throw wrong(
          "there is one directory and nothing to hold it against; name another, or say what tells"
              + " two of its settings apart, as in --by model.heads");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String directory : directories) {
      if (!seen.add(directory.replaceAll("/+$", ""))) {
        throw wrong(directory + " is named twice");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void add(
      List<Side> sides, String directory, List<Run> runs, String versions, Optional<Study> study) {
    Side side = new Side(label(directory), runs);
    if (side.trials().isEmpty()) {
      throw new ResultException(
          "%s has no trials yet; how far it is: %s%s"
              .formatted(
                  directory,
                  Words.command("status", directory),
                  notes.isEmpty() ? "" : "\n" + String.join("\n", notes)));
    }
    long missing = study.map(each -> each.plan().size() - side.trials().size()).orElse(0L);
    if (missing > 0) {
      notes.add(
          "%s is not whole: %d of %s are missing; to run them: %s"
              .formatted(
                  directory,
                  missing,
                  Words.count(study.orElseThrow().plan().size(), "trial"),
                  Words.command(Resumable.stored(directory))));
    }
    about.add(directory + ": " + Words.count(side.trials().size(), "trial") + ", " + versions);
    sides.add(side);
  }

  /** The last name of a directory, or all of it where another has the same. */
  private String label(String directory) {
    long alike = directories.stream().filter(each -> name(each).equals(name(directory))).count();
    return alike == 1 ? name(directory) : directory;
  }

  private static String name(String directory) {
    String plain = directory.replaceAll("/+$", "");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private static String versions(ResultTable table) {
    try (Stream<TrialRow> rows = table.curveRows()) {
      Set<String> versions = new LinkedHashSet<>();
      rows.map(TrialRow::provenance).map(CompareCommand::version).forEach(versions::add);
      List<String> told = versions.stream().limit(3).toList();
      String more = versions.size() > 3 ? " and " + (versions.size() - 3) + " more" : "";
      return String.join("; ", told) + more;
    }
  }

  private static String version(Provenance from) {
    return "icl-sweep %s, numerics %d, Java %s, %s"
        .formatted(from.codeVersion(), from.numericsVersion(), from.javaVersion(), from.kernel());
  }

  private List<Side> sidesOf(Side all) {
    SettingChoice choice = SettingChoice.of(by, all, directories.get(0));
    return choice.sides();
  }

  private int tell(List<Side> sides, Storage storage) throws IOException {
    ComparedSides comparing = new ComparedSides(sides, level);
    Facts facts = new Facts();
    about.forEach(each -> facts.add(RESULTS, each));
    comparing.facts().forEach(fact -> facts.add(fact.getKey(), fact.getValue()));
    if (answer.format == QueryFormat.TABLE) {
      program.console().answer(facts.text());
    } else {
      facts.text().lines().forEach(program.console()::say);
    }
    notes.forEach(program.console()::say);
    comparing.notes().forEach(program.console()::say);
    comparing.requireAny();
    if (answer.format == QueryFormat.TABLE) {
      program.console().answer("\n");
    }
    answer.format.print(comparing.rows(), program.console().out());
    if (out != null) {
      write(sides, comparing, storage);
    }
    program.console().say("");
    program.console().say(comparing.meaning());
    List<String> differences = comparing.differences();
    if (differences.isEmpty()) {
      program.console().say("no difference at this level");
      return ExitCode.DONE;
    }
    program.console().complain(Words.count(differences.size(), "difference") + ":");
    differences.forEach(each -> program.console().say("  " + each));
    return ExitCode.FAILED_CHECKS;
  }

  private void write(List<Side> sides, ComparedSides comparing, Storage storage)
      throws IOException {
    List<String> labels = sides.stream().map(Side::label).toList();
    String title =
        String.join(", ", labels.subList(1, labels.size())) + " against " + labels.get(0);
    List<Run> runs = by == null ? SideBySide.overlaid(sides, RESULTS) : plain(sides);
    List<String> words = new ArrayList<>(List.of("compare"));
    words.addAll(directories);
    if (by != null) {
      words.addAll(List.of("--by", by));
    }
    StudyReport report =
        new StudyReport(
            title,
            runs,
            List.of(),
            null,
            Words.command(words),
            null,
            String.join(". ", about) + ".",
            null);
    String column = by == null ? RESULTS : SettingChoice.parameter(by).column();
    ReportPage page = new ReportPage(report, comparing, column);
    if (Page.write(storage, out, Secrets.hidden(page.html()).getBytes(StandardCharsets.UTF_8))) {
      program.console().say(out);
    }
  }

  private static List<Run> plain(List<Side> sides) {
    return sides.stream().flatMap(side -> side.runs().stream()).toList();
  }

  @Override
  public List<String> resume() {
    return Resumable.stored(directories.get(0));
  }
}
