package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Processes of the launcher, with an environment that all of them have; none outlives the test. */
final class Launches implements AutoCloseable {
  private final Path launcher;
  private final Path folder;
  private final Map<String, String> environment;
  private final List<Process> started = new ArrayList<>();

  /**
   * @param folder for what they say, and which they are started in
   * @param environment beside that of this process, of which nothing about Spark and Hadoop stays
   */
  Launches(Path launcher, Path folder, Map<String, String> environment) {
    this.launcher = launcher;
    this.folder = folder;
    this.environment = environment;
  }

  /** What the environment has under a name. */
  String get(String name) {
    return environment.get(name);
  }

  /** Starts one. */
  Process start(String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(words));
    for (String foreign : List.of("SPARK_HOME", "SPARK_CONF_DIR", "HADOOP_CONF_DIR")) {
      builder.environment().remove(foreign);
    }
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectOutput(said("out", started.size()).toFile())
            .redirectError(said("err", started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  private Path said(String stream, int number) {
    return folder.resolve(stream + "-of-launch-" + number);
  }

  /** Waits for its end. */
  Ran end(Process process) throws Exception {
    int code = process.waitFor();
    return new Ran(code, read("out", process), read("err", process));
  }

  Ran run(String... words) throws Exception {
    return end(start(words));
  }

  /** Waits for something that happens before this one ends. */
  void await(BooleanSupplier condition, Process process) throws Exception {
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive())
          .withFailMessage(() -> "it has ended before:\n" + read("err", process))
          .isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private String read(String stream, Process process) {
    try {
      return Files.readString(said(stream, started.indexOf(process)));
    } catch (IOException e) {
      return "its words are lost: " + e;
    }
  }

  @Override
  public void close() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
  }
}
