package org.iclsweep.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.SpectrumQuantity;

/**
 * How the eigenvalues of one task's contexts are distributed, and their condition numbers κ under
 * GD++ for some values of γ.
 *
 * @param label the task in words
 * @param gammas ascending, at least one
 * @param points what was measured
 */
public record Spectra(String label, List<Double> gammas, List<SpectrumPoint> points) {

  private static final List<String> TASK =
      List.of(Columns.CONTEXT, Columns.DIM, Columns.INPUT_RANGE);

  public Spectra {
    gammas = List.copyOf(gammas);
    points = List.copyOf(points);
  }

  /** One of each row of a learner that has any, in the order of their labels. */
  public static List<Spectra> of(List<Run> learnerRows) {
    return learnerRows.stream()
        .filter(row -> !row.record().measured(Measures.SPECTRA).isEmpty())
        .map(Spectra::of)
        .sorted(Comparator.comparing(Spectra::label))
        .toList();
  }

  private static Spectra of(Run row) {
    String label =
        TASK.stream()
            .filter(column -> row.parameters().get(column) != null)
            .map(column -> Setting.label(column, row.parameters().get(column)))
            .collect(Collectors.joining(", "));
    List<SpectrumPoint> points = row.record().measured(Measures.SPECTRA);
    TreeSet<Double> gammas =
        points.stream()
            .map(SpectrumPoint::gamma)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Spectra(label, List.copyOf(gammas), points);
  }

  /** A quantile of an eigenvalue. */
  public double eigenvalue(SpectrumQuantity quantity, double probability) {
    return quantiles(quantity, null)
        .filter(p -> p.probability() == probability)
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** The distribution of κ: probabilities over values, up to the first that is not finite. */
  public List<Band.Point> distribution(double gamma) {
    return quantiles(SpectrumQuantity.CONDITION_NUMBER, gamma)
        .filter(p -> Double.isFinite(p.value()))
        .map(p -> new Band.Point(p.value(), p.probability()))
        .sorted(Comparator.comparingDouble(Band.Point::y))
        .toList();
  }

  /** Quartiles of κ over γ; without a γ where they are not finite. */
  public Band conditions() {
    SortedMap<Double, Quartiles> at = new TreeMap<>();
    for (double gamma : gammas) {
      double[] five =
          quantiles(SpectrumQuantity.CONDITION_NUMBER, gamma)
              .filter(p -> List.of(0.0, 0.25, 0.5, 0.75, 1.0).contains(p.probability()))
              .sorted(Comparator.comparing(SpectrumPoint::probability))
              .mapToDouble(SpectrumPoint::value)
              .toArray();
      if (Double.isFinite(five[3])) {
        at.put(gamma, new Quartiles(1, five[0], five[1], five[2], five[3], five[4]));
      }
    }
    return new Band(at);
  }

  /** The γ of the least median κ. */
  public double bestGamma() {
    return conditions().medians().stream()
        .min(Comparator.comparingDouble(Band.Point::y))
        .map(Band.Point::x)
        .orElse(gammas.get(0));
  }

  private Stream<SpectrumPoint> quantiles(SpectrumQuantity quantity, Double gamma) {
    return points.stream()
        .filter(p -> p.quantity() == quantity && Objects.equals(p.gamma(), gamma))
        .filter(p -> p.probability() != null);
  }
}
