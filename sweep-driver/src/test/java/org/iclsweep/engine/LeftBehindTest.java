package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial that does not end when it is asked to, and ends when Spark is no more. */
class LeftBehindTest {

  private static Sweep sweep;
  private static volatile Thread trial;

  @TempDir Path folder;

  @Test
  void whatSparkSaysOfItsEndIsNotPrinted() throws Exception {
    Path log = folder.resolve("log");
    List<String> command = OwnJvm.ofLauncher("512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LeftBehindTest.class.getName(), folder.resolve("study").toString()));
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(log).content().contains("over, exit code 130").doesNotContain("ERROR", "WARN ");
    assertThat(code).isZero();
  }

  /** Sweeps into a directory, and waits for the end of what it leaves behind. */
  public static void main(String[] args) throws Exception {
    sweep = new Sweep(new Stubborn(), SweepOptions.on(new SparkSettings("local[1]", Map.of())));
    SweepResult cut = sweep.run(SampleTrials.study(1), args[0], state -> {});
    trial.join();
    System.out.println("over, exit code " + cut.exitCode());
  }

  /** Sample trials that stop the sweep and outlive Spark. */
  private record Stubborn() implements TrialFunction {
    @Override
    public TrialRecord run(Trial each, List<TrialRecord> learners) {
      if (!(each instanceof LearnerTrial)) {
        trial = Thread.currentThread();
        sweep.cancel(130);
        while (SparkEnv.get() != null) {
          Thread.onSpinWait();
        }
      }
      return new SampleTrials(0).run(each, learners);
    }

    @Override
    public String kernel() {
      return "sample";
    }
  }
}
