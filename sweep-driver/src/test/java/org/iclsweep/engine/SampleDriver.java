package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.StudyException;

/** A driver in a process of its own, to be killed or to have another number of cores. */
final class SampleDriver {

  private SampleDriver() {}

  /** Runs the sample study: directory, master, number of seeds, milliseconds of a trial. */
  public static void main(String[] args) throws StudyException {
    SweepOptions options =
        SweepOptions.on(new SparkSettings(args[1], Map.of())).withChunkTime(Duration.ofMillis(1));
    new Sweep(new SampleTrials(Integer.parseInt(args[3])), options)
        .run(SampleTrials.study(Integer.parseInt(args[2])), args[0], Progress.NONE);
  }

  /** Starts one, on the class path and with the options of this JVM. */
  static Process start(Path directory, String master, int seeds, int millis) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("@../conf/jvm.args", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SampleDriver.class.getName());
    command.addAll(
        List.of(directory.toString(), master, String.valueOf(seeds), String.valueOf(millis)));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
