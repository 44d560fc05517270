package org.iclsweep.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.iclsweep.engine.HadoopCluster;

/** Studies that go to a YARN on this machine, and what is left there of what they said. */
final class YarnRuns {

  /** Small executors that are soon at work. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.executor.instances=2",
          "spark.executor.memory=512m",
          "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
          "spark.yarn.jars=local:%s/jars/*",
          "spark.yarn.am.memory=256m",
          "spark.yarn.maxAppAttempts=2",
          "spark.ui.enabled=false");

  private YarnRuns() {}

  /** Starts {@code run} on YARN; settings that are given win over small ones. */
  static Process submit(Launches launches, Path study, String out, String... settings)
      throws IOException {
    return submit(launches, study, out, List.of(), settings);
  }

  /** The same with further options. */
  static Process submit(
      Launches launches, Path study, String out, List<String> options, String... settings)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("run", study.toString(), "--out", out));
    words.addAll(List.of("--master", "yarn"));
    words.addAll(options);
    SETTINGS.forEach(
        setting -> words.addAll(List.of("--conf", setting.formatted(launches.get("SPARK_HOME")))));
    for (String setting : settings) {
      words.addAll(List.of("--conf", setting));
    }
    return launches.start(words.toArray(String[]::new));
  }

  /** Waits until a log that YARN has gathered has this in it. */
  static void awaitGatheredLog(HadoopCluster cluster, String text) throws Exception {
    Configuration conf = new Configuration();
    conf.set("fs.defaultFS", cluster.hdfs());
    for (int look = 0; look < 300; look++) {
      if (isInALog(FileSystem.get(conf), text)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("no gathered log says " + text + "\n" + cluster.logs());
  }

  private static boolean isInALog(FileSystem files, String text) throws IOException {
    org.apache.hadoop.fs.Path logs = new org.apache.hadoop.fs.Path("/logs");
    if (!files.exists(logs)) {
      return false;
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(logs, true);
    while (all.hasNext()) {
      try (FSDataInputStream in = files.open(all.next().getPath())) {
        if (new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }
}
