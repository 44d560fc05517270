package org.iclsweep.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What there is of a model, counted. */
public final class Counts implements MeasureProvider {

  @Override
  public String name() {
    return "counts";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.word("leave", "all", List.of("all", "many", "badly"), "What it leaves."),
        Setting.whole("limit", 10_001, "How many of many."));
  }

  @Override
  public Map<String, Double> measure(Settings settings, FinalModel model) {
    Map<String, Double> numbers = new HashMap<>();
    switch (settings.word("leave")) {
      case "many" -> {
        for (int k = 0; k < settings.whole("limit"); k++) {
          numbers.put("n" + k, 1.0 * k);
        }
      }
      case "badly" -> numbers.put("a name", 1.0);
      default -> all(numbers, model);
    }
    return numbers;
  }

  private static void all(Map<String, Double> numbers, FinalModel model) {
    double[] squares = new double[2];
    model.answer(
        (task, answer, target) -> {
          squares[0] += 0.5 * (answer[0] - target[0]) * (answer[0] - target[0]);
          squares[1] += task;
        });
    numbers.put("loss", squares[0] / model.tasks());
    numbers.put("tasks", squares[1]);
    numbers.put("loss.told", model.loss());
    numbers.put("zero.told", model.zeroLoss());
    for (FinalModel.Weights weights : model.weights()) {
      String name = weights.name() + "." + weights.layer() + "." + weights.head();
      numbers.put(name, (double) weights.get(weights.rows() - 1, weights.cols() - 1));
    }
  }

  @Override
  public double multiplyAdds(Settings settings, long parameters, int evalTasks) {
    return 1e6 * parameters + evalTasks;
  }

  @Override
  public double bytes(Settings settings, long parameters, int evalTasks) {
    return 1e9 * parameters + evalTasks;
  }
}
