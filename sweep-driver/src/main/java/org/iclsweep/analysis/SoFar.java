package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.TrialRow;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * What the trials that are there show while others are missing, each in a line.
 *
 * @param share of those that learnt; empty where it can be told of none
 * @param curve the median loss over the steps, drawn in one line; empty where no two points are
 *     known
 */
public record SoFar(Optional<String> share, Optional<String> curve) {

  /** Of more the first are read. */
  private static final int MOST = 2_000;

  private static final int WIDTH = 40;
  private static final String BARS = "▁▂▃▄▅▆▇█";

  /**
   * Of the rows of a table.
   *
   * @param unit in which losses are told
   */
  public static SoFar of(ResultTable table, LossUnit unit) {
    try (Stream<TrialRow> rows = table.curveRows()) {
      return of(
          rows.filter(row -> row.kind().equals(TrialRow.TRANSFORMER))
              .limit(MOST)
              .map(
                  row ->
                      Run.trial(row.trialId(), row.parameters(), row.record(), table.learntRule()))
              .toList(),
          unit);
    }
  }

  static SoFar of(List<Run> runs, LossUnit unit) {
    return new SoFar(share(runs), curve(runs, unit));
  }

  private static Optional<String> share(List<Run> runs) {
    int judged = (int) runs.stream().filter(Run::judged).count();
    if (judged == 0) {
      return Optional.empty();
    }
    Proportion share = new Proportion((int) runs.stream().filter(Run::learnt).count(), judged);
    String first = runs.size() == MOST ? "the first " : "";
    return Optional.of(
        "%d of %s: %s %% (95 %% interval %s)"
            .formatted(
                share.successes(),
                first + Phrases.plural(judged, "trial"),
                Numbers.percent((double) share.successes() / judged),
                Phrases.interval(share)));
  }

  private static Optional<String> curve(List<Run> runs, LossUnit unit) {
    SortedMap<Integer, List<Double>> losses = new TreeMap<>();
    for (Run run : runs) {
      for (CurvePoint point : run.record().curve()) {
        if (Double.isFinite(point.evalLoss())) {
          losses
              .computeIfAbsent(point.step(), step -> new ArrayList<>())
              .add(unit.factor() * point.evalLoss());
        }
      }
    }
    List<Integer> steps = List.copyOf(losses.keySet());
    if (steps.size() < 2) {
      return Optional.empty();
    }
    List<Double> medians =
        losses.values().stream().map(each -> Quartiles.of(each).orElseThrow().median()).toList();
    return Optional.of(
        "%s  %s at step %d, %s at step %d"
            .formatted(
                line(medians),
                Numbers.loss(medians.get(0)),
                steps.get(0),
                Numbers.loss(medians.get(medians.size() - 1)),
                steps.get(steps.size() - 1)));
  }

  /** Numbers as bars of a letter's width, from the least to the largest of them. */
  static String line(List<Double> values) {
    double least = values.stream().min(Double::compare).orElseThrow();
    double largest = values.stream().max(Double::compare).orElseThrow();
    int width = Math.min(WIDTH, values.size());
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width; i++) {
      double value = values.get(width == 1 ? 0 : i * (values.size() - 1) / (width - 1));
      double height = largest > least ? (value - least) / (largest - least) : 0;
      line.append(BARS.charAt((int) Math.min(BARS.length() - 1, height * BARS.length())));
    }
    return line.toString();
  }
}
