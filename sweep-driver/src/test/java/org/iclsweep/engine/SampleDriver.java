package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.read.StudyException;

/** A driver in a process of its own, to be killed or to have another number of cores. */
final class SampleDriver {

  private SampleDriver() {}

  /**
   * Runs the sample study: directory, master, seeds, milliseconds of a chunk, and either a number,
   * milliseconds of a trial, or the gate of {@link GatedTrials}.
   */
  public static void main(String[] args) throws StudyException {
    SweepOptions options =
        SweepOptions.on(new SparkSettings(args[1], Map.of()))
            .withChunkTime(Duration.ofMillis(Long.parseLong(args[3])));
    boolean gated = args[4].contains("/");
    new Sweep(
            gated ? new GatedTrials(args[4]) : new SampleTrials(Integer.parseInt(args[4])), options)
        .run(SampleTrials.study(Integer.parseInt(args[2])), args[0], Progress.NONE);
  }

  /**
   * Starts one, on the class path and with the options of this JVM.
   *
   * @param gate of its trials
   */
  static Process start(Path directory, String master, int seeds, Path gate) throws IOException {
    Path home = directory.resolveSibling("home");
    Duration chunk = Duration.ofMillis(1);
    return start(directory.toString(), home, Map.of(), master, seeds, gate.toString(), chunk);
  }

  /**
   * Starts one with settings of Hadoop.
   *
   * @param home a folder that it may use as Spark's home
   * @param trials milliseconds that each takes, or the gate of the later ones
   */
  static Process start(
      String directory,
      Path home,
      Map<String, String> hadoop,
      String master,
      int seeds,
      String trials,
      Duration chunkTime)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = OwnJvm.ofLauncher("512m");
    hadoop.forEach((key, value) -> command.add("-Dspark.hadoop." + key + "=" + value));
    command.addAll(List.of("-Dspark.executor.extraClassPath=" + classPath, "-cp", classPath));
    command.add(SampleDriver.class.getName());
    command.addAll(List.of(directory, master, String.valueOf(seeds)));
    command.addAll(List.of(String.valueOf(chunkTime.toMillis()), trials));
    ProcessBuilder driver =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .directory(Files.createDirectories(home.resolve("jars")).toFile());
    // executors of a local-cluster are started from a Spark home, here one without jars
    driver.environment().put("SPARK_HOME", home.toString());
    driver.environment().put("SPARK_SCALA_VERSION", "2.13");
    driver.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return driver.start();
  }

  /** The processes of its executors, in a local-cluster: the JVMs that it has started. */
  static List<ProcessHandle> executors(Process driver) {
    return driver
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
