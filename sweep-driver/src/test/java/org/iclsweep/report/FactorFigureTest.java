package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.FactorSweep;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.analysis.Synthetic;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.report.DrawnPanel.Dot;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class FactorFigureTest {
  private static final int[] BATCHES = {64, 256, 2048};
  private static final List<Run> RUNS = runs();

  private static DrawnFigure drawn() {
    return drawn(RUNS);
  }

  @Test
  void everySeedIsADotAtItsFinalLossAndTheLineRunsThroughMedians() {
    DrawnPanel panel = drawn().panels().get(0);
    assertThat(panel.xName()).isEqualTo("batch");
    assertThat(panel.yName()).isEqualTo("final loss");
    assertThat(panel.x().isLog()).as("64 to 2048").isTrue();
    for (int heads : SmallStudy.HEADS) {
      seeds(panel, heads, "heads " + heads, r -> r.record().finalLoss(), true);
      List<Point> medians = medians(heads, r -> r.record().finalLoss());
      panel.hasLabel("heads " + heads, Palette.series(heads - 1), medians.get(2).y());
    }
  }

  @Test
  void lastLossesOnTheTrainingTasksAreOpenAndDashed() {
    DrawnPanel panel = drawn().panels().get(0);
    for (int heads : SmallStudy.HEADS) {
      seeds(panel, heads, "on training tasks", FactorFigureTest::lastTraining, false);
      panel.hasLabel(
          "training, heads " + heads,
          Palette.series(heads - 1),
          medians(heads, FactorFigureTest::lastTraining).get(2).y());
    }
  }

  @Test
  void cosinesAtTheEndStandBelow() {
    DrawnPanel panel = drawn().panels().get(1);
    assertThat(panel.yName()).isEqualTo("cosine with GD");
    for (int heads : SmallStudy.HEADS) {
      seeds(panel, heads, "cosine", FactorFigureTest::lastCosine, true);
    }
  }

  /** In this study some trials end far below 1, and none at it. */
  @Test
  void theAxisOfCosinesHoldsAllOfThemAndOne() {
    DrawnAxis cosines = drawn().panels().get(1).y();
    for (int heads : SmallStudy.HEADS) {
      assertThat(completed(heads)).allMatch(r -> cosines.shows(lastCosine(r)));
    }
    List<Run> far = Pages.edited(RUNS, r -> aligned(r, 0.5));
    DrawnAxis halves = drawn(far).panels().get(1).y();
    assertThat(halves.shows(1)).isTrue();
    assertThat(far)
        .filteredOn(r -> r.ended(Outcome.COMPLETED))
        .allMatch(r -> halves.shows(lastCosine(r)));
  }

  @Test
  void theCaptionTellsWhatIsDrawn() {
    assertThat(caption(RUNS))
        .contains(", a colour each setting of all else. Lines without dots")
        .contains("Open, dashed: the last loss on the training tasks")
        .contains("Below: cosine with gradient descent at the end")
        .doesNotContain("Changing together", "settings are drawn");
  }

  @Test
  void theCaptionTellsNothingOfWhatIsNotDrawn() {
    List<Run> runs = new ArrayList<>();
    for (int batch : BATCHES) {
      Run run = trial(1, batch, 0, null);
      runs.add(Run.trial(run.id(), run.parameters(), unaligned(run.record())));
    }
    assertThat(caption(runs))
        .isEqualTo(
            "Every seed that completed, a line through the medians."
                + " Lines without dots: what trials were held against.");
    assertThat(drawn(runs).panels()).hasSize(1);
  }

  @Test
  void theCaptionTellsWhichColumnsChangeTogether() {
    List<Run> runs = new ArrayList<>();
    for (int batch : BATCHES) {
      runs.add(trial(1, batch, 0, batch / 1e5));
    }
    assertThat(caption(runs))
        .endsWith(" Changing together: batch and learning rate.")
        .doesNotContain("a colour each", "Open, dashed");
  }

  /** Of nine settings those over all numbers of the axis, by what tells them apart. */
  @Test
  void settingsOverFewNumbersGiveWay() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 9; heads++) {
      boolean all = heads % 4 == 0;
      for (int batch : all ? BATCHES : new int[] {BATCHES[0]}) {
        runs.add(trial(heads, batch, 0, null));
      }
    }
    assertThat(drawn(runs).panels().get(0).labelTexts())
        .contains("heads 4", "heads 8")
        .doesNotContain("heads 1");
    assertThat(caption(runs)).endsWith(" Of 9 settings the 2 over the most numbers are drawn.");
  }

  @Test
  void theCaptionTellsThatSomeSettingsAreLeftOut() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 9; heads++) {
      for (int batch : BATCHES) {
        runs.add(trial(heads, batch, 0, null));
      }
    }
    assertThat(caption(runs)).endsWith(" Of 9 settings the 8 over the most numbers are drawn.");
    assertThat(drawn(runs).panels().get(0).labelTexts())
        .contains("heads 8")
        .doesNotContain("heads 9");
    List<Run> eight = runs.stream().filter(r -> !r.parameters().get("heads").equals(9)).toList();
    assertThat(caption(eight)).doesNotContain("numbers are drawn");
  }

  @Test
  void learnersAreLinesThroughTheirLosses() {
    DrawnPanel panel = drawn().panels().get(0);
    panel.curve("GD").tells(level(Synthetic.GD));
    panel.curve("closed form").tells(level(0.2201));
    assertThat(panel.curve("GD").colour()).isEqualTo(Palette.BLACK);
    assertThat(panel.curve("closed form").colour()).isEqualTo(Palette.GREEN);
    panel.hasLabel("GD", Palette.BLACK, Synthetic.GD);
    panel.hasLabel("closed form", Palette.GREEN, 0.2201);
    assertThat(panel.titles()).doesNotContain("GD++");
  }

  @Test
  void learnersWithoutANameOfTheirOwnHaveALineOfTheirStyle() {
    DrawnPanel panel = drawn().panels().get(0);
    panel.curve("ridge").tells(level(0.171));
    assertThat(panel.curve("ridge").colour()).isEqualTo(Palette.PURPLE);
    assertThat(panel.curve("ridge").isDashed()).isTrue();
    panel.hasLabel("ridge", Palette.PURPLE, 0.171);
    panel.curve("kernel-smoothing").tells(level(0.291));
  }

  @Test
  void bandsAreAStandardDeviationOfTheLossWideOnALinearAxis() {
    Marks marks = Marks.of(figure(spread(1.5, 0.01))).get(0);
    assertThat(marks.panel().y().log()).isFalse();
    bandIs(marks, 1.25 - Math.sqrt(0.125), 1.25 + Math.sqrt(0.125));
    assertThat(figure(spread(1.5, 0.01)).caption())
        .endsWith(" Shaded: a standard deviation to either side of the mean.");
  }

  @Test
  void bandsAreAStandardDeviationOfTheLogarithmWideOnALogarithmicAxis() {
    Marks marks = Marks.of(figure(spread(100, 0.01))).get(0);
    assertThat(marks.panel().y().log()).isTrue();
    double deviation = Math.log(100) / Math.sqrt(2);
    bandIs(marks, 10 * Math.exp(-deviation), 10 * Math.exp(deviation));
    assertThat(figure(spread(100, 0.01)).caption())
        .endsWith(
            " Shaded: a standard deviation to either side of the mean of the logarithm of the loss.");
  }

  private static void bandIs(Marks marks, double low, double high) {
    Mark.Area band = marks.all(Mark.Area.class).get(0);
    assertThat(band.lower().get(0).x()).isEqualTo(64);
    assertThat(band.lower().get(0).y()).isCloseTo(low, within(1e-9 * low));
    assertThat(band.upper().get(0).y()).isCloseTo(high, within(1e-9 * high));
  }

  /** What is 0 but for rounding leaves a logarithmic axis, and a linear one holds it. */
  @Test
  void aLearnerFarBelowAllTrialsIsNamedWhereItLeavesTheAxis() {
    Marks linear = Marks.of(figure(spread(1.5, 1e-13))).get(0);
    assertThat(linear.panel().y().log()).isFalse();
    assertThat(linear.panel().y().low()).isLessThan(1e-13);
    assertThat(linear.panel().labels().stream().map(Label::text)).contains("least-squares");
    Marks log = Marks.of(figure(spread(100, 1e-13))).get(0);
    assertThat(log.panel().y().low()).isGreaterThan(0.1);
    Mark.Line line = log.lines("least-squares").get(0);
    assertThat(line.points())
        .containsExactlyElementsOf(SmallStudy.points(64.0, 0.7, 256.0, 1e-13, 2048.0, 1e-13));
    assertThat(log.panel().labels().stream().map(Label::text)).doesNotContain("least-squares");
    assertThat(log.words("label"))
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.text()).isEqualTo("least-squares");
              assertThat(w.at()).isEqualTo(new Point(64, 0.7));
            });
  }

  /** Two seeds, whose losses are 1 and another; least squares falls to this from the second on. */
  private static List<Run> spread(double other, double least) {
    List<Run> runs = new ArrayList<>();
    for (int batch : BATCHES) {
      for (long seed = 0; seed < 2; seed++) {
        Run run = trial(1, batch, seed, null);
        FittedLearner exact =
            new FittedLearner(
                LearnerKind.LEAST_SQUARES, batch == 64 ? 0.7 : least, 0, List.of(), List.of());
        TrialRecord record =
            run.record()
                .changed()
                .finalLoss(seed == 0 ? 1 : other, null)
                .with(Measures.LEARNERS, List.of(exact))
                .build();
        runs.add(Run.trial(run.id(), run.parameters(), unaligned(record)));
      }
    }
    return runs;
  }

  private static TrialRecord expecting(TrialRecord r, Object... formulas) {
    List<Prediction> theory = new ArrayList<>();
    for (int i = 0; i < formulas.length; i += 2) {
      theory.add(new Prediction((String) formulas[i], (Double) formulas[i + 1], null, null, null));
    }
    return r.with(Measures.THEORY, theory);
  }

  /** The closed form is drawn as it was measured, and pgd is what theorem 1 has. */
  @Test
  void formulasThatApplyAreDashedLinesEachOnce() {
    List<Run> runs =
        Pages.edited(
            RUNS,
            r ->
                expecting(
                    r,
                    "gd-closed-form",
                    0.2,
                    "theorem-1",
                    0.31,
                    "pgd",
                    0.31 + 1e-12,
                    "class-s",
                    0.26,
                    "swapped-heads-0",
                    0.41));
    DrawnPanel panel = drawn(runs).panels().get(0);
    panel.curve("theorem-1, theory").tells(level(0.31));
    panel.curve("class-s, theory").tells(level(0.26));
    assertThat(panel.curve("theorem-1, theory").colour()).isEqualTo(Palette.GREEN);
    assertThat(panel.curve("class-s, theory").isDashed()).isTrue();
    panel.hasLabel("theorem-1, theory", Palette.GREEN, 0.31);
    panel.hasLabel("class-s, theory", Palette.ORANGE, 0.26);
    panel.curve("closed form").tells(level(0.2201));
    assertThat(panel.titles())
        .doesNotContain("pgd, theory", "closed form, theory", "swapped-heads-0, theory");
    assertThat(caption(runs)).contains(" Dashed, theory: the loss that a formula expects");
    assertThat(caption(RUNS)).doesNotContain("theory");
  }

  @Test
  void theClosedFormIsTheorysWhereTrialsWereNotHeldAgainstIt() {
    List<Run> runs =
        Pages.edited(
            RUNS, r -> expecting(r.with(Measures.LEARNERS, List.of()), "gd-closed-form", 0.2));
    DrawnPanel panel = drawn(runs).panels().get(0);
    panel.curve("closed form, theory").tells(level(0.2));
    assertThat(panel.titles()).doesNotContain("closed form", "GD");
  }

  @Test
  void theoryIsWithinTheFrameAndOfItsSetting() {
    List<Run> runs =
        RUNS.stream()
            .map(
                r -> {
                  double loss = r.parameters().get("heads").equals(1) ? 0.01 : 0.03;
                  return Run.trial(r.id(), r.parameters(), expecting(r.record(), "class-s", loss));
                })
            .toList();
    DrawnPanel panel = drawn(runs).panels().get(0);
    assertThat(panel.y().shows(0.01)).isTrue();
    assertThat(panel.curves("class-s, theory")).hasSize(2);
    panel.hasLabel("class-s, theory, heads 1", Palette.ORANGE, 0.01);
    panel.hasLabel("class-s, theory, heads 2", Palette.ORANGE, 0.03);
  }

  /** The line and the dots of one number of heads, told from the other by their colour. */
  private static void seeds(
      DrawnPanel panel, int heads, String name, ToDoubleFunction<Run> value, boolean filled) {
    String colour = Palette.series(heads - 1);
    List<DrawnLine> lines =
        panel.curves(name).stream().filter(l -> colour.equals(l.colour())).toList();
    assertThat(lines).as("%s in %s", name, colour).hasSize(1);
    lines.get(0).tells(medians(heads, value));
    assertThat(lines.get(0).isDashed()).isEqualTo(!filled);
    List<Dot> dots =
        panel.dots().stream()
            .filter(d -> d.stroke().equals(colour) && d.title().endsWith(", " + name))
            .toList();
    List<Run> completed = completed(heads).toList();
    assertThat(dots).hasSameSizeAs(completed);
    for (Run run : completed) {
      Point p = new Point(batch(run), value.applyAsDouble(run));
      assertThat(dots)
          .filteredOn(d -> d.title().startsWith("seed " + run.seed() + ","))
          .as("%s of seed %s at %s", name, run.seed(), p)
          .anyMatch(d -> panel.says(d, p));
    }
    assertThat(dots).allMatch(d -> d.fill().equals(filled ? colour : "none"));
  }

  private static List<Point> medians(int heads, ToDoubleFunction<Run> value) {
    return SmallStudy.quantiles(
        completed(heads).map(r -> new Point(batch(r), value.applyAsDouble(r))), 0.5);
  }

  private static Stream<Run> completed(int heads) {
    return RUNS.stream()
        .filter(r -> r.parameters().get("heads").equals(heads) && r.ended(Outcome.COMPLETED));
  }

  private static double batch(Run run) {
    return run.number("batch").orElseThrow();
  }

  private static double lastTraining(Run run) {
    return run.record().curve().get(run.record().curve().size() - 1).trainLoss();
  }

  private static double lastCosine(Run run) {
    return run.record().alignments().stream()
        .filter(a -> a.learner().label().equals("gd") && a.step() == 2000)
        .findFirst()
        .orElseThrow()
        .cosine();
  }

  private static List<Point> level(double loss) {
    return SmallStudy.points(64.0, loss, 256.0, loss, 2048.0, loss);
  }

  private static List<Run> runs() {
    return runs(SmallStudy.HEADS);
  }

  /** With these heads, held against learners, on a fixed set of tasks. */
  static List<Run> runs(List<Integer> allHeads) {
    List<Run> runs = new ArrayList<>();
    for (int heads : allHeads) {
      for (int batch : BATCHES) {
        for (long seed = 0; seed < 4; seed++) {
          Map<String, Object> p = Synthetic.parameters(heads, "fan-in-variance", seed);
          p.put("batch", batch);
          p.put("dataset_size", 4096);
          Run run = Synthetic.trial(p, seed == 3);
          runs.add(SmallStudy.scattered(Run.trial(run.id() + "-" + batch, p, run.record())));
        }
      }
    }
    Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 9);
    p.put("batch", 64);
    p.put("dataset_size", 4096);
    runs.add(Run.trial("failed", p, TrialRecord.failed(new IllegalStateException("x"))));
    return runs;
  }

  private static Run trial(int heads, int batch, long seed, Double rate) {
    Map<String, Object> p = Synthetic.parameters(heads, "fan-in-variance", seed);
    p.put("batch", batch);
    if (rate != null) {
      p.put("learning_rate", rate);
    }
    Run run = Synthetic.trial(p, false);
    return Run.trial(run.id() + "-" + batch, p, run.record());
  }

  /** With cosines so many times its own. */
  private static TrialRecord aligned(TrialRecord r, double factor) {
    List<Alignment> alignments =
        r.alignments().stream()
            .map(
                a ->
                    new Alignment(
                        a.step(),
                        a.learner(),
                        a.predictionDifference(),
                        a.modelDifference(),
                        factor * a.cosine()))
            .toList();
    return r.with(Measures.ALIGNMENTS, alignments);
  }

  private static TrialRecord unaligned(TrialRecord r) {
    return r.with(Measures.ALIGNMENTS, List.of());
  }

  private static DrawnFigure drawn(List<Run> runs) {
    return DrawnFigure.of(figure(runs));
  }

  private static String caption(List<Run> runs) {
    return figure(runs).caption();
  }

  private static Figure figure(List<Run> runs) {
    List<FactorSweep> sweeps =
        FactorSweep.of(Summary.of(runs)).stream().filter(s -> s.column().equals("batch")).toList();
    assertThat(sweeps).hasSize(1);
    return FactorFigure.of(sweeps.get(0));
  }
}
