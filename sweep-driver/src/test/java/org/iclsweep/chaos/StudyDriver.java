package org.iclsweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program itself, running a study on a cluster in a process of its own, to be killed.
 *
 * @param process it
 * @param log what it says
 */
record StudyDriver(Process process, Path log) {

  /** Spark's settings: stragglers are run twice, and a lost executor is missed soon. */
  static final List<String> SETTINGS =
      List.of(
          "spark.speculation=true",
          "spark.speculation.interval=200ms",
          "spark.speculation.quantile=0.3",
          "spark.speculation.multiplier=1.5",
          "spark.speculation.minTaskRuntime=200ms",
          "spark.network.timeout=10s",
          "spark.network.timeoutInterval=2s",
          "spark.executor.heartbeatInterval=1s",
          "spark.executor.memory=512m",
          "spark.ui.enabled=false",
          "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Diclsweep.lanes=scalar");

  static final List<String> SMALL_CHUNKS = List.of("--chunk-time", "20ms");

  /** Options of the driver's JVM: an heir need not wait for long. */
  static List<String> lease(boolean elsewhere) {
    List<String> options =
        new ArrayList<>(
            List.of("-Diclsweep.lease.heartbeat=500", "-Diclsweep.lease.patience=5000"));
    if (elsewhere) {
      options.add("-Diclsweep.lease.machine=elsewhere");
    }
    return options;
  }

  static StudyDriver start(ProcessBuilder builder, Path log) throws IOException {
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return new StudyDriver(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
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
