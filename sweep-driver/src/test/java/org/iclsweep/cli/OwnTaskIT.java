package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.engine.OwnJvm;
import org.iclsweep.engine.TestCluster;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.spi.OwnJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of tasks, learners and measures from outside, in executors of their own. */
class OwnTaskIT {

  @TempDir Path folder;

  /** Executors have this program by their class path, and the jar by the driver alone. */
  @Test
  void executorsGetTheJarAndDoWhatALocalRunDoes() throws Exception {
    Path jar = OwnJar.ofExample(folder);
    Path distributed = folder.resolve("distributed");
    try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"), 2)) {
      Process driver = driver(verb(jar, distributed), cluster.masterUrl());
      assertThat(driver.waitFor()).as(cluster::logs).isZero();
    }
    SharedSpark.settings();
    Path local = folder.resolve("local");
    Ran ran = Ran.of(verb(jar, local).toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();

    assertThat(digest(distributed)).isEqualTo(digest(local));
    try (ResultTable table = ResultTable.open(distributed.toString())) {
      assertThat(
              table
                  .sql("SELECT count(*) AS n FROM provided WHERE provider = 'answer-shape'")
                  .column("n"))
          .containsExactly(40L); // five numbers of eight trials
      assertThat(table.sql("SELECT count(*) AS n FROM trials WHERE outcome = 'failed'").column("n"))
          .containsExactly(0L);
    }
  }

  private static List<String> verb(Path jar, Path results) {
    String study = OwnJar.EXAMPLE.resolve("own-task.conf").toString();
    List<String> verb = new ArrayList<>(List.of("run", study, "--out", results.toString()));
    verb.addAll(OwnTaskTest.FEWER);
    verb.addAll(List.of("--jars", jar.toString()));
    return verb;
  }

  private Process driver(List<String> verb, String master) throws IOException {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(OwnJvm.ofLauncher("512m"));
    command.addAll(List.of("-Dspark.executor.extraClassPath=" + classPath, "-cp", classPath));
    command.add(IclSweep.class.getName());
    command.addAll(verb);
    command.addAll(List.of("--master", master));
    Path log = folder.resolve("driver.log");
    ProcessBuilder driver =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    driver.directory(Files.createDirectories(folder.resolve("home")).toFile());
    driver.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return driver.start();
  }

  private static String digest(Path results) {
    try (ResultTable table = ResultTable.open(results.toString())) {
      return table.digest();
    }
  }
}
