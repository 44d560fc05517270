package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Outcome;

/**
 * What becomes of seeds over two factors; where a study varies more, over all levels of the others.
 *
 * @param x the factor of the columns
 * @param y the factor of the rows
 * @param columns levels of x, ascending
 * @param rows levels of y, ascending
 * @param cells by row and column; empty where no trial ran of which it can be told
 */
public record PhaseDiagram(
    Factor x, Factor y, List<String> columns, List<String> rows, List<List<Optional<Cell>>> cells) {

  /** Fewer levels than these are a comparison. */
  private static final int LEAST_LEVELS = 3;

  public PhaseDiagram {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    cells = List.copyOf(cells);
  }

  /**
   * What became of the seeds at one level of each factor.
   *
   * @param transitioned share that made the transition
   * @param lossRatio of those that completed, final loss over that of gradient descent
   */
  public record Cell(Proportion transitioned, Optional<Quartiles> lossRatio) {}

  /** Of every two factors with three levels or more each. */
  public static List<PhaseDiagram> of(Summary summary) {
    List<Factor> factors =
        summary.factors().stream()
            .filter(factor -> levels(factor, summary).size() >= LEAST_LEVELS)
            .toList();
    List<PhaseDiagram> diagrams = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        diagrams.add(of(factors.get(i), factors.get(j), summary));
      }
    }
    return diagrams;
  }

  private static PhaseDiagram of(Factor x, Factor y, Summary summary) {
    List<List<Object>> columns = levels(x, summary);
    List<List<Object>> rows = levels(y, summary);
    List<List<Optional<Cell>>> cells = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Optional<Cell>> line = new ArrayList<>();
      for (List<Object> column : columns) {
        line.add(
            cell(
                summary.settings().stream()
                    .filter(s -> x.level(s.setting()).equals(column))
                    .filter(s -> y.level(s.setting()).equals(row))
                    .toList()));
      }
      cells.add(List.copyOf(line));
    }
    return new PhaseDiagram(x, y, labels(columns), labels(rows), cells);
  }

  private static List<List<Object>> levels(Factor factor, Summary summary) {
    return summary.settings().stream()
        .map(s -> factor.level(s.setting()))
        .distinct()
        .sorted((a, b) -> Setting.compare(a.get(0), b.get(0)))
        .toList();
  }

  private static List<String> labels(List<List<Object>> levels) {
    return levels.stream()
        .map(level -> String.join(", ", level.stream().map(Numbers::value).toList()))
        .toList();
  }

  private static Optional<Cell> cell(List<SettingSummary> settings) {
    List<Proportion> shares = settings.stream().flatMap(s -> s.transitioned().stream()).toList();
    if (shares.isEmpty()) {
      return Optional.empty();
    }
    Proportion share =
        new Proportion(
            shares.stream().mapToInt(Proportion::successes).sum(),
            shares.stream().mapToInt(Proportion::trials).sum());
    List<Double> ratios =
        settings.stream()
            .flatMap(s -> s.runs().stream())
            .filter(run -> run.ended(Outcome.COMPLETED))
            .map(PhaseDiagram::ratio)
            .filter(Objects::nonNull)
            .toList();
    return Optional.of(new Cell(share, Quartiles.of(ratios)));
  }

  private static Double ratio(Run run) {
    return run.record().finalLoss() == null
        ? null
        : run.against(LearnerKind.GD).map(gd -> run.record().finalLoss() / gd.loss()).orElse(null);
  }
}
