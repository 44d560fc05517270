package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.iclsweep.learner.Prices;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.spi.MeasureProvider;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.Providers;
import org.iclsweep.trial.ProvidedMeasures.ProvidedNumber;

/**
 * Measures of providers, taken of final models.
 *
 * @param providers which, of {@link Providers#MEASURES}
 */
public record ProvidedMeasures(List<Provided> providers) implements Taking<ProvidedNumber> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /**
   * A number that a measure left.
   *
   * @param provider its name
   * @param name of the number
   * @param value the number
   */
  public record ProvidedNumber(String provider, String name, double value)
      implements Serializable {}

  public ProvidedMeasures {
    providers = List.copyOf(providers);
  }

  /** Sorted by name, those of a provider behind those of the one before. */
  @Override
  public List<ProvidedNumber> atEnd(MeasuredModel model) {
    return providers.stream().flatMap(each -> numbers(each, model).stream()).toList();
  }

  private static List<ProvidedNumber> numbers(Provided which, MeasuredModel model) {
    MeasureProvider provider = Providers.MEASURES.of(which);
    return Providers.calling(which, () -> left(which, provider, new SeenModel(model)));
  }

  private static List<ProvidedNumber> left(
      Provided which, MeasureProvider provider, SeenModel model) {
    Map<String, Double> numbers = new TreeMap<>(provider.measure(which.settings(), model));
    if (numbers.size() > MeasureProvider.MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "it left %d numbers, must be at most %d"
              .formatted(numbers.size(), MeasureProvider.MOST_NUMBERS));
    }
    numbers.forEach(ProvidedMeasures::check);
    return numbers.entrySet().stream()
        .map(each -> new ProvidedNumber(which.name(), each.getKey(), each.getValue()))
        .toList();
  }

  private static void check(String name, Double value) {
    if (!NAME.matcher(name).matches() || value == null) {
      throw new IllegalArgumentException(
          "it left the number %s under '%s', must be a number under letters, digits, and . _ -"
              .formatted(value, name));
    }
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    long parameters = parameters(trial);
    int tasks = trial.measure().evalTasks();
    double own = sum((which, found) -> found.multiplyAdds(which.settings(), parameters, tasks));
    return providers.size() * tasks * prices.network() + 2 * own;
  }

  @Override
  public double bytes(TrialSpec trial) {
    long parameters = parameters(trial);
    int tasks = trial.measure().evalTasks();
    double weights = FinalWeights.BYTES_A_WEIGHT * parameters;
    return weights + sum((which, found) -> found.bytes(which.settings(), parameters, tasks));
  }

  private static long parameters(TrialSpec trial) {
    return (long) ModelMemory.of(trial.model(), trial.task()).parameters();
  }

  /** An estimate of a measure. */
  private interface Estimate {
    double of(Provided which, MeasureProvider provider);
  }

  /** Of those that are there. */
  private double sum(Estimate estimate) {
    ToDoubleFunction<Provided> each =
        which -> Providers.MEASURES.find(which).map(found -> estimate.of(which, found)).orElse(0.0);
    return providers.stream().mapToDouble(each).sum();
  }
}
