package org.iclsweep.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.engine.EarlyEnds.Saving;
import org.iclsweep.engine.MemoryNeed;
import org.iclsweep.engine.Outlook;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.Pace;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What a study means, without starting anything. */
@Command(
    name = "plan",
    abbreviateSynopsis = true,
    header = "Counts trials, done and new, and estimates their cost.",
    description =
        "Counts a study's trials, done and new, and estimates their cost. Starts nothing.",
    footer = {
      "  icl-sweep plan conf/quickstart.conf",
      "  icl-sweep plan conf/quickstart.conf --set sweep.grid.seed=0..63"
    })
final class PlanCommand implements Callable<Integer>, Resumable {

  /** Beyond so many settings it takes seconds. */
  private static final int MANY = 50_000;

  @Spec private CommandSpec spec;
  @ParentCommand private IclSweep program;
  @Mixin private StudyArguments arguments;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Estimates the time on so many cores (default: all of this machine).")
  private Integer cores;

  @Override
  public Integer call() throws StudyException {
    SparkSettings spark = SparkSettings.local();
    Study given = arguments.read(spark);
    String directory = arguments.directory(given);
    TrialTable table = TrialTable.at(spark.storage(), directory);
    Optional<RoundResults> rounds =
        given.rounds().isPresent()
            ? Optional.of(RoundResults.of(table.withRounds(given), table))
            : Optional.empty();
    Study study = rounds.map(RoundResults::extended).orElse(given);
    if (study.plan().settings() > MANY) {
      String settings = Words.count(study.plan().settings(), "setting");
      program.console().say(settings + ", looked at one by one ...");
    }
    Outlook outlook = Outlook.of(study, spark.storage(), directory);
    Facts facts = new Facts();
    facts.add("study", study.name() + ": " + Words.count(outlook.planned(), "trial"));
    study.remark().shown().forEach(facts::add);
    if (rounds.isPresent()) {
      new RoundFacts(facts).add(rounds.get());
    } else {
      new SweptFacts(facts).add(study.plan());
    }
    facts.add("learners", learners(study.plan().learners()));
    facts.add("results", directory);
    facts.add("done", done(outlook));
    facts.add("new", fresh(outlook));
    Optional<MemoryNeed> memory = Optional.empty();
    if (!outlook.coreTime().isZero()) {
      facts.add("cost", cost(outlook, cores()));
      facts.add("estimated", basis(outlook));
      stops(outlook.saving()).ifPresent(saving -> facts.add("stop", saving));
      memory = Optional.of(MemoryNeed.of(study));
      facts.add("memory", memory.get().text());
    }
    outlook.driver().ifPresent(driver -> facts.add("running", driver));
    program.console().answer(facts.text());
    AskedRows.requireSoundRows(directory, spark, program.console());
    new FoundElsewhere(arguments, study, spark.storage(), directory)
        .lines(outlook)
        .forEach(program.console()::say);
    memory.flatMap(need -> HeapWarning.of(need, spark, resume())).ifPresent(program.console()::say);
    program.console().say("next: " + Words.command(resume()));
    return ExitCode.DONE;
  }

  private int cores() {
    if (cores != null && cores < 1) {
      throw new ParameterException(
          spec.commandLine(), "--cores is " + cores + ", must be a whole number, at least 1");
    }
    return cores == null ? Runtime.getRuntime().availableProcessors() : cores;
  }

  @Override
  public List<String> resume() {
    List<String> words = arguments.again("run");
    if (cores != null) {
      words.addAll(List.of("--cores", cores.toString()));
    }
    return words;
  }

  private static String learners(List<Trial> learners) {
    if (learners.isEmpty()) {
      return "none";
    }
    Map<String, Long> kinds =
        learners.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> ((LearnerTrial) trial).spec().kind().label(),
                    TreeMap::new,
                    Collectors.counting()));
    return kinds.entrySet().stream()
        .map(kind -> kind.getKey() + (kind.getValue() == 1 ? "" : " ×" + kind.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String done(Outlook outlook) {
    String failed = outlook.failed() == 0 ? "" : ", of which " + outlook.failed() + " failed";
    return Words.count(outlook.present(), "trial") + failed;
  }

  private static String fresh(Outlook outlook) {
    long learners = outlook.learnersPlanned() - outlook.learnersPresent();
    String and = learners == 0 ? "" : " and " + Words.count(learners, "learner");
    return Words.count(outlook.missing(), "trial") + and;
  }

  /** A trial keeps one core busy, so a few cannot make use of many. */
  private static String cost(Outlook outlook, int processors) {
    long parts = outlook.missing() + outlook.learnersPlanned() - outlook.learnersPresent();
    int cores = (int) Math.min(processors, parts);
    String one = "about " + Words.estimate(outlook.coreTime()) + " of one core";
    return cores <= 1
        ? one
        : one
            + ", "
            + Words.estimate(outlook.coreTime().dividedBy(cores))
            + " on "
            + cores
            + " cores";
  }

  /** What trials save that stop, and that it is not known of some. */
  private static Optional<String> stops(Saving saving) {
    if (saving.trials() == 0) {
      return Optional.empty();
    }
    String stop = Words.count(saving.trials(), "trial") + " once learnt: ";
    if (saving.told() == 0) {
      return Optional.of(
          stop
              + "what that saves cannot be told before there are trials of these settings; the cost"
              + " is that of all steps");
    }
    String by =
        "about %s %% of the cost of all steps, by the curves of trials of these settings"
            .formatted(Numbers.percent(saving.share()));
    long untold = saving.trials() - saving.told();
    return Optional.of(
        stop + by + (untold == 0 ? "" : "; of " + untold + " there are none, which count whole"));
  }

  /** What the estimate goes by, and its error. */
  private static String basis(Outlook outlook) {
    Pace pace = outlook.pace();
    if (pace.trials() == 0) {
      return "for cores like this one, measured at %s Gflop/s; by the time of trials once some have run"
          .formatted(Words.figures(outlook.flopsASecond() / 1e9));
    }
    String by = "by the time of " + Words.count(pace.trials(), "trial");
    return pace.trials() == 1
        ? by
        : by + "; a single one is typically off by " + Numbers.percent(pace.deviation() - 1) + " %";
  }
}
