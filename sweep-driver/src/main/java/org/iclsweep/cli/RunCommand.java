package org.iclsweep.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Summary;
import org.iclsweep.engine.KernelTrials;
import org.iclsweep.engine.MemoryNeed;
import org.iclsweep.engine.Outlook;
import org.iclsweep.engine.SetAside;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.engine.SweepResult;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.DamagedFile;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs what is missing of a study, and tells what it shows. */
@Command(
    name = "run",
    abbreviateSynopsis = true,
    header = "Runs a study, or what is missing of it.",
    description =
        "Runs a study, or what is missing of it: after an interruption, or with more seeds or"
            + " values, the same command runs only the rest. Then it tells what the results show.",
    footer = {
      "  icl-sweep run conf/quickstart.conf",
      "  icl-sweep run conf/quickstart.conf --set sweep.grid.seed=0..63",
      "  icl-sweep run conf/quickstart.conf --master spark://host:7077 --out hdfs:///quickstart"
    })
final class RunCommand implements Callable<Integer>, Resumable {

  /** Of the launcher: nothing is run, and what spark-submit is to be told is printed. */
  static final String SUBMISSION = "--submission";

  /** What the rows of the plan showed, beside the table. */
  private static final String FINDINGS = "findings.txt";

  /** The option that takes damaged files out of the table. */
  static final String SET_ASIDE = "--set-aside-corrupt";

  /** The option that leaves one row of each trial. */
  static final String SET_ASIDE_DOUBLED = "--set-aside-doubled";

  @ParentCommand private IclSweep program;
  @Mixin private StudyArguments arguments;

  @Mixin private SparkArguments spark;

  @Spec private CommandSpec spec;

  @Option(
      names = "--retry-failed",
      description = "Runs trials again that are in the table as failed or timed out.")
  private boolean retryFailed;

  @Option(
      names = "--trial-timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Gives a trial up that takes longer, as in 90s, 10m or 2h; its row says timed_out.")
  private Duration trialTimeout;

  @Option(
      names = "--chunk-time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "What a chunk of trials should take one core (default: 4s): a kill loses no more. Of very"
              + " many trials 4000 chunks are made, however long they take.")
  private Duration chunkTime = SweepOptions.CHUNK_TIME;

  @Option(
      names = SET_ASIDE,
      description =
          "Moves files of the table that cannot be read to _corrupt/ and runs their trials again.")
  private boolean setAsideCorrupt;

  @Option(
      names = SET_ASIDE_DOUBLED,
      description =
          "Leaves one row of each trial that has several, or none if they differ, so that it is run"
              + " again; what goes is kept in _corrupt/.")
  private boolean setAsideDoubled;

  @Mixin private Adopting adopting;

  @Mixin private AskedRows asked;

  @Mixin private OnEnd onEnd;

  @Option(names = SUBMISSION, hidden = true)
  private boolean submission;

  @Override
  public Integer call() throws StudyException {
    if (submission) {
      return tellSubmission();
    }
    SparkSettings settings = spark.settings().withJars(arguments.jars.files());
    if (spark.isInCluster()) {
      requireSharedDirectories();
    }
    Study study = arguments.read(settings);
    arguments.jars.requireProviders(study);
    String directory = arguments.directory(study);
    adopting.check(settings.storage());
    if (setAsideCorrupt) {
      setAside(settings, directory);
    }
    if (setAsideDoubled) {
      new DoubledMend(program.console()).run(settings, directory);
    }
    tellOtherNumerics(settings, directory);
    Sweep sweep =
        new Sweep(
            new KernelTrials(),
            SweepOptions.on(settings)
                .withChunkTime(chunkTime)
                .withRetryFailed(retryFailed)
                .withTrialTimeout(trialTimeout)
                .withAdopted(adopting.directories()));
    MemoryNeed memory = MemoryNeed.of(study);
    HeapWarning.of(memory, settings, resume()).ifPresent(program.console()::say);
    onEnd.begin();
    try {
      return run(sweep, study, settings, directory, memory);
    } finally {
      onEnd.run(settings.storage(), directory, program.console());
    }
  }

  private int run(
      Sweep sweep, Study study, SparkSettings settings, String directory, MemoryNeed memory)
      throws StudyException {
    SweepResult result;
    try (Interruption interruption = Interruption.calling(sweep::cancel, program.console());
        ProgressLine progress = new ProgressLine(program.console())) {
      result = sweep.run(study, directory, progress);
    }
    Adopting.tell(result.adopted(), program.console());
    if (result.interrupted()) {
      Study known = TrialTable.at(settings.storage(), directory).withRounds(study);
      tellInterrupted(Outlook.of(known, settings.storage(), directory), directory);
      return result.exitCode();
    }
    tellEnd(result, directory);
    Study run = TrialTable.at(settings.storage(), directory).withRounds(study);
    Optional<RefinedBoundary> boundary = tellBoundary(run, settings, directory);
    tellFindings(run, boundary, settings, directory);
    tellMemory(result, memory, settings);
    NextSteps.tell(
        program.console(), arguments, run, directory, result.failed() - result.noMemory());
    return result.exitCode();
  }

