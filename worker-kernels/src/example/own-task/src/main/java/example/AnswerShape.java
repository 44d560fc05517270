package example;

import java.util.Map;
import java.util.TreeMap;
import org.iclsweep.spi.FinalModel;
import org.iclsweep.spi.MeasureProvider;
import org.iclsweep.spi.Settings;

/**
 * How answers go with what should have been answered, and how large weights are.
 *
 * <pre>
 *   slope = Σ ŷ y / Σ y²  over the evaluation tasks;   norm.NAME = √(Σ w²) over all weights NAME
 * </pre>
 */
public final class AnswerShape implements MeasureProvider {

  @Override
  public String name() {
    return "answer-shape";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public Map<String, Double> measure(Settings settings, FinalModel model) {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("slope", slope(model));
    for (FinalModel.Weights weights : model.weights()) {
      double squares = 0;
      for (float weight : weights.values()) {
        squares += (double) weight * weight;
      }
      numbers.merge("norm." + weights.name(), squares, Double::sum);
    }
    numbers.replaceAll((name, value) -> name.equals("slope") ? value : Math.sqrt(value));
    return numbers;
  }

  private static double slope(FinalModel model) {
    double[] sums = new double[2];
    model.answer(
        (task, answer, target) -> {
          for (int k = 0; k < answer.length; k++) {
            sums[0] += answer[k] * target[k];
            sums[1] += target[k] * target[k];
          }
        });
    return sums[0] / sums[1];
  }
}
