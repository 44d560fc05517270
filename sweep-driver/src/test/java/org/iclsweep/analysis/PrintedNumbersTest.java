package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.report.SmallStudy;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.junit.jupiter.api.Test;

/** Every number that table and findings print, worked out from the rows anew. */
class PrintedNumbersTest {
  private static final double CLOSED = 0.2201;

  private static Summary summary() {
    return Summary.of(SmallStudy.trials());
  }

  private static SummaryTable table() {
    return SummaryTable.wide(summary());
  }

  private static Findings findings() {
    return Findings.of(summary());
  }

  @Test
  void aRowIsASettingOfItsParameter() {
    assertThat(cells("heads")).containsExactly("1", "2");
  }

  @Test
  void sharesHaveTheirExactIntervals() {
    assertThat(cells("learnt")).containsExactly("5/7", "6/7");
    assertThat(cells("95 %")).containsExactly(interval(5, 7), interval(6, 7));
    assertThat(cells("late")).containsExactly("2", "1");
  }

  @Test
  void stepsAreMediansAndQuartiles() {
    each("crossed", heads -> fixed(median(heads, PrintedNumbersTest::crossed), 0));
    each("step", heads -> fixed(median(heads, PrintedNumbersTest::learnt), 0));
    each(
        "q1-q3",
        heads ->
            fixed(quantile(heads, PrintedNumbersTest::learnt, 0.25), 0)
                + "-"
                + fixed(quantile(heads, PrintedNumbersTest::learnt, 0.75), 0));
    each(
        "lies in",
        heads ->
            fixed(median(heads, r -> 50 * Math.floor(learnt(r) / 50)), 0)
                + "-"
                + fixed(median(heads, r -> 50 * Math.ceil(learnt(r) / 50)), 0));
  }

  @Test
  void lossesAreMediansOfThoseThatLearnt() {
    each("loss", heads -> fixed(median(heads, PrintedNumbersTest::loss), 4));
    each("GD", heads -> fixed(Synthetic.GD, 4));
    each("closed", heads -> fixed(CLOSED, 4));
    each("/ GD", heads -> fixed(median(heads, r -> loss(r) / Synthetic.GD), 3));
    each("worst / GD", heads -> fixed(quantile(heads, r -> loss(r) / Synthetic.GD, 1), 3));
    each("/ closed", heads -> fixed(median(heads, r -> loss(r) / CLOSED), 3));
    assertThat(cells("interp. / own"))
        .containsExactly(fixed(median(1, r -> r.record().interpolatedLoss() / loss(r)), 3), "");
    assertThat(cells("late loss")).containsExactly(lateLosses(1), lateLosses(2));
  }

  @Test
  void beyondOneLayerAgreementIsThatWithGdPlusPlus() {
    List<Run> runs = SmallStudy.deep();
    SummaryTable table = SummaryTable.wide(Summary.of(runs));
    List<String> names = table.headings().stream().map(SummaryTable.Heading::name).toList();
    double median =
        SmallStudy.median(
            runs.stream()
                .filter(r -> !r.seed().equals("4"))
                .flatMap(r -> r.record().alignments().stream())
                .filter(a -> a.learner() == LearnerKind.GD_PLUS_PLUS && a.step() == 2000)
                .map(Alignment::modelDifference)
                .toList());
    assertThat(table.rows().get(0).get(names.indexOf("diff"))).isEqualTo(fixed(median, 3));
  }