  private int tellSubmission() throws StudyException {
    spark.checkMaster();
    Submission submission = Submission.ofLauncher(System.getenv());
    if (submission.isInCluster(spark)) {
      requireSharedDirectories();
    }
    Optional<Study> study = Optional.empty();
    if (arguments.isOnThisMachine()) {
      study = Optional.of(arguments.read(SparkSettings.local()));
    }
    List<String> typed = spec.commandLine().getParseResult().originalArgs();
    List<String> words = submission.words(study, spark, arguments.jars, typed);
    program.console().out().println(Submission.quoted(words));
    return ExitCode.DONE;
  }

  private void requireSharedDirectories() {
    spark.requireFromAnywhere(
        "--out", arguments.out == null ? "left to be results/<study>" : arguments.out);
    adopting.directories().forEach(each -> spark.requireFromAnywhere(Adopting.ADOPT, each));
  }

  @Override
  public List<String> resume() {
    List<String> again = arguments.again("run");
    again.addAll(spark.words());
    again.addAll(adopting.words());
    again.addAll(onEnd.words());
    return again;
  }

  private void setAside(SparkSettings spark, String directory) {
    List<DamagedFile> moved = SetAside.damagedFiles(spark.storage(), directory);
    moved.forEach(file -> program.console().say("set aside " + file));
    if (moved.isEmpty()) {
      program.console().say("nothing to set aside: all files in " + directory + " are sound");
    }
  }

  /** A table that is damaged or not there is told of by the run itself. */
  private void tellOtherNumerics(SparkSettings settings, String directory) {
    try (ResultTable table = ResultTable.open(directory, settings)) {
      AskedRows.otherNumerics(table.numerics(), directory).ifPresent(program.console()::say);
    } catch (ResultException | DamagedTableException | UncheckedIOException e) {
      return;
    }
  }

  private void tellInterrupted(Outlook outlook, String directory) {
    program.console().say(Resumable.interrupted(outlook, directory, resume()));
  }

  private void tellFindings(
      Study study, Optional<RefinedBoundary> boundary, SparkSettings settings, String directory) {
    String question = study.resolved() + boundary.map(any -> study.roundsText()).orElse("");
    try (ResultTable table = asked.open(directory, settings, Optional.of(study))) {
      AskedRows.others(table, directory).ifPresent(program.console()::say);
      table
          .kept(FINDINGS, question, () -> findings(table, study, boundary))
          .ifPresent(program.console()::answer);
    }
  }

  private Optional<String> findings(
      ResultTable table, Study study, Optional<RefinedBoundary> boundary) {
    Optional<String> tooMany = StoredRuns.tooManyForFindings(table);
    if (tooMany.isPresent()) {
      program.console().say("no findings: " + tooMany.get());
      return Optional.empty();
    }
    Summary summary = Summary.of(StoredRuns.forFindings(table, study.lossUnit()));
    Findings findings =
        boundary.map(found -> Findings.of(summary, found)).orElseGet(() -> Findings.of(summary));
    return Optional.of(findings.text());
  }

  private Optional<RefinedBoundary> tellBoundary(
      Study study, SparkSettings settings, String directory) {
    TrialTable table = TrialTable.at(settings.storage(), directory);
    Optional<RefinedBoundary> boundary =
        study.rounds().map(rounds -> new RefinedBoundary(RoundResults.of(study, table)));
    boundary
        .map(found -> String.join("\n", found.sentences()) + "\n\n")
        .ifPresent(program.console()::answer);
    return boundary;
  }

  private void tellMemory(SweepResult result, MemoryNeed need, SparkSettings settings) {
    if (result.noMemory() > 0) {
      program
          .console()
          .say(
              "warning: %s ended as no_memory: %s"
                  .formatted(
                      Words.count(result.noMemory(), "trial"),
                      HeapWarning.cure(need, settings, resume())));
    }
  }

  private void tellEnd(SweepResult result, String directory) {
    if (result.run() == 0 && result.learnersRun() == 0) {
      String all = Words.count(result.planned(), "trial");
      program
          .console()
          .say("nothing was left to do: " + all + " of the plan in " + directory + "\n");
      return;
    }
    StringBuilder end = new StringBuilder("ran " + Words.count(result.run(), "trial"));
    if (result.learnersRun() > 0) {
      end.append(" and ").append(Words.count(result.learnersRun(), "learner"));
    }
    end.append(" in ").append(Words.time(result.elapsed()));
    if (result.present() > 0) {
      end.append("; ").append(result.present()).append(" more of the plan were there before");
    }
    if (result.diverged() > 0) {
      end.append("; ").append(result.diverged()).append(" diverged");
    }
    program.console().say(end + "\n");
  }
}
