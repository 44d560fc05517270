package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.trial.Outcome;

/**
 * What becomes of seeds over two factors, apart for each setting of all else that a study varies.
 *
 * @param x the factor of the columns
 * @param y the factor of the rows
 * @param columns levels of x, ascending
 * @param rows levels of y, ascending
 * @param parts one for each setting of all else, in their order
 * @param goal what losses have to come to
 */
public record PhaseDiagram(
    Factor x, Factor y, List<String> columns, List<String> rows, List<Part> parts, GoalWords goal) {

  public PhaseDiagram {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    parts = List.copyOf(parts);
  }

  /**
   * Trials that differ in the two factors and their seeds alone.
   *
   * @param rest what they share of what the study varies
   * @param cells by row and column; empty where no trial ran of which it can be told
   */
  public record Part(Setting rest, List<List<Optional<Cell>>> cells) {
    public Part {
      cells = List.copyOf(cells);
    }
  }

  /**
   * What became of the seeds at one level of each factor.
   *
   * @param learnt share that learnt
   * @param lossRatio of those that completed, final loss over that of the goal
   */
  public record Cell(Proportion learnt, Optional<Quartiles> lossRatio) {}

  /**
   * Of every two factors with three levels or more each; where there are none, of every two of
   * which one has them and the other two. None where it can be told of no trial.
   */
  public static List<PhaseDiagram> of(Summary summary) {
    if (summary.shareLearnt().isEmpty()) {
      return List.of();
    }
    List<Factor> factors =
        summary.factors().stream()
            .filter(factor -> factor.columns().stream().noneMatch(Columns::isSeed))
            .filter(factor -> levels(factor, summary) >= 2)
            .toList();
    List<PhaseDiagram> wide = new ArrayList<>();
    List<PhaseDiagram> narrow = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = i + 1; j < factors.size(); j++) {
        Factor x = factors.get(i);
        Factor y = factors.get(j);
        int least = Math.min(levels(x, summary), levels(y, summary));
        int most = Math.max(levels(x, summary), levels(y, summary));
        if (most >= Factor.LEAST_LEVELS) {
          (least >= Factor.LEAST_LEVELS ? wide : narrow).add(of(x, y, summary));
        }
      }
    }
    return wide.isEmpty() ? narrow : wide;
  }

  private static int levels(Factor factor, Summary summary) {
    return factor.levels(summary.settings()).size();
  }

  private static PhaseDiagram of(Factor x, Factor y, Summary summary) {
    List<List<Object>> columns = x.levels(summary.settings());
    List<List<Object>> rows = y.levels(summary.settings());
    SortedMap<Setting, List<SettingSummary>> apart = new TreeMap<>();
    for (SettingSummary s : summary.settings()) {
      Map<String, Object> rest = new LinkedHashMap<>(s.setting().values());
      rest.keySet().removeAll(x.columns());
      rest.keySet().removeAll(y.columns());
      rest.keySet().removeIf(Columns::isSeed);
      apart.computeIfAbsent(new Setting(rest), r -> new ArrayList<>()).add(s);
    }
    UnaryOperator<Setting> shortening = Setting.shortening(apart.keySet());
    List<Part> parts =
        apart.entrySet().stream()
            .map(
                e ->
                    new Part(
                        shortening.apply(e.getKey()), cells(x, y, columns, rows, e.getValue())))
            .toList();
    return new PhaseDiagram(x, y, labels(columns), labels(rows), parts, summary.goal());
  }

  private static List<List<Optional<Cell>>> cells(
      Factor x,
      Factor y,
      List<List<Object>> columns,
      List<List<Object>> rows,
      List<SettingSummary> settings) {
    List<List<Optional<Cell>>> cells = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Optional<Cell>> line = new ArrayList<>();
      for (List<Object> column : columns) {
        line.add(
            cell(
                settings.stream()
                    .filter(s -> x.level(s.setting()).equals(column))
                    .filter(s -> y.level(s.setting()).equals(row))
                    .toList()));
      }
      cells.add(List.copyOf(line));
    }
    return cells;
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
