package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Stationary.NumberedPoint;

/**
 * The stationary point of class S that a trial's weights ended nearest to.
 *
 * <pre>
 *   η = -N s λ Σ_h A_h,   γ = -s λ Σ_h A_h B_h    of a layer, A_h and B_h the multiples of I that are
 *                                                nearest to head h, s the scale of scores, λ that of updates
 *   departure = min over points of max over layers of |ln(η / η of the point)|, |ln(γ / γ of the point)|
 * </pre>
 *
 * <p>Where inputs are not moved layers may change places, and so rates are compared by size.
 *
 * @param point the nearest
 * @param departure from it; infinite where a sign is another, or weights are not finite
 */
public record Valley(NumberedPoint point, double departure) {

  /** Farther from all of them, a trial ended at none. */
  private static final double NEAR = StrictMath.log(1.1);

  /** η and γ of every layer. */
  private record Rates(List<Double> learningRates, List<Double> gammas) {

    /** The largest logarithm of a ratio. */
    double departure(NumberedPoint point) {
      boolean moved = !point.gammas().isEmpty();
      List<Double> rates = moved ? learningRates : sorted(learningRates);
      List<Double> points = moved ? point.learningRates() : sorted(point.learningRates());
      double largest = points.size() == rates.size() ? 0 : Double.POSITIVE_INFINITY;
      for (int l = 0; l < rates.size() && largest < Double.POSITIVE_INFINITY; l++) {
        largest = Math.max(largest, departure(rates.get(l), points.get(l)));
        if (moved && l < rates.size() - 1) {
          largest = Math.max(largest, departure(gammas.get(l), point.gammas().get(l)));
        }
      }
      return largest;
    }

    private static List<Double> sorted(List<Double> values) {
      return values.stream().sorted().toList();
    }

    private static double departure(double value, double point) {
      double ratio = value / point;
      return ratio > 0 ? Math.abs(StrictMath.log(ratio)) : Double.POSITIVE_INFINITY;
    }
  }

  /**
   * Of a trial; empty where its distances were not measured, or it is no stack of linear attention
   * to the context.
   *
   * @param trained what was trained; {@code null} where that is not known
   * @param keptStep the step of the weights that were kept; {@code null} for the last
   * @param points stationary points of its class S
   */
  public static Optional<Valley> of(
      TrialSpec trained, List<Distance> distances, Integer keptStep, List<NumberedPoint> points) {
    boolean known =
        trained != null
            && trained.isPlain()
            && trained.model().attention().keys() == AttentionSpec.Keys.CONTEXT;
    if (!known || distances.isEmpty()) {
      return Optional.empty();
    }
    Rates rates = rates(trained, last(distances, keptStep));
    return points.stream()
        .map(point -> new Valley(point, rates.departure(point)))
        .min(Comparator.comparingDouble(Valley::departure));
  }

  /** Whether weights are within a tenth of the point in every number. */
  public boolean isReached() {
    return departure <= NEAR;
  }

  /** Of one step, and of A in whitened coordinates where there are such. */
  private static List<Distance> last(List<Distance> distances, Integer keptStep) {
    int last = distances.stream().mapToInt(Distance::step).max().orElseThrow();
    int step = keptStep == null ? last : keptStep;
    Frame frame = Collections.max(distances.stream().map(Distance::frame).toList());
    return distances.stream()
        .filter(each -> each.step() == step)
        .filter(each -> each.matrix() != AttentionWeights.Name.KEY_QUERY || each.frame() == frame)
        .toList();
  }

  private static Rates rates(TrialSpec trained, List<Distance> distances) {
    int context = trained.inContext().context();
    AttentionSpec attention = trained.model().attention();
    int keySize = attention.keySize() > 0 ? attention.keySize() : trained.inContext().tokenWidth();
    double scale = trained.model().dampening() * attention.scoreScale(0, context, keySize);
    List<Double> rates = new ArrayList<>();
    List<Double> gammas = new ArrayList<>();
    for (int l = 0; l < trained.model().depth(); l++) {
      int layer = trained.model().tied() ? 0 : l;
      double rate = 0;
      double gamma = 0;
      for (int h = 0; h < trained.model().heads(); h++) {
        double a = scale(distances, AttentionWeights.Name.KEY_QUERY, layer, h);
        rate -= context * scale * a;
        gamma -= scale * a * scale(distances, AttentionWeights.Name.VALUE_PROJECTION, layer, h);
      }
      rates.add(rate);
      gammas.add(gamma);
    }
    return new Rates(rates, gammas);
  }

  /** NaN where it is not known. */
  private static double scale(
      List<Distance> distances, AttentionWeights.Name matrix, int layer, int head) {
    return distances.stream()
        .filter(each -> each.matrix() == matrix && each.layer() == layer && each.head() == head)
        .flatMap(each -> Stream.ofNullable(each.scale()))
        .findFirst()
        .orElse(Double.NaN);
  }
}
