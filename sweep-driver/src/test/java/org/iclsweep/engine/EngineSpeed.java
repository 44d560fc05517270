package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;

/**
 * What the engine costs beside its trials: the whole way from plan to table, with trials that take
 * no time or a known time. {@code src/test/python/engine_speed.py} runs it and says more.
 */
final class EngineSpeed {
  private static final int CORES = 2;

  private EngineSpeed() {}

  /** A folder for the tables, then the number of trials that take no time. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int idle = Integer.parseInt(arguments[1]);
    sweep(folder.resolve("warm-up"), 2000, 0);
    Instant start = Instant.now();
    sweep(folder.resolve("idle"), idle, 0);
    Duration time = Duration.between(start, Instant.now());
    System.out.printf(
        "no-op trials, %d in %.1f s: %.0f a minute on %d cores (target: 100000)%n",
        idle, time.toMillis() / 1e3, idle * 6e4 / time.toMillis(), CORES);
    efficiency(folder.resolve("short"), 600, 100, 97);
    efficiency(folder.resolve("long"), 120, 1000, 99);
  }

  /** Core-seconds of the trials over those from the first one's start to the last one's end. */
  private static void efficiency(Path directory, int trials, int millis, int target)
      throws Exception {
    sweep(directory, trials, millis);
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> stream = table.rows()) {
      List<Provenance> rows = stream.map(TrialRow::provenance).toList();
      Instant first = rows.stream().map(EngineSpeed::start).min(Comparator.naturalOrder()).get();
      Instant last = rows.stream().map(Provenance::finishedAt).max(Comparator.naturalOrder()).get();
      double seconds = Duration.between(first, last).toNanos() / 1e9;
      double ideal = trials * millis / 1e3;
      System.out.printf(
          "%d ms trials, %d in %.2f s on %d cores: %.1f %% of ideal core-seconds (target: %d)%n",
          millis, trials, seconds, CORES, 100 * ideal / (CORES * seconds), target);
    }
  }

  private static Instant start(Provenance row) {
    return row.finishedAt().minusNanos((long) (1e9 * row.seconds()));
  }

  private static void sweep(Path directory, int trials, int millis)
      throws IOException, StudyException {
    Files.createDirectories(directory.getParent());
    Study study = study(trials, Math.max(1, (int) (1000.0 * millis / millisOfSteps(1000))));
    SparkSettings spark = new SparkSettings("local[" + CORES + "]", Map.of());
    SweepResult result =
        new Sweep(new Busy(millis), SweepOptions.on(spark))
            .run(study, directory.toString(), Progress.NONE);
    if (result.run() != trials || result.failed() > 0) {
      throw new IllegalStateException(result.toString());
    }
  }

  private static Study study(int trials, int steps) throws StudyException {
    String text =
        """
        study = speed
        training.steps = %d
        measure { every = %d, eval-tasks = 64, alpha.tasks = 64, against = [] }
        sweep.grid.seed = "0..%d"
        """;
    return Study.parse(text.formatted(steps, steps, trials - 1), "speed", List.of());
  }

  /** What trials of so many steps are taken to cost: chunks are cut by the estimate. */
  private static double millisOfSteps(int steps) throws StudyException {
    return 1e3 * CostModel.flops(study(1, steps).plan().trial(0)) / CostModel.FLOPS_A_SECOND;
  }

  /** Keeps a core busy for a known time, by the clock on the wall. */
  private record Busy(int millis) implements TrialFunction {

    @Override
    public TrialRecord run(Trial trial, List<TrialRecord> learners) {
      long end = System.nanoTime() + millis * 1_000_000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return TrialRecord.ended(Outcome.COMPLETED).zeroLoss(1.0, null).finalLoss(0.5, 0.01).build();
    }
  }
}
