package org.iclsweep.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.ModelCost;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link PeakBenchmark} and {@link StepBenchmark} one after the other and prints, model by
 * model, how much of the core's peak its arithmetic reaches.
 *
 * <pre>  share = multiply-adds of the step / (time of the step - time of drawing) / peak  </pre>
 *
 * <p>Each time is that of the fastest call, which another program on the machine disturbs least.
 *
 * <p>The multiply-adds are those of {@link ModelCost}; exponentials, divisions and the optimizer
 * count as none, so softmax, perceptrons with GELU and LayerNorm reach less. A model of {@link
 * StepModels} is a line here. Arguments are JMH's: {@code -p model=5u1 -jvm /path/to/java}.
 */
public final class SpeedTable {

  private SpeedTable() {}

  /** Runs the benchmarks with JMH's options and prints the table. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(arguments));
    options.include("PeakBenchmark").include("StepBenchmark").mode(Mode.SampleTime);
    Collection<RunResult> results = new Runner(options.build()).run();
    double peak = PeakBenchmark.MULTIPLY_ADDS / score(results, "peak", null);
    List<String> lines = new ArrayList<>();
    lines.add("peak: %.0f GFLOP/s".formatted(2e-3 * peak));
    lines.add("model              step us   draw us   M FMA   GFLOP/s   share of peak");
    for (RunResult result : results) {
      String model = result.getParams().getParam("model");
      if (name(result).equals("step")) {
        lines.add(line(model, score(result), score(results, "draw", model), peak));
      }
    }
    lines.forEach(System.out::println);
  }

  /**
   * @param peak multiply-adds a microsecond
   */
  static String line(String model, double step, double draw, double peak) {
    Architecture architecture = StepModels.of(model);
    double multiplyAdds =
        StepModels.batch(model)
            * ModelCost.of(architecture.model(), architecture.task()).multiplyAdds();
    double rate = multiplyAdds / (step - draw);
    return "%-16s %9.1f %9.1f %7.1f %9.1f %14.0f%%"
        .formatted(model, step, draw, 1e-6 * multiplyAdds, 2e-3 * rate, 100 * rate / peak);
  }

  private static double score(Collection<RunResult> results, String name, String model) {
    return results.stream()
        .filter(result -> name(result).equals(name))
        .filter(result -> model == null || model.equals(result.getParams().getParam("model")))
        .mapToDouble(SpeedTable::score)
        .findFirst()
        .orElseThrow();
  }

  private static double score(RunResult result) {
    return result.getPrimaryResult().getStatistics().getMin();
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }
}
