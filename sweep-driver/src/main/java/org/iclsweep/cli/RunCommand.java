package org.iclsweep.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Summary;
import org.iclsweep.engine.KernelTrials;
import org.iclsweep.engine.Outlook;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.engine.SweepResult;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.Study;
import org.iclsweep.study.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
final class RunCommand implements Callable<Integer> {

  private static final String MASTERS =
      "local(\\[(\\*|\\d+)(,\\d+)?])?|local-cluster\\[[\\d, ]+]|spark://.+:\\d+.*|yarn|k8s://.+";

  @ParentCommand private IclSweep program;
  @Mixin private StudyArguments arguments;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "The Spark master (default: all cores of this machine, local[*]).")
  private String master;

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
          "What a chunk of trials should take one core (default: 4s): a kill loses no more.")
  private Duration chunkTime = SweepOptions.CHUNK_TIME;

  @Override
  public Integer call() throws StudyException {
    if (master != null && !master.matches(MASTERS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--master is "
              + master
              + ", must be local[*], local[N], spark://HOST:PORT, yarn or k8s://URL");
    }
    Study study = arguments.read();
    String directory = arguments.directory(study);
    SparkSettings spark = new SparkSettings(master, Map.of());
    Sweep sweep =
        new Sweep(
            new KernelTrials(),
            SweepOptions.on(spark)
                .withChunkTime(chunkTime)
                .withRetryFailed(retryFailed)
                .withTrialTimeout(trialTimeout));
    SweepResult result;
    try (Interruption interruption = Interruption.calling(sweep::cancel, program.console());
        ProgressLine progress = new ProgressLine(program.console())) {
      result = sweep.run(study, directory, progress);
    }
    if (result.interrupted()) {
      tellInterrupted(Outlook.of(study, spark.storage(), directory), directory);
      return result.exitCode();
    }
    tellEnd(result, directory);
    try (ResultTable table = ResultTable.open(directory, spark)) {
      Summary summary = Summary.of(StoredRuns.forFindings(table));
      program.console().out().print(Findings.of(summary).text());
    }
    NextSteps.tell(program.console(), arguments, study, directory, result.failed());
    return result.exitCode();
  }

  private void tellInterrupted(Outlook outlook, String directory) {
    program
        .console()
        .say(
            "interrupted: %d of %s are in %s; to go on: %s"
                .formatted(
                    outlook.present(),
                    Words.count(outlook.planned(), "trial"),
                    directory,
                    Words.command(arguments.again("run"))));
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
