package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.junit.jupiter.api.Test;

/** Axes of what a study sweeps. */
class SweptAxisTest {

  @Test
  void numbersInEqualRatiosOrOverADecadeStandByTheirLogarithm() {
    for (List<Double> log :
        List.of(
            List.of(5.0, 10.0, 20.0, 40.0),
            List.of(1.0, 2.0, 4.0),
            List.of(1.0, 3.16, 10.0, 31.6), // as one writes half a decade
            List.of(64.0, 256.0, 2048.0),
            List.of(0.1, 0.5, 1.0),
            List.of(3.0, 30.0))) {
      assertThat(Scale.ofSwept(new TreeSet<>(log)))
          .isEqualTo(Scale.log(log.get(0), log.get(log.size() - 1)));
    }
  }

  @Test
  void evenNumbersAndThoseOfOneDecadeStandAsTheyAre() {
    List<Double> twelve = IntStream.rangeClosed(1, 12).mapToObj(i -> (double) i).toList();
    for (List<Double> linear :
        List.of(
            twelve,
            List.of(1.0, 2.0, 5.0),
            List.of(1.0, 5.0),
            List.of(3.0, 29.0),
            List.of(0.0, 1.0, 10.0),
            List.of(-1.0, 1.0, 100.0))) {
      assertThat(Scale.ofSwept(new TreeSet<>(linear)))
          .isEqualTo(Scale.linear(linear.get(0), linear.get(linear.size() - 1)));
    }
    assertThat(Scale.ofSwept(new TreeSet<>())).isEqualTo(Scale.linear(0, 1));
    assertThat(Scale.ofSwept(new TreeSet<>(List.of(7.0)))).isEqualTo(Scale.linear(7, 7));
  }

  @Test
  void aWiderScaleGoesOnAsItIs() {
    assertThat(Scale.linear(2, 4).wider(0.25)).isEqualTo(Scale.linear(1.5, 4.5));
    assertThat(Scale.log(1, 100).wider(0, 0.5).high()).isCloseTo(1000, within(1e-9));
    assertThat(Scale.log(1, 100).wider(0.5).low()).isCloseTo(0.1, within(1e-9));
  }

  /** Sets of 100, 1000 and 10,000 tasks, and endless ones. */
  @Test
  void aWordStandsBehindTheNumbersAndNoLineLeadsToIt() {
    List<Run> runs = new ArrayList<>(Pages.fixedSets());
    for (long seed = 0; seed < 3; seed++) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
      p.put("dataset_size", null);
      runs.add(Synthetic.trial(p, false));
    }
    Figure figure = FactorFigure.of(FactorSweep.of(Summary.of(runs)).get(0));
    Marks panel = Marks.of(figure).get(0);
    double apart = 10_000 * Math.pow(100, 0.12);

    assertThat(panel.all(Mark.Words.class))
        .extracting(Mark.Words::text, w -> Math.round(w.at().x()))
        .contains(tuple("endless", Math.round(apart)));
    assertThat(panel.lines("median")).hasSize(2);
    assertThat(panel.lines("median").get(0).points())
        .extracting(Point::x)
        .containsExactly(100.0, 1000.0, 10_000.0);
    assertThat(panel.lines("median").get(1).points()).hasSize(1);
    assertThat(panel.lines("median").get(1).points().get(0).x()).isCloseTo(apart, within(1e-6));
    assertThat(panel.all(Mark.Dot.class)).filteredOn(d -> d.at().x() > 10_000).hasSize(3);
    assertThat(panel.all(Mark.Axes.class).get(0).last()).isEqualTo(10_000);
    assertThat(panel.panel().x().high()).isGreaterThan(apart);
    assertThat(figure.caption()).contains("Apart, without a number: endless.");
  }
}
