package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.read.StudyException;

/** A driver in a process of its own, to be killed or to have another number of cores. */
final class SampleDriver {

  /** In place of the milliseconds of a trial: {@link LargeTrials}. */
  static final String LARGE = "large";

  /** Before a folder and what trials are otherwise, with spaces between: {@link CountedTrials}. */
  static final String COUNTED = "counted";

  /** In place of the milliseconds of a trial: {@link CountedTrials.Broken}. */
  static final String BROKEN = "broken";

  private SampleDriver() {}

  /**
   * Runs the sample study: directory, master, seeds, milliseconds of a chunk, and either a number,
   * milliseconds of a trial, the gates of {@link GatedTrials} with a colon between two, {@link
   * #LARGE}, {@link #BROKEN}, or one of these after {@link #COUNTED}.
   */
  public static void main(String[] args) throws StudyException {
    SweepOptions options =
        SweepOptions.on(new SparkSettings(args[1], Map.of()))
            .withChunkTime(Duration.ofMillis(Long.parseLong(args[3])));
    new Sweep(trials(args[4]), options)
        .run(SampleTrials.study(Integer.parseInt(args[2])), args[0], Progress.NONE);
  }

  private static TrialFunction trials(String which) {
    if (which.equals(LARGE)) {
      return new LargeTrials();
    }
    if (which.startsWith(COUNTED)) {
      String[] words = which.split(" ");
      return new CountedTrials(words[1], trials(words[2]));
    }
    if (which.equals(BROKEN)) {
      return new CountedTrials.Broken();
    }
    return which.contains("/")
        ? new GatedTrials(List.of(which.split(":")))
        : new SampleTrials(Integer.parseInt(which));
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
    Map<String, String> properties = new HashMap<>();
    hadoop.forEach((key, value) -> properties.put("spark.hadoop." + key, value));
    List<String> study =
        List.of(
            directory, master, String.valueOf(seeds), String.valueOf(chunkTime.toMillis()), trials);
    return on(TestHost.loopback(1), home, properties, study)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * How one is started on a host.
   *
   * @param home a folder that it may use as Spark's home
   * @param properties of its JVM
   * @param study the arguments of {@link #main}
   */
  static ProcessBuilder on(
      TestHost host, Path home, Map<String, String> properties, List<String> study)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(host.before());
    command.addAll(OwnJvm.ofLauncher("512m"));
    command.add("-XX:-UsePerfData"); // process numbers of two hosts may be one
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-Dspark.executor.extraClassPath=" + classPath, "-cp", classPath));
    command.add(SampleDriver.class.getName());
    command.addAll(study);
    ProcessBuilder driver =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(home.resolve("jars")).toFile());
    // executors of a local-cluster are started from a Spark home, here one without jars
    driver.environment().put("SPARK_HOME", home.toString());
    driver.environment().put("SPARK_SCALA_VERSION", "2.13");
    driver.environment().put("SPARK_LOCAL_IP", host.address());
    return driver;
  }

  /** The processes of its executors, in a local-cluster: the JVMs that it has started. */
  static List<ProcessHandle> executors(Process driver) {
    return driver
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
