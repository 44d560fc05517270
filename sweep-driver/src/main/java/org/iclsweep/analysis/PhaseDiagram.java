package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Outcome;

/**
 * What becomes of seeds over two factors; where a study varies more, over all levels of the others.
 *
 * @param x the factor of the columns
 * @param y the factor of the rows
 * @param columns levels of x, ascending
 * @param rows levels of y, ascending
 * @param cells by row and column; empty where no trial ran of which it can be told
 * @param goal what losses have to come to
 */
public record PhaseDiagram(
    Factor x,
    Factor y,
    List<String> columns,
    List<String> rows,
    List<List<Optional<Cell>>> cells,
    GoalWords goal) {

  public PhaseDiagram {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    cells = List.copyOf(cells);
  }

  /**
   * What became of the seeds at one level of each factor.
   *
   * @param learnt share that learnt
   * @param lossRatio of those that completed, final loss over that of the goal
   */
  public record Cell(Proportion learnt, Optional<Quartiles> lossRatio) {}

  /** Of every two factors with three levels or more each; none where it can be told of no trial. */
  public static List<PhaseDiagram> of(Summary summary) {
    List<Factor> factors =
        summary.factors().stream()
            .filter(factor -> factor.columns().stream().noneMatch(Columns::isSeed))
            .filter(factor -> factor.levels(summary.settings()).size() >= Factor.LEAST_LEVELS)
            .toList();
    List<PhaseDiagram> diagrams = new ArrayList<>();
    if (summary.shareLearnt().isEmpty()) {
      return diagrams;
    }
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        diagrams.add(of(factors.get(i), factors.get(j), summary));
      }
    }
    return diagrams;
  }

  private static PhaseDiagram of(Factor x, Factor y, Summary summary) {
    List<List<Object>> columns = x.levels(summary.settings());
    List<List<Object>> rows = y.levels(summary.settings());
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
    return new PhaseDiagram(x, y, labels(columns), labels(rows), cells, summary.goal());
  }

  private static List<String> labels(List<List<Object>> levels) {
    return levels.stream()
        .map(level -> String.join(", ", level.stream().map(Numbers::value).toList()))
        .toList();
  }

  private static Optional<Cell> cell(List<SettingSummary> settings) {
    List<Double> ratios =
        SettingSummary.runs(settings)
            .filter(run -> run.ended(Outcome.COMPLETED))
            .flatMap(run -> run.ratioToGoal().stream())
            .toList();
    return Summary.shareLearnt(settings).map(share -> new Cell(share, Quartiles.of(ratios)));
  }
}
