package example;

import java.util.List;
import java.util.OptionalDouble;
import org.iclsweep.spi.LearnerProvider;
import org.iclsweep.spi.PairLearner;
import org.iclsweep.spi.Setting;
import org.iclsweep.spi.Settings;

/**
 * Answers with the label of the input that is nearest to the query.
 *
 * <pre>  ŷ = c y_s,   s the first with the least ‖x_s - x‖²  </pre>
 */
public final class NearestPair implements LearnerProvider {

  @Override
  public String name() {
    return "nearest-pair";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.real("shrinkage", 1, "Factor c of the label."));
  }

  @Override
  public PairLearner learner(Settings settings, int context, int dim) {
    double shrinkage = settings.real("shrinkage");
    return (inputs, labels, query) -> shrinkage * labels[nearest(inputs, query)];
  }

  @Override
  public OptionalDouble multiplyAdds(Settings settings, int context, int dim) {
    return OptionalDouble.of((double) context * dim);
  }

  private static int nearest(double[][] inputs, double[] query) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < inputs.length; s++) {
      double squares = 0;
      for (int i = 0; i < query.length; i++) {
        double difference = inputs[s][i] - query[i];
        squares += difference * difference;
      }
      if (squares < least) {
        least = squares;
        nearest = s;
      }
    }
    return nearest;
  }
}
