package org.iclsweep.analysis;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.read.LossUnit;

/**
 * Findings of very many rows with curves, agreement and weights as the quickstart's have them, by
 * hand: {@code java -Xmx1g ... MillionRows 1000000}. Prints how long it takes to make and shorten
 * the rows, which stands for reading them, and how long the findings take beyond.
 */
public final class MillionRows {
  private static final int SETTINGS = 4;

  private MillionRows() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[0]);
    long start = cpu();
    List<Run> runs = StoredRuns.shortened(rows(rows), rows, 0);
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    System.out.printf(
        "%d rows: made and shortened in %.1f s of its thread, %d bytes a row%n",
        rows, seconds(start), (jvm.totalMemory() - jvm.freeMemory()) / rows);
    start = cpu();
    String text = Findings.of(Summary.of(runs)).text();
    System.out.printf("findings in %.1f s of its thread%n%s", seconds(start), text);
  }

  /** A tenth of the one-head seeds is late; a few trials stand for all, each with its own seed. */
  static Stream<Run> rows(long rows) {
    List<Run> models =
        LongStream.range(0, 400)
            .mapToObj(
                k ->
                    Synthetic.trial(
                        Synthetic.parameters(
                            (int) (1 + k / 2 % 2),
                            k % 2 == 0 ? "fan-in-variance" : "standard-deviation",
                            k),
                        k / 2 % 2 == 0 && k % 40 < 4))
            .toList();
    SplittableRandom random = new SplittableRandom(1);
    TrialSpecs specs = new TrialSpecs();
    return LongStream.range(0, rows)
        .mapToObj(
            k -> {
              int setting = (int) (k % SETTINGS);
              Run model = models.get(random.nextInt(100) * SETTINGS + setting);
              Map<String, Object> parameters = new LinkedHashMap<>(model.parameters());
              parameters.put(Columns.SEED, k / SETTINGS);
              String id = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
              return Run.of(
                  id,
                  null,
                  parameters,
                  model.record(),
                  LearntRule.DEFAULT,
                  specs,
                  LossUnit.HALF_SQUARED_ERROR);
            });
  }

  /** Of this thread: whatever else the machine does, which a clock on the wall would count. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long start) {
    return (cpu() - start) / 1e9;
  }
}
