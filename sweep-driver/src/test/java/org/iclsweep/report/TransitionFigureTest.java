package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.report.SmallStudy.HEADS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.Moment;
import org.iclsweep.statistics.Observation;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class TransitionFigureTest {
  /** A figure of more rows is cut between two printed pages. */
  @Test
  void rowsAreAsManyAsAPageHolds() {
    for (int settings : new int[] {24, 25}) {
      Figure figure = TransitionFigure.of(Summary.of(Pages.settings(settings)));
      assertThat(figure.sheet().panels()).hasSize(25);
      assertThat(figure.sheet().height() / figure.sheet().width()).isLessThan(1.2);
      assertThat(figure.caption().contains(" The first 24 of 25 settings are drawn; the table has"))
          .isEqualTo(settings == 25);
    }
  }

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

  /** The corners of a line of steps that changes here. */
  private static List<Point> corners(List<Estimate> estimates, ToDoubleFunction<Estimate> value) {
    List<Point> corners = new ArrayList<>(List.of(new Point(0, 1)));
    double last = 1;
    for (Estimate e : estimates) {
      corners.add(new Point(e.step(), last));
      last = value.applyAsDouble(e);
      corners.add(new Point(e.step(), last));
    }
    double end = curves().panel().x().high();
    corners.addAll(List.of(new Point(end, last), new Point(end, last)));
    return corners;
  }

  private static void areNear(List<Point> drawn, List<Point> expected) {
    assertThat(drawn).hasSameSizeAs(expected);
    for (int i = 0; i < drawn.size(); i++) {
      assertThat(drawn.get(i).x()).isCloseTo(expected.get(i).x(), within(1e-9));
      assertThat(drawn.get(i).y()).as("%s", i).isCloseTo(expected.get(i).y(), within(1e-9));
    }
  }

  private static List<Marks> marks() {
    return marks(SmallStudy.trials());
  }

  private static List<Marks> marks(List<Run> runs) {
    return Marks.of(TransitionFigure.of(Summary.of(runs)));
  }

  private static Marks curves() {
    return marks().get(0);
  }

  private static Marks strip(int heads) {
    return marks().get(heads);
  }

  /** As some seeds were watched to the end, curves end where the figure does. */
  @Test
  void sharesOverTheStepsAreKaplanAndMeiers() {
    assertThat(curves().all(Mark.Axes.class))
        .containsExactly(new Mark.Axes("step", "share that has not learnt"));
    for (int heads : HEADS) {
      Mark.Line line = curves().lines("heads " + heads).get(0);
      String colour = Palette.series(heads - 1);
      assertThat(line.colour()).isEqualTo(colour);
      assertThat(line.style()).isEqualTo("curve");
      areNear(line.points(), corners(estimates(heads), Estimate::share));
      double left = line.points().get(line.points().size() - 1).y();
      assertThat(curves().panel().labels()).contains(new Label(left, "heads " + heads, colour));
    }
  }

  @Test
  void bandsAreGreenwoodsOnTheScaleOfLogMinusLog() {
    List<Mark.Area> bands = curves().all(Mark.Area.class);
    assertThat(bands)
        .extracting(Mark.Area::colour)
        .containsExactly(Palette.series(0), Palette.series(1));
    for (int heads : HEADS) {
      areNear(bands.get(heads - 1).upper(), corners(estimates(heads), Estimate::high));
      areNear(bands.get(heads - 1).lower(), corners(estimates(heads), Estimate::low));
    }
  }

  @Test
  void everySeedIsADotAtItsStep() {
    for (int heads : HEADS) {
      List<Run> runs = SmallStudy.learnt(heads);
      List<Mark.Dot> dots = strip(heads).all(Mark.Dot.class);
      assertThat(dots).hasSameSizeAs(runs);
      for (Run run : runs) {
        double step = run.observation().orElseThrow().time();
        assertThat(dots)
            .filteredOn(d -> d.title().startsWith("seed " + run.seed() + ", "))
            .singleElement()
            .satisfies(d -> assertThat(d.at().x()).isEqualTo(step))
            .satisfies(d -> assertThat(d.fill()).isEqualTo(Palette.series(heads - 1)))
            .satisfies(d -> assertThat(d.title()).contains(", step " + Math.round(step) + ", in "));
      }
    }
  }

  /** Dots reach 3.2 beyond their places, and strips are 46 apart. */
  @Test
  void dotsOfASettingStandAboutItsLine() {
    for (int heads : HEADS) {
      Marks strip = strip(heads);
      assertThat(strip.rules("grid"))
          .extracting(Mark.Rule::from, Mark.Rule::to)
          .containsExactly(tuple(new Point(0, 0), new Point(strip.panel().x().high(), 0)));
      double line = strip.panel().y().at(0);
      assertThat(strip.all(Mark.Dot.class))
          .allMatch(d -> Math.abs(strip.panel().y().at(d.at().y()) - line) < 14);
      assertThat(strip.words("label").get(0).text())
          .isEqualTo("heads %s: %s/7", heads, heads == 1 ? 5 : 6);
    }
  }

  @Test
  void barsStandAtMedians() {
    for (int heads : HEADS) {
      double median =
          SmallStudy.median(
              SmallStudy.learnt(heads).stream()
                  .map(r -> r.observation().orElseThrow().time())
                  .toList());
      Marks strip = strip(heads);
      Mark.Line bar = strip.lines("median step " + Math.round(median)).get(0);
      assertThat(bar.style()).isEqualTo("median-bar");
      double edge = strip.panel().y().high();
      assertThat(bar.points()).containsExactly(new Point(median, -edge), new Point(median, edge));
    }
  }

  @Test
  void lateSeedsAreNamedAtTheRight() {
    assertThat(late(SmallStudy.trials())).containsExactly("× 2, 5", "× 6");
  }

  /** Bars reach 11 to both sides of a line, and letters 9 above theirs. */
  @Test
  void stripsStandOneBelowTheOther() {
    Marks axis = marks().get(3);
    Mark.Words late = axis.words("name").get(0);
    assertThat(late.text()).isEqualTo("late");
    double above = axis.panel().y().at(late.at().y()) + late.down();
    for (int heads : HEADS) {
      Marks strip = strip(heads);
      double line = strip.panel().y().at(0);
      double label = line + strip.words("label").get(0).down();
      assertThat(label - 9).isBetween(above, above + 20);
      assertThat(line - 11).isBetween(label, label + 20);
      above = line + 11;
    }
    assertThat(axis.panel().y().from()).isBetween(above, above + 20);
    assertThat(axis.all(Mark.Axes.class)).containsExactly(new Mark.Axes("step", null));
    assertThat(axis.panel().x()).isEqualTo(strip(1).panel().x()).isEqualTo(strip(2).panel().x());
  }

  @Test
  void aBudgetOfMoreThanHalfAsMuchAgainIsCut() {
    Figure half = TransitionFigure.of(Summary.of(List.of(learntAt1000(1500))));
    assertThat(lastStep(half)).isEqualTo(1500);
    assertThat(half.caption()).doesNotContain("No seed learnt between");
    Figure more = TransitionFigure.of(Summary.of(List.of(learntAt1000(1550))));
    assertThat(lastStep(more)).isEqualTo(1250);
    assertThat(more.caption()).endsWith(" No seed learnt between the right edge and step 1550.");
  }

  @Test
  void whereNoSeedLearntTheWholeBudgetIsShown() {
    Run late = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), true);
    Figure figure = TransitionFigure.of(Summary.of(List.of(late)));
    assertThat(Marks.of(figure).get(0).panel().x().low()).isZero();
    assertThat(lastStep(figure)).isEqualTo(2000);
    assertThat(figure.caption()).doesNotContain("No seed learnt between");
  }

  private static double lastStep(Figure figure) {
    return Marks.of(figure).get(0).panel().x().high();
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
        new LearningEvents(e.level(), e.crossed(), learnt, null, null, budget));
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
    return late(runs);
  }

  private static List<String> late(List<Run> runs) {
    return marks(runs).stream()
        .flatMap(m -> m.words("label").stream())
        .filter(w -> w.text().startsWith("×"))
        .peek(w -> assertThat(w.fill()).isEqualTo(Palette.VERMILION))
        .map(Mark.Words::text)
        .toList();
  }
}
