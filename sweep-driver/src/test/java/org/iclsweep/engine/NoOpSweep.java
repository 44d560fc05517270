package org.iclsweep.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.iclsweep.engine.Progress.State;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/**
 * The driver of a sweep of {@link NoOpTrials}, and the standalone cluster that it runs on. {@code
 * src/test/python/many_trials.py} starts both, and says more.
 *
 * <p>A line on standard output is what has happened, seconds since the JVM began, processor seconds
 * of this process so far, and the number of trials that this run has committed.
 */
final class NoOpSweep {

  /** Chunks get as small as the engine allows: those of long trials are. */
  private static final Duration CHUNK_TIME = Duration.ofNanos(1000);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private NoOpSweep() {}

  /** {@code cluster FOLDER WORKERS}, or {@code run STUDY DIRECTORY MASTER}. */
  public static void main(String[] words) throws Exception {
    switch (words[0]) {
      case "cluster" -> cluster(Path.of(words[1]), Integer.parseInt(words[2]));
      case "run" -> run(study(Path.of(words[1])), words[2], words[3]);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static void cluster(Path folder, int workers) throws IOException {
    try (TestCluster cluster = TestCluster.start(folder, workers)) {
      System.out.println(cluster.masterUrl());
      System.in.transferTo(System.out); // until it ends
    }
  }

  private static Study study(Path file) throws IOException, StudyException {
    tell("started", 0);
    Study study = Study.parse(Files.readString(file), file.toString(), List.of());
    tell("planned", study.plan().size());
    return study;
  }

  private static void run(Study study, String directory, String master) {
    SweepOptions options =
        SweepOptions.on(new SparkSettings(master, Map.of())).withChunkTime(CHUNK_TIME);
    SweepResult result = new Sweep(new NoOpTrials(), options).run(study, directory, new Told());
    tell("ended", result.run());
    if (result.missing() > 0 || result.failed() > 0) {
      throw new IllegalStateException(result.toString());
    }
  }

  private static final class Told implements Progress {
    @Override
    public void update(State state) {
      tell(state.fresh() == 0 ? "expanded" : "committed", state.fresh());
    }
  }

  private static void tell(String what, long trials) {
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    double processor = PROCESS.getProcessCpuTime() / 1e9;
    System.out.printf("%s %.3f %.3f %d%n", what, seconds, processor, trials);
  }
}
