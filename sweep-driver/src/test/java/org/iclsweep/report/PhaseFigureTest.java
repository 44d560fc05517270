package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Heads by batches: of four seeds as many are late as there are heads less one. */
class PhaseFigureTest {
  private static final List<Run> RUNS = runs();

  /** A cell, read back: its row and column by the labels beside the map. */
  private record Cell(String map, String row, String column, double colour, String text) {}

  @Test
  void coloursAndTextsAreTheSharesOfSeeds() {
    List<Cell> cells = cells("share that learnt");
    assertThat(cells).hasSize(8);
    for (Cell cell : cells) {
      List<Run> runs = runs(cell);
      int late = Integer.parseInt(heads(cell)) - 1;
      int made = runs.size() - late;
      assertThat(cell.text()).isEqualTo(made + "/" + runs.size());
      assertThat(cell.colour()).isCloseTo(-0.8 * made / runs.size(), within(0.003));
    }
  }

  @Test
  void coloursAndTextsAreTheMedianRatiosToGradientDescent() {
    List<Cell> cells = cells("loss / GD");
    assertThat(cells).hasSize(8);
    for (Cell cell : cells) {
      double ratio =
          SmallStudy.median(
              runs(cell).stream().map(r -> r.record().finalLoss() / Synthetic.GD).toList());
      assertThat(cell.text()).isEqualTo(Numbers.fixed(ratio, 2));
      assertThat(cell.colour()).isCloseTo(0.8 * Math.log(ratio) / Math.log(2), within(0.003));
    }
  }

  @Test
  void rowsAndColumnsAreNamed() {
    assertThat(cells("loss / GD").stream().map(Cell::row).distinct())
        .containsExactlyInAnyOrder("64", "128", "192");
    assertThat(cells("loss / GD").stream().map(Cell::column).distinct())
        .containsExactlyInAnyOrder("1", "2", "3");
    assertThat(drawn().words("name", t -> t.getAttribute("text-anchor").equals("middle")))
        .containsExactly("heads", "heads");
    assertThat(drawn().words("name", t -> t.getAttribute("text-anchor").equals("end")))
        .containsExactly("batch", "batch");
  }

  @Test
  void columnsAscendToTheRightAndRowsUpwards() {
    assertThat(
            texts("tick", "end")
                .sorted(Comparator.comparing(t -> -DrawnFigure.number(t, "y")))
                .map(Element::getTextContent)
                .distinct())
        .containsExactly("64", "128", "192");
    assertThat(
            texts("tick", "middle")
                .sorted(Comparator.comparing(t -> DrawnFigure.number(t, "x")))
                .map(Element::getTextContent))
        .containsExactly("1", "2", "3", "1", "2", "3");
  }

  @Test
  void mapsStandBelowTheirNamesAndAboveTheirAxis() {
    DrawnFigure drawn = drawn();
    double names = highest(drawn.elements("text", "name"));
    double ticks = lowest(texts("tick", "middle"));
    List<Double> rows =
        cells(drawn).map(r -> DrawnFigure.number(r, "y")).distinct().sorted().toList();
    assertThat(rows).hasSize(3);
    double height = rows.get(1) - rows.get(0);
    assertThat(height).isGreaterThan(15);
    assertThat(rows.get(2) - rows.get(1)).isEqualTo(height);
    assertThat(rows.get(0)).isBetween(names, names + 20);
    assertThat(rows.get(2) + height).isBetween(ticks - 20, ticks);
    double end = DrawnFigure.number(drawn.elements("svg").findFirst().orElseThrow(), "height");
    assertThat(drawn.elements("text"))
        .allMatch(t -> DrawnFigure.number(t, "y") > 10 && DrawnFigure.number(t, "y") < end);
  }