  @Test
  void lateLossesAreTheLeastAndTheLargest() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 5; seed++) {
      Run late = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), true);
      runs.add(SmallStudy.lost(late, 1 - seed / 50.0));
    }
    List<Double> losses = runs.stream().map(PrintedNumbersTest::loss).sorted().toList();
    SummaryTable table = SummaryTable.wide(Summary.of(runs));
    List<String> names = table.headings().stream().map(SummaryTable.Heading::name).toList();
    assertThat(table.rows().get(0).get(names.indexOf("late loss")))
        .isEqualTo(fixed(losses.get(0), 3) + "-" + fixed(losses.get(4), 3));
  }

  private static String lateLosses(int heads) {
    List<Double> losses =
        SmallStudy.of(heads).stream()
            .filter(SmallStudy::isLate)
            .map(r -> r.record().finalLoss())
            .sorted()
            .toList();
    String low = fixed(losses.get(0), 3);
    String high = fixed(losses.get(losses.size() - 1), 3);
    return low.equals(high) ? low : low + "-" + high;
  }

  @Test
  void agreementIsThatOfTheLastStep() {
    each("cos", heads -> fixed(median(heads, r -> last(r).cosine()), 4));
    each("diff", heads -> fixed(median(heads, r -> last(r).modelDifference()), 3));
    each("pred. diff", heads -> fixed(median(heads, r -> last(r).predictionDifference()), 4));
  }

  @Test
  void theHeadlineIsTheShareOfAll() {
    assertThat(findings().headline().replace('\u00a0', ' '))
        .startsWith(
            "11 of 14 trials learnt gradient descent within 2000 steps: %s %% (95 %% interval %s %%)."
                .formatted(fixed(1100 / 14.0, 1), interval(11, 14)))
        .endsWith(" The others: 3 late.");
  }

  @Test
  void whatTrialsAreHeldAgainstIsTold() {
    // in theory (d a² / 6) (5 d - 1) / (5 (N + d) - 1), with d = N = 10 and a = 1/2
    double theory = 2.5 / 6 * 49 / 99;
    assertThat(findings().context())
        .contains("14 trials: 2 settings (heads) of 7 seeds.")
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("answering 0 " + fixed(Synthetic.ZERO, 4))
                    .contains("gd " + fixed(Synthetic.GD, 4) + " ± 0.0033")
                    .contains("gd-closed-form " + fixed(CLOSED, 4) + " ± 0.0033")
                    .contains("ridge 0.1710")
                    .contains("kernel-smoothing 0.2910")
                    .contains("in theory: " + fixed(theory, 4)));
  }

  @Test
  void lossesAreToldOverThoseOfGradientDescent() {
    assertThat(findings().sentences())
        .contains(
            "%s end at %s times the loss of gd (median by setting; worst %s), %s times that of the closed form."
                .formatted(
                    Phrases.capital(summary().told()),
                    span(heads -> median(heads, r -> loss(r) / Synthetic.GD), 3),
                    fixed(
                        Math.max(
                            quantile(1, r -> loss(r) / Synthetic.GD, 1),
                            quantile(2, r -> loss(r) / Synthetic.GD, 1)),
                        3),
                    span(heads -> median(heads, r -> loss(r) / CLOSED), 3)));
  }

  @Test
  void sensitivitiesAreToldBesideThoseOfGradientDescent() {
    assertThat(findings().sentences())
        .contains(
            "Sensitivities against those of gd: cosine %s, model difference %s; predictions differ by %s."
                .formatted(
                    span(heads -> median(heads, r -> last(r).cosine()), 4),
                    span(heads -> median(heads, r -> last(r).modelDifference()), 3),
                    span(heads -> median(heads, r -> last(r).predictionDifference()), 4)));
  }

  @Test
  void interpolationIsToldOverTheModelsOwnLoss() {
    assertThat(findings().sentences())
        .anySatisfy(
            s ->
                assertThat(s)
                    .contains(
                        "the model's loss is %s times its own"
                            .formatted(
                                fixed(
                                    median(1, r -> r.record().interpolatedLoss() / loss(r)), 3))));
  }

  @Test
  void shiftedTasksAreToldByTheLeastAndTheLargestRatioOfMedians() {
    for (Shift shift : List.of(Shift.INPUT_RANGE, Shift.TEACHER_SCALE)) {
      List<Double> ratios = new ArrayList<>();
      for (int heads : SmallStudy.HEADS) {
        for (int tenth = 5; tenth <= 20; tenth++) {
          double alpha = tenth / 10.0;
          ratios.add(
              SmallStudy.median(ood(SmallStudy.learnt(heads), shift, "transformer", alpha))
                  / SmallStudy.median(ood(SmallStudy.of(heads), shift, "gd", alpha)));
        }
      }
      String words = shift == Shift.INPUT_RANGE ? "With the input range" : "With the teacher scale";
      assertThat(findings().sentences())
          .contains(
              "%s times 0.5 to 2 their median loss is %s to %s times that of gd."
                  .formatted(
                      words,
                      fixed(SmallStudy.quantile(ratios, 0), 3),
                      fixed(SmallStudy.quantile(ratios, 1), 3)));
    }
  }

  private static List<Double> ood(List<Run> runs, Shift shift, String predictor, double alpha) {
    return runs.stream()
        .flatMap(r -> r.record().ood().stream())
        .filter(p -> p.shift() == shift && p.predictor().equals(predictor) && p.alpha() == alpha)
        .map(p -> p.loss())
        .toList();
  }

  @Test
  void lateSeedsAreToldWithTheirLossesAndLevels() {
    for (int heads : SmallStudy.HEADS) {
      List<String> seeds =
          SmallStudy.of(heads).stream()
              .filter(SmallStudy::isLate)
              .map(
                  r ->
                      "%s (%s ± 0.0033, j=%s)"
                          .formatted(r.seed(), fixed(loss(r), 4), nearest(loss(r))))
              .toList();
      assertThat(findings().sentences())
          .anySatisfy(
              s ->
                  assertThat(s)
                      .startsWith(
                          "Late, heads %s: seed%s %s."
                              .formatted(
                                  heads, seeds.size() == 1 ? "" : "s", String.join(", ", seeds)))
                      .contains(
                          "The weights of %s of %s show".formatted(seeds.size(), seeds.size())));
    }
    assertThat(findings().sentences())
        .contains(
            "Loss predicted for j role-swapped heads: %s (j=0), %s (j=1), %s (j=2)."
                .formatted(fixed(level(0), 4), fixed(level(1), 4), fixed(level(2), 4)));
  }

  private static double level(int j) {
    return Synthetic.ZERO - j * (Synthetic.ZERO - Synthetic.GD) / Synthetic.DIM;
  }

  private static int nearest(double loss) {
    return Math.abs(level(1) - loss) < Math.abs(level(0) - loss) ? 1 : 0;
  }

  private static List<String> cells(String heading) {
    List<String> names = table().headings().stream().map(SummaryTable.Heading::name).toList();
    assertThat(names).contains(heading);
    return table().rows().stream().map(row -> row.get(names.indexOf(heading))).toList();
  }

  private static void each(String heading, Function<Integer, String> cell) {
    assertThat(cells(heading)).as(heading).containsExactly(cell.apply(1), cell.apply(2));
  }

  private static String span(ToDoubleFunction<Integer> ofHeads, int decimals) {
    double one = ofHeads.applyAsDouble(1);
    double two = ofHeads.applyAsDouble(2);
    String low = fixed(Math.min(one, two), decimals);
    String high = fixed(Math.max(one, two), decimals);
    return low.equals(high) ? low : low + " to " + high;
  }

  private static double median(int heads, ToDoubleFunction<Run> value) {
    return quantile(heads, value, 0.5);
  }

  private static double quantile(int heads, ToDoubleFunction<Run> value, double probability) {
    Stream<Double> values = SmallStudy.learnt(heads).stream().map(value::applyAsDouble);
    return SmallStudy.quantile(values.toList(), probability);
  }

  private static double loss(Run run) {
    return run.record().finalLoss();
  }

  private static Alignment last(Run run) {
    return run.record().alignments().stream()
        .filter(a -> a.learner() == LearnerKind.GD && a.step() == 2000)
        .findFirst()
        .orElseThrow();
  }

  /** Where the straight line between two points comes to the middle of the levels. */
  private static double crossed(Run run) {
    List<Point> curve = SmallStudy.curve(run);
    double middle = (Synthetic.ZERO + Synthetic.GD) / 2;
    int by = firstBelow(curve, middle);
    return between(curve, by, (curve.get(by - 1).y() - middle) / fall(curve, by));
  }

  /** Where it comes within 5 %; on its way there log(loss - GD / sqrt(1.05)) is straight. */
  private static double learnt(Run run) {
    List<Point> curve = SmallStudy.curve(run);
    double bound = 1.05 * Synthetic.GD;
    double floor = Synthetic.GD / Math.sqrt(1.05);
    int by = firstBelow(curve, bound);
    double before = curve.get(by - 1).y();
    double after = curve.get(by).y();
    double part =
        after > floor
            ? Math.log((before - floor) / (bound - floor))
                / Math.log((before - floor) / (after - floor))
            : (before - bound) / (before - after);
    assertThat(curve.subList(by, curve.size())).allMatch(p -> p.y() <= bound);
    return between(curve, by, part);
  }

  private static int firstBelow(List<Point> curve, double level) {
    int by = 0;
    while (curve.get(by).y() > level) {
      by++;
    }
    return by;
  }

  private static double fall(List<Point> curve, int by) {
    return curve.get(by - 1).y() - curve.get(by).y();
  }

  private static double between(List<Point> curve, int by, double part) {
    double after = curve.get(by - 1).x();
    return after + part * (curve.get(by).x() - after);
  }

  /** Clopper and Pearson's by its definition, in percent: each end leaves 2.5 % beyond. */
  private static String interval(int successes, int trials) {
    double low = 0;
    double high = 1;
    for (double step = 0.5; step > 1e-9; step /= 2) {
      double least = low + step;
      if (1 - binomial(trials, least).cumulativeProbability(successes - 1) < 0.025) {
        low = least;
      }
      double most = high - step;
      if (binomial(trials, most).cumulativeProbability(successes) < 0.025) {
        high = most;
      }
    }
    return fixed(100 * low, 0) + "-" + fixed(100 * high, 0);
  }

  private static BinomialDistribution binomial(int trials, double probability) {
    return new BinomialDistribution(null, trials, probability);
  }

  static String fixed(double x, int decimals) {
    return new BigDecimal(x).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
