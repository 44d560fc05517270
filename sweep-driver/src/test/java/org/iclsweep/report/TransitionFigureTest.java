package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.Moment;
import org.iclsweep.report.DrawnPanel.Dot;
import org.iclsweep.statistics.Observation;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class TransitionFigureTest {
  private static final double NORMAL_975 = 1.959963984540054;

  /** Kaplan and Meier's, from its definition: a product over the events until a step. */
  private record Estimate(double step, double share, double low, double high) {}

  private static List<Estimate> estimates(int heads) {
    List<Observation> seeds = observations(heads);
    List<Estimate> estimates = new ArrayList<>();
    for (double step :
        seeds.stream()
            .filter(Observation::learnt)
            .map(Observation::time)
            .sorted()
            .distinct()
            .toList()) {
      double share = 1;
      double variance = 0;
      for (Observation event : seeds) {
        if (event.learnt() && event.time() <= step) {
          // no two seeds of these runs make it at the same step
          long watched = seeds.stream().filter(s -> s.time() >= event.time()).count();
          share *= 1 - 1.0 / watched;
          variance += 1.0 / (watched * (watched - 1.0));
        }
      }
      double exponent = Math.exp(NORMAL_975 * Math.sqrt(variance) / -Math.log(share));
      estimates.add(
          new Estimate(step, share, Math.pow(share, exponent), Math.pow(share, 1 / exponent)));
    }
    return estimates;
  }

  private static List<Observation> observations(int heads) {
    return SmallStudy.of(heads).stream().flatMap(r -> r.observation().stream()).toList();
  }

  /** The steps at which a line of steps changes, and what it is behind each. */
  private static void tellsSteps(DrawnLine line, List<Point> falls) {
    List<Point> corners = new ArrayList<>(List.of(new Point(0, 1)));
    double last = 1;
    for (Point fall : falls) {
      corners.add(new Point(fall.x(), last));
      corners.add(fall);
      last = fall.y();
    }
    double end = line.points().get(line.points().size() - 1).x();
    corners.add(new Point(end, last));
    corners.add(new Point(end, last));
    line.tells(corners);
  }

  private static DrawnFigure drawn() {
    return drawn(SmallStudy.trials());
  }

  private static DrawnPanel curves() {
    return drawn().panels().get(0);
  }

  @Test
  void sharesOverTheStepsAreKaplanAndMeiers() {
    assertThat(curves().xName()).isEqualTo("step");
    for (int heads : HEADS) {
      DrawnLine line = curves().curve("heads " + heads);
      assertThat(line.colour()).isEqualTo(Palette.series(heads - 1));
      tellsSteps(line, estimates(heads).stream().map(e -> new Point(e.step(), e.share())).toList());
      double left = estimates(heads).get(estimates(heads).size() - 1).share();
      curves().hasLabel("heads " + heads, Palette.series(heads - 1), left);
    }
  }

  /** Its upper edge runs forwards, then its lower edge backwards. */
  @Test
  void bandsAreGreenwoodsOnTheScaleOfLogMinusLog() {
    assertThat(curves().bands()).hasSize(2);
    for (int heads : HEADS) {
      DrawnLine band = curves().bands().get(heads - 1);
      assertThat(band.style().get("fill")).isEqualTo(Palette.series(heads - 1));
      List<Point> drawn = band.points();
      int half = drawn.size() / 2;
      List<Point> upper = drawn.subList(0, half);
      List<Point> lower = new ArrayList<>(drawn.subList(half, drawn.size()));
      Collections.reverse(lower);
      List<Estimate> estimates = estimates(heads);
      for (int i = 0; i < estimates.size(); i++) {
        Estimate e = estimates.get(i);
        assertThat(upper.get(2 * i + 2).x()).isCloseTo(e.step(), within(0.5));
        assertThat(lower.get(2 * i + 2).x()).isCloseTo(e.step(), within(0.5));
        assertThat(upper.get(2 * i + 2).y()).as("upper, %s", e).isCloseTo(e.high(), within(5e-4));
        assertThat(lower.get(2 * i + 2).y()).as("lower, %s", e).isCloseTo(e.low(), within(5e-4));
      }
    }
  }

  @Test
  void curvesEndWhereTheFigureEndsAsSomeSeedsWereWatchedToTheEnd() {
    for (int heads : HEADS) {
      List<Point> points = curves().curve("heads " + heads).points();
      double shown = curves().x().value(curves().x().to());
      assertThat(points.get(points.size() - 1).x()).isCloseTo(shown, within(1.0));
    }
  }

  @Test
  void everySeedIsADotAtItsStep() {
    DrawnAxis steps = steps();
    List<Dot> dots = dots();
    for (int heads : HEADS) {
      for (Run run : SmallStudy.learnt(heads)) {
        double step = run.observation().orElseThrow().time();
        assertThat(dots)
            .as("heads %s, seed %s", heads, run.seed())
            .filteredOn(d -> d.fill().equals(Palette.series(heads - 1)))
            .filteredOn(d -> d.title().startsWith("seed " + run.seed() + ", "))
            .singleElement()
            .satisfies(d -> assertThat(steps.says(d.x(), step)).isTrue())
            .satisfies(d -> assertThat(d.title()).contains(", step " + Math.round(step) + ", in "));
      }
    }
    assertThat(dots).hasSize(SmallStudy.learnt(1).size() + SmallStudy.learnt(2).size());
  }

  @Test
  void dotsOfASettingStandAboutItsLine() {
    List<Double> lines =
        drawn()
            .elements("line", "grid")
            .filter(l -> DrawnFigure.number(l, "x1") == 570)
            .map(l -> DrawnFigure.number(l, "y1"))
            .toList();
    assertThat(lines).hasSize(2);
    dots()
        .forEach(
            d -> {
              int heads = d.fill().equals(Palette.series(0)) ? 1 : 2;
              assertThat(d.y()).isCloseTo(lines.get(heads - 1), within(14.0));
            });
    assertThat(drawn().words("label", t -> t.getAttribute("x").equals("570")))
        .containsExactly("heads 1: 5/7", "heads 2: 6/7");
  }

  @Test
  void barsStandAtMedians() {
    DrawnAxis steps = steps();
    List<Double> bars =
        drawn()
            .elements("rect", "median-bar")
            .map(r -> DrawnFigure.number(r, "x") + DrawnFigure.number(r, "width") / 2)
            .toList();
    assertThat(bars).hasSize(2);
    for (int heads : HEADS) {
      double median =
          SmallStudy.median(
              SmallStudy.learnt(heads).stream()
                  .map(r -> r.observation().orElseThrow().time())
                  .toList());
      assertThat(steps.says(bars.get(heads - 1), median)).isTrue();
    }
  }

  @Test
  void lateSeedsAreNamedAtTheRight() {
    assertThat(drawn().words("label", t -> t.getTextContent().startsWith("×")))
        .containsExactly("× 2, 5", "× 6");
  }

  /** Dots reach 13 to both sides of a line, and letters 9 above theirs. */
  @Test
  void stripsStandOneBelowTheOther() {
    List<Double> lines = ys(drawn().elements("line", "grid"), "x1", "y1");
    List<Double> labels = ys(drawn().elements("text", "label"), "x", "y");
    assertThat(lines).hasSize(2);
    assertThat(labels).hasSize(2);
    double above =
        drawn()
            .elements("text", "name")
            .filter(t -> t.getTextContent().equals("late"))
            .mapToDouble(t -> DrawnFigure.number(t, "y"))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < 2; i++) {
      assertThat(labels.get(i) - 9).isBetween(above, above + 20);
      assertThat(lines.get(i) - 13).isBetween(labels.get(i), labels.get(i) + 20);
      above = lines.get(i) + 13;
    }
    assertThat(ys(drawn().elements("line", "axis"), "x1", "y1").get(0))
        .isBetween(above, above + 20);
  }

  /** Of what begins where the strips do. */
  private static List<Double> ys(Stream<Element> elements, String x, String y) {
    return elements
        .filter(e -> DrawnFigure.number(e, x) == 570)
        .map(e -> DrawnFigure.number(e, y))
        .toList();
  }

  @Test
  void stepsAreNamedUnderTheMiddleOfTheStrips() {
    double bottom = ys(drawn().elements("line", "axis"), "x1", "y1").get(0);
    assertThat(drawn().elements("text", "name"))
        .filteredOn(t -> t.getTextContent().equals("step") && DrawnFigure.number(t, "x") > 570)
        .singleElement()
        .satisfies(
            t -> {
              assertThat(DrawnFigure.number(t, "x")).isEqualTo((570 + Grid.WIDTH - 130) / 2);
              assertThat(DrawnFigure.number(t, "y")).isBetween(bottom + 20, bottom + 40);
              assertThat(t.getAttribute("text-anchor")).isEqualTo("middle");
            });
  }

  @Test
  void aBudgetOfMoreThanHalfAsMuchAgainIsCut() {
    Figure half = TransitionFigure.of(Summary.of(List.of(learntAt1000(1500))));
    assertThat(lastStep(half)).isCloseTo(1500, within(1.0));
    assertThat(half.caption()).doesNotContain("No seed learnt between");
    Figure more = TransitionFigure.of(Summary.of(List.of(learntAt1000(1550))));
    assertThat(lastStep(more)).isCloseTo(1250, within(1.0));
    assertThat(more.caption()).endsWith(" No seed learnt between the right edge and step 1550.");
  }

  @Test
  void whereNoSeedLearntTheWholeBudgetIsShown() {
    Run late = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), true);
    Figure figure = TransitionFigure.of(Summary.of(List.of(late)));
    DrawnAxis steps = DrawnFigure.of(figure).panels().get(0).x();
    assertThat(steps.value(steps.from())).isCloseTo(0, within(1.0));
    assertThat(lastStep(figure)).isCloseTo(2000, within(1.0));
    assertThat(figure.caption()).doesNotContain("No seed learnt between");
  }

  private static double lastStep(Figure figure) {
    DrawnAxis steps = DrawnFigure.of(figure).panels().get(0).x();
    return steps.value(steps.to());
  }

  private static Run learntAt1000(int budget) {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    TrialRecord r = run.record();
    List<CurvePoint> curve = r.curve().stream().filter(p -> p.step() <= budget).toList();
    LearningEvents e = run.events();
    Moment learnt = new Moment(1000, 950, 1000);
    return new Run(
        run.id(),
        null,
        run.parameters(),
        r.with(Measures.CURVE, curve),
        new LearningEvents(e.level(), e.rule(), e.crossed(), learnt, null, null, budget));
  }

  private static DrawnAxis steps() {
    double bottom =
        drawn()
            .elements("line", "axis")
            .filter(l -> DrawnFigure.number(l, "x1") == 570)
            .map(l -> DrawnFigure.number(l, "y1"))
            .findFirst()
            .orElseThrow();
    assertThat(drawn().words("name", t -> DrawnFigure.number(t, "y") == bottom + 29)).isNotEmpty();
    return drawn().axis(570, Grid.WIDTH - 130, bottom);
  }

  private static List<Dot> dots() {
    return drawn().elements("circle", "dot").map(drawn()::dot).toList();
  }

  private static DrawnFigure drawn(List<Run> runs) {
    return DrawnFigure.of(TransitionFigure.of(Summary.of(runs)));
  }

  @Test
  void manyLateSeedsAreCountedAndTheFirstNamed() {
    assertThat(late(3)).containsExactly("× 0, 1, 2");
    assertThat(late(4)).containsExactly("× 4: 0, 1, 2, …");
  }

  private static List<String> late(int seeds) {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < seeds; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), true));
    }
    return drawn(runs).words("label", t -> t.getTextContent().startsWith("×"));
  }
}
