package org.iclsweep.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.SoFar;
import org.iclsweep.engine.Outlook;
import org.iclsweep.engine.PlanRows;
import org.iclsweep.engine.RunStatus;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.LargeFiles;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How far a study is, by what is in its table; while it runs and from any machine, too. */
@Command(
    name = "status",
    abbreviateSynopsis = true,
    header = "Tells how far a study is.",
    description =
        "Tells how far a study is, by what is in its table; while it runs, and from any machine"
            + " that sees the directory.",
    footer = {
      "  icl-sweep status results/quickstart",
      "  icl-sweep status results/quickstart --wait     until the run ends, then with its exit code"
    })
final class StatusCommand extends TableCommand {

  @Option(
      names = "--wait",
      description =
          "Waits for the end of the run that is on, or for the first one to start and end, and ends"
              + " with its exit code; with that of the last run if none is on.")
  private boolean wait;

  @Override
  public Integer call() throws StudyException {
    Storage storage = SparkSettings.local().storage();
    int code = wait ? new RunWatch(storage, directory, program.console()).end() : ExitCode.DONE;
    tell(storage);
    AskedRows.requireSoundRows(directory, SparkSettings.local(), program.console());
    return code;
  }

  private void tell(Storage storage) throws StudyException {
    TrialTable table = TrialTable.at(storage, directory);
    Optional<Study> study = StoredStudy.read(storage, directory);
    if (study.isEmpty()) {
      ResultTable.open(directory).close(); // says what to do if there is no table either
    }
    Facts facts = new Facts();
    if (study.isPresent()) {
      add(facts, study.get(), storage);
    } else {
      facts.add("study", "not known: there is no " + StoredStudy.file(directory));
    }
    facts.add(
        "table",
        "%s, %s in %s"
            .formatted(
                Words.count(table.files().size(), "file"),
                Words.bytes(table.bytes()),
                folders(table)));
    program.console().answer(facts.text());
  }

  private String folders(TrialTable table) {
    return table.files().stream().anyMatch(LargeFiles::isLarge)
        ? "%1$s/trials and %1$s/_compact".formatted(directory)
        : directory + "/trials";
  }

  private void add(Facts facts, Study study, Storage storage) {
    Outlook outlook = Outlook.of(study, storage, directory);
    facts.add("study", study.name());
    study.remark().shown().forEach(facts::add);
    study.refinement().ifPresent(of -> facts.add("refines", RefinedBoundary.question(of)));
    facts.add(
        "trials",
        "%d of %d done, %d failed, %d diverged"
            .formatted(outlook.present(), outlook.planned(), outlook.failed(), outlook.diverged()));
    facts.add(
        "learners", outlook.learnersPresent() + " of " + outlook.learnersPlanned() + " fitted");
    if (outlook.others() > 0) {
      facts.add(
          "others", Words.count(outlook.others(), "row") + " of earlier plans in the same table");
    }
    if (outlook.present() > 0) {
      addShown(facts, study);
    }
    facts.add("running", outlook.driver().orElse("no"));
    Optional<RunStatus> last = RunStatus.of(storage, directory);
    last.ifPresent(run -> addRun(facts, run, outlook));
    if (!outlook.coreTime().isZero()) {
      facts.add("missing", "about " + Words.estimate(outlook.coreTime()) + " of one core");
      if (outlook.driver().isEmpty()) {
        List<String> words = new ArrayList<>(resume());
        words.addAll(JarArguments.wantedBy(study));
        facts.add("to go on", Words.command(words));
        last.map(RunStatus::options)
            .filter(options -> !options.isEmpty())
            .ifPresent(
                options -> facts.add("it ran with", Words.shell(options.toArray(String[]::new))));
      }
    }
  }

  /** What trials show so far; damaged files are told of by those who read them all. */
  private void addShown(Facts facts, Study study) {
    SparkSettings settings = SparkSettings.local();
    try (ResultTable table = ResultTable.open(directory, settings, PlanRows.of(study))) {
      table.readBy(study.learntRule());
      SoFar shown = SoFar.of(table, study.lossUnit());
      shown.share().ifPresent(share -> facts.add("learnt so far", share));
      shown.curve().ifPresent(curve -> facts.add("median loss", curve));
      if (study.rounds().isPresent()) {
        facts.add("boundary", boundary(study, settings.storage()).soFar());
      }
    } catch (DamagedTableException | ResultException | UncheckedIOException unreadable) {
      facts.add("learnt so far", "not known: " + unreadable.getMessage());
    }
  }

  private RefinedBoundary boundary(Study study, Storage storage) {
    return new RefinedBoundary(RoundResults.of(study, TrialTable.at(storage, directory)));
  }

  private static void addRun(Facts facts, RunStatus run, Outlook outlook) {
    boolean running = run.state() == RunStatus.State.RUNNING;
    if (running && outlook.driver().isPresent()) {
      facts.add("speed", speed(run));
      if (run.waiting() != null) {
        facts.add("waiting", run.waiting());
      }
      if (run.sparkUi() != null) {
        facts.add("Spark", run.sparkUi() + " (" + run.application() + ")");
      }
    } else if (running) {
      facts.add("last run", "its driver, process " + run.pid() + " on " + run.host() + ", is gone");
    } else {
      String why = run.message() == null ? "" : ": " + run.message();
      String end = run.state().label() + " at " + run.updatedAt().truncatedTo(ChronoUnit.SECONDS);
      facts.add("last run", end + ", exit code " + run.exitCode() + why);
    }
  }

  private static String speed(RunStatus run) {
    if (run.trialsPerSecond() == 0) {
      return "not known yet";
    }
    Duration left = run.remaining();
    return Words.rate(run.trialsPerSecond())
        + (left == null ? "" : ", about " + Words.estimate(left) + " left");
  }
}