  @Test
  void theAxisIsNamedUnderTheMiddleOfItsMap() {
    List<Double> lefts = cells(drawn()).map(r -> DrawnFigure.number(r, "x")).distinct().toList();
    List<Element> names =
        drawn()
            .elements("text", "name")
            .filter(t -> t.getAttribute("text-anchor").equals("middle"))
            .toList();
    assertThat(lefts).hasSize(6);
    for (int map = 0; map < 2; map++) {
      List<Double> columns = lefts.stream().sorted().toList().subList(3 * map, 3 * map + 3);
      double width = columns.get(1) - columns.get(0);
      // the middle of the second of three columns
      assertThat(DrawnFigure.number(names.get(map), "x"))
          .isCloseTo(columns.get(1) + width / 2, within(DrawnAxis.ROUNDING));
      assertThat(DrawnFigure.number(names.get(map), "y"))
          .isGreaterThan(lowest(texts("tick", "middle")));
    }
  }

  private static Stream<Element> cells(DrawnFigure drawn) {
    return drawn.elements("rect").filter(r -> !DrawnFigure.title(r).isEmpty());
  }

  private static double highest(Stream<Element> texts) {
    return texts.mapToDouble(t -> DrawnFigure.number(t, "y")).min().orElseThrow();
  }

  private static double lowest(Stream<Element> texts) {
    return texts.mapToDouble(t -> DrawnFigure.number(t, "y")).max().orElseThrow();
  }

  private static String heads(Cell cell) {
    return cell.column();
  }

  private static List<Run> runs(Cell cell) {
    return RUNS.stream()
        .filter(r -> r.parameters().get("heads").toString().equals(heads(cell)))
        .filter(r -> r.parameters().get("batch").toString().equals(cell.row()))
        .toList();
  }

  private static List<Cell> cells(String map) {
    Element heading =
        drawn()
            .elements("text", "title")
            .filter(t -> t.getTextContent().equals(map))
            .findFirst()
            .orElseThrow();
    double left = DrawnFigure.number(heading, "x");
    List<Cell> cells = new ArrayList<>();
    drawn()
        .elements("rect")
        .filter(r -> !DrawnFigure.title(r).isEmpty())
        .filter(r -> DrawnFigure.number(r, "x") > left - 1)
        .filter(r -> DrawnFigure.number(r, "x") < left + 350)
        .forEach(
            r -> {
              double middle = DrawnFigure.number(r, "x") + (DrawnFigure.number(r, "width") + 1) / 2;
              double across =
                  DrawnFigure.number(r, "y") + (DrawnFigure.number(r, "height") + 1) / 2;
              cells.add(
                  new Cell(
                      map,
                      nearest(
                          texts("tick", "end")
                              .filter(
                                  t -> DrawnFigure.isNear(DrawnFigure.number(t, "x"), left - 6)),
                          left - 6,
                          across + 3.5),
                      nearest(
                          texts("tick", "middle").filter(t -> DrawnFigure.number(t, "y") > across),
                          middle,
                          DrawnFigure.number(r, "y") + 1000),
                      DrawnMap.share(r.getAttribute("fill")),
                      nearest(texts("label", "middle"), middle, across + 3.5)));
            });
    return cells;
  }

  private static Stream<Element> texts(String of, String anchor) {
    return drawn().elements("text", of).filter(t -> t.getAttribute("text-anchor").equals(anchor));
  }

  private static String nearest(Stream<Element> texts, double x, double y) {
    return texts
        .min(
            (a, b) ->
                Double.compare(
                    Math.hypot(
                        10 * (DrawnFigure.number(a, "x") - x), DrawnFigure.number(a, "y") - y),
                    Math.hypot(
                        10 * (DrawnFigure.number(b, "x") - x), DrawnFigure.number(b, "y") - y)))
        .orElseThrow()
        .getTextContent();
  }

  /** Their losses moved apart, so that medians of cells differ. */
  private static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (Run run : Synthetic.phases(3)) {
      double factor = 1 + run.number("batch").orElseThrow() / 10_000;
      runs.add(Run.trial(run.id(), run.parameters(), Pages.lost(run.record(), factor)));
    }
    return runs;
  }

  private static DrawnFigure drawn() {
    return DrawnFigure.of(PhaseFigure.of(PhaseDiagram.of(Summary.of(RUNS)).get(0)));
  }
}
