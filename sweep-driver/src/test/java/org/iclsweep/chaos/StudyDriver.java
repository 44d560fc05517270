package org.iclsweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.iclsweep.cli.IclSweep;
import org.iclsweep.engine.OwnJvm;
import org.iclsweep.engine.TestCluster;

/**
 * The program itself, running a study on a cluster in a process of its own, to be killed.
 *
 * @param process it
 * @param log what it says
 */
record StudyDriver(Process process, Path log) {

  /** Spark's settings: stragglers are run twice, and a lost executor is missed soon. */
  private static final List<String> SETTINGS =
      List.of(
          "-Dspark.speculation=true",
          "-Dspark.speculation.interval=200ms",
          "-Dspark.speculation.quantile=0.3",
          "-Dspark.speculation.multiplier=1.5",
          "-Dspark.speculation.minTaskRuntime=200ms",
          "-Dspark.network.timeout=10s",
          "-Dspark.network.timeoutInterval=2s",
          "-Dspark.executor.heartbeatInterval=1s",
          "-Dspark.executor.memory=512m",
          "-Dspark.ui.enabled=false",
          "-Diclsweep.lease.heartbeat=500",
          "-Diclsweep.lease.patience=5000",
          "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Diclsweep.lanes=scalar");

  /** On a host of another name, where no process number tells that a driver lives. */
  private static final List<String> ELSEWHERE = List.of("-Diclsweep.lease.machine=elsewhere");

  /** Starts {@code run}, with more arguments. */
  static StudyDriver start(TestCluster cluster, Path study, Path results, Path log, String... more)
      throws IOException {
    return start(List.of(), cluster, study, results, log, more);
  }

  /** Starts {@code run} as on another host. */
  static StudyDriver startElsewhere(TestCluster cluster, Path study, Path results, Path log)
      throws IOException {
    return start(ELSEWHERE, cluster, study, results, log);
  }

  private static StudyDriver start(
      List<String> jvm, TestCluster cluster, Path study, Path results, Path log, String... more)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = OwnJvm.ofLauncher("512m");
    command.addAll(SETTINGS);
    command.addAll(jvm);
    command.addAll(List.of("-Dspark.executor.extraClassPath=" + classPath));
    command.addAll(List.of("-cp", classPath, IclSweep.class.getName(), "run", study.toString()));
    command.addAll(List.of("--out", results.toString(), "--master", cluster.masterUrl()));
    command.addAll(List.of("--chunk-time", "20ms"));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new StudyDriver(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new IllegalStateException("it does not come to its end:\n" + said());
    }
    return process.exitValue();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }
}
