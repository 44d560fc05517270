package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.PhaseDiagram;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;

/** Heads by batches: of four seeds as many are late as there are heads less one. */
class PhaseFigureTest {
  private static final List<Run> RUNS = runs();
  private static final List<String> HEADS = List.of("1", "2", "3");
  private static final List<String> BATCHES = List.of("64", "128", "192");

  @Test
  void coloursAndTextsAreTheSharesOfSeeds() {
    Marks map = maps().get(0);
    assertThat(map.words("title").get(0).text()).isEqualTo("share that learnt");
    assertThat(map.all(Mark.Box.class)).hasSize(8);
    for (Mark.Box cell : map.all(Mark.Box.class)) {
      List<Run> runs = runs(cell);
      int made = runs.size() - column(cell);
      assertThat(text(map, cell)).isEqualTo(made + "/" + runs.size());
      assertThat(cell.title()).startsWith(made + "/" + runs.size() + ", 95 % ");
      assertThat(DrawnMap.share(cell.fill())).isCloseTo(-0.8 * made / runs.size(), within(0.003));
    }
  }

  @Test
  void coloursAndTextsAreTheMedianRatiosToGradientDescent() {
    Marks map = maps().get(1);
    assertThat(map.words("title").get(0).text()).isEqualTo("loss / GD");
    assertThat(map.all(Mark.Box.class)).hasSize(8);
    for (Mark.Box cell : map.all(Mark.Box.class)) {
      double ratio =
          SmallStudy.median(
              runs(cell).stream().map(r -> r.record().finalLoss() / Synthetic.GD).toList());
      assertThat(text(map, cell)).isEqualTo(Numbers.fixed(ratio, 2));
      assertThat(DrawnMap.share(cell.fill()))
          .isCloseTo(0.8 * Math.log(ratio) / Math.log(2), within(0.003));
    }
  }

  @Test
  void rowsAndColumnsAreNamedInTheirMiddle() {
    for (Marks map : maps()) {
      assertThat(map.words("tick"))
          .extracting(Mark.Words::text, Mark.Words::at, Mark.Words::anchor)
          .containsExactly(
              named("64", 0, 0.5, "end"),
              named("128", 0, 1.5, "end"),
              named("192", 0, 2.5, "end"),
              named("1", 0.5, 0, "middle"),
              named("2", 1.5, 0, "middle"),
              named("3", 2.5, 0, "middle"));
      assertThat(map.words("name"))
          .extracting(Mark.Words::text, Mark.Words::at, Mark.Words::anchor)
          .containsExactly(named("heads", 1.5, 0, "middle"), named("batch", 0, 3, "end"));
    }
  }

  private static Tuple named(String text, double x, double y, String anchor) {
    return tuple(text, new Point(x, y), anchor);
  }

  /** Letters are 11 high. */
  @Test
  void mapsStandBelowTheirNamesAndAboveTheirAxis() {
    Figure figure = PhaseFigure.of(PhaseDiagram.of(Summary.of(RUNS)).get(0));
    for (Marks map : Marks.of(figure)) {
      Scale y = map.panel().y();
      assertThat(y.at(0) - y.at(1)).isGreaterThan(15);
      for (Mark.Words words : map.all(Mark.Words.class)) {
        double line = y.at(words.at().y()) + words.down();
        boolean isOfRow = words.style().equals("inside") || words.at().y() % 1 != 0;
        boolean isOutside = line <= y.to() || line - 11 >= y.from();
        assertThat(isOutside).as("%s stands outside", words.text()).isEqualTo(!isOfRow);
        assertThat(line).isBetween(10.0, figure.sheet().height() - 3);
      }
    }
  }

  private static int column(Mark.Box cell) {
    return (int) cell.from().x();
  }

  private static List<Run> runs(Mark.Box cell) {
    return RUNS.stream()
        .filter(r -> r.parameters().get("heads").toString().equals(HEADS.get(column(cell))))
        .filter(
            r ->
                r.parameters().get("batch").toString().equals(BATCHES.get((int) cell.to().y() - 1)))
        .toList();
  }

  private static String text(Marks map, Mark.Box cell) {
    Point middle = new Point(cell.from().x() + 0.5, cell.to().y() - 0.5);
    List<Mark.Words> found =
        map.words("inside").stream().filter(w -> w.at().equals(middle)).toList();
    assertThat(found).hasSize(1);
    return found.get(0).text();
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

  private static List<Marks> maps() {
    return Marks.of(PhaseFigure.of(PhaseDiagram.of(Summary.of(RUNS)).get(0)));
  }
}
