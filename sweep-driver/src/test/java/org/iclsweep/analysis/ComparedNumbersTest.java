package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.analysis.PrintedNumbersTest.fixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number of a sentence that compares two settings, worked out from their curves anew. */
class ComparedNumbersTest {
  private static final List<Run> RUNS = Synthetic.quickstart();
  private static final int SEEDS = 32;
  private static final double BOUND = 1.05 * Synthetic.GD;
  private static final double Z = 1.959963984540054;

  private static final Pattern SENTENCE =
      Pattern.compile(
          "- (heads|init kind) (\\S+) against \\1 (\\S+), (?:heads|init kind) ([^:]+): ([^;]+);"
              + " (\\d+)/(\\d+) against (\\d+)/(\\d+) learnt, (\\S+) points \\(95 % interval: (\\S+)"
              + " to (\\S+)\\), (p [=<] \\d\\.\\d+).*? Half had learnt by step (\\d+) against step"
              + " (\\d+), ([0-9.]+) times the steps");

  static Stream<Arguments> pairs() {
    return SENTENCE.matcher(text()).results().map(Arguments::of);
  }

  private static String text() {
    return text(RUNS);
  }

  @Test
  void everyPairOfSettingsIsTold() {
    assertThat(pairs()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPairIsComparedSeedBySeed(MatchResult told) {
    Map<String, String> columns = Map.of("heads", "heads", "init kind", "init_kind");
    String column = columns.get(told.group(1));
    String other = column.equals("heads") ? "init_kind" : "heads";
    List<Run> b = setting(column, told.group(2), other, told.group(4));
    List<Run> a = setting(column, told.group(3), other, told.group(4));
    int both = count(s -> hasLearnt(a.get(s)) && hasLearnt(b.get(s)));
    int onlyA = count(s -> hasLearnt(a.get(s)) && !hasLearnt(b.get(s)));
    int onlyB = count(s -> !hasLearnt(a.get(s)) && hasLearnt(b.get(s)));
    double p = mcNemar(onlyA, onlyB);

    assertThat(told.group(5)).isEqualTo("no difference in the share visible");
    assertThat(Integer.parseInt(told.group(6))).isEqualTo(both + onlyB);
    assertThat(Integer.parseInt(told.group(8))).isEqualTo(both + onlyA);
    assertThat(List.of(told.group(7), told.group(9))).containsOnly("" + SEEDS);
    double[] difference = newcombe(both, onlyB, onlyA, SEEDS - both - onlyA - onlyB);
    assertThat(List.of(told.group(10), told.group(11), told.group(12)))
        .isEqualTo(Arrays.stream(difference).mapToObj(ComparedNumbersTest::points).toList());
    assertThat(told.group(13)).isEqualTo("p = " + fixed(p, 2));
    assertThat(told.group(14)).isEqualTo(fixed(half(b), 0));
    assertThat(told.group(15)).isEqualTo(fixed(half(a), 0));
    assertThat(told.group(16)).isEqualTo(fixed(half(b) / half(a), 2));
  }

  private static String points(double share) {
    String points = fixed(100 * share, 1);
    return share > 0 ? "+" + points : points;
  }

  @Test
  void pooledSharesAreThoseOfAllSeeds() {
    List<Run> trials = RUNS.stream().filter(Run::isTrial).toList();
    for (String heads : List.of("1", "2")) {
      long learnt = trials.stream().filter(r -> is(r, "heads", heads) && hasLearnt(r)).count();
      assertThat(text()).containsPattern("heads 2 against heads 1, pooled .*" + learnt + "/64");
    }
  }

  /** As many as are printed: each of a share, of steps, of an interaction and of repetition. */
  @Test
  void holmCountsEveryPThatIsPrinted() {
    String sentences = text().substring(text().indexOf("- heads 2 against"));
    Matcher printed =
        Pattern.compile("(?<!\\()p [=<] |permutation p").matcher(sentences.split("learnt: the")[0]);
    assertThat(text()).contains("for all " + printed.results().count() + " p values");
  }

  @Test
  void whoCrossedAndDidNotLearnIsToldWithItsLoss() {
    Run run = ending(3, 1.5 * Synthetic.GD, 0);
    assertThat(text(List.of(run, Synthetic.trial(parameters(4), false))))
        .contains("- Between: seed 3 (crossed in " + crossing(run) + ", ends at 1.500 of gd). ");
  }

  @Test
  void whoLearntAndRelapsedIsToldWithBothSteps() {
    Run run = ending(5, 2 * Synthetic.GD, 700);
    assertThat(text(List.of(run, Synthetic.trial(parameters(4), false))))
        .containsPattern(
            "- Relapsed: seed 5 \\(learnt in 50-100, relapsed in 700-750, ends at 2.000 of gd\\)\\. ");
  }

  @Test
  void manySettingsAreToldTogetherWithTheLeastAndTheLargestRatio() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 9; heads++) {
      double end = (1.2 + 0.01 * heads) * Synthetic.GD;
      Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", 7);
      runs.add(Run.trial("t" + heads, parameters, record(end, 0)));
    }
    assertThat(text(runs))
        .contains(
            "- 9 seeds between in 9 settings, ending at 1.210 to 1.290 times gradient descent's"
                + " loss. ");
  }

  /** Answers 0 before step 100, comes to gradient descent's loss until a step, then to another. */
  private static Run ending(long seed, double end, int until) {
    return Run.trial("trial-" + seed, parameters(seed), record(end, until));
  }

  private static TrialRecord record(double end, int until) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int t = 0; t <= 2000; t += 50) {
      double at = t < 100 ? Synthetic.ZERO : t <= until ? Synthetic.GD : end;
      curve.add(new CurvePoint(t, t == 0 ? null : (Double) at, at, t == 0 ? null : 0.1));
    }
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(Synthetic.ZERO, null)
        .finalLoss(end, 0.0033)
        .with(Measures.CURVE, curve)
        .with(Measures.LEARNERS, Synthetic.fits())
        .build();
  }

  private static Map<String, Object> parameters(long seed) {
    return Synthetic.parameters(1, "fan-in-variance", seed);
  }

  private static String crossing(Run run) {
    List<CurvePoint> curve = run.record().curve();
    double middle = (Synthetic.ZERO + Synthetic.GD) / 2;
    int first =
        IntStream.range(0, curve.size())
            .filter(k -> curve.get(k).evalLoss() <= middle)
            .findFirst()
            .orElseThrow();
    return curve.get(first - 1).step() + "-" + curve.get(first).step();
  }

  private static String text(List<Run> runs) {
    return Findings.of(Summary.of(runs)).text().replaceAll("[\\s\u00a0]+", " ");
  }

  private static List<Run> setting(String column, String value, String other, String at) {
    return RUNS.stream()
        .filter(r -> r.isTrial() && is(r, column, value) && is(r, other, at))
        .sorted(Comparator.comparing(r -> Long.parseLong(r.seed())))
        .toList();
  }

  private static boolean is(Run run, String column, String value) {
    return String.valueOf(run.parameters().get(column)).equals(value);
  }

  private static int count(IntPredicate seeds) {
    return (int) IntStream.range(0, SEEDS).filter(seeds).count();
  }

  private static boolean hasLearnt(Run run) {
    List<CurvePoint> curve = run.record().curve();
    return curve.get(curve.size() - 1).evalLoss() <= BOUND;
  }

  /** The step by which half of all seeds had learnt, those that did not counted as last. */
  private static double half(List<Run> runs) {
    return runs.stream()
        .filter(ComparedNumbersTest::hasLearnt)
        .map(r -> r.events().learnt().step())
        .sorted()
        .skip(SEEDS / 2 - 1)
        .findFirst()
        .orElseThrow();
  }

  private static double mcNemar(int one, int other) {
    return one + other == 0
        ? 1
        : Math.min(
            1,
            2
                * new BinomialDistribution(null, one + other, 0.5)
                    .cumulativeProbability(Math.min(one, other)));
  }

  /** Newcombe (1998), method 10: e both, f the first only, g the second only, h neither. */
  private static double[] newcombe(int e, int f, int g, int h) {
    double n = e + f + g + h;
    double p1 = (e + f) / n;
    double p2 = (e + g) / n;
    double[] w1 = wilson(e + f, n);
    double[] w2 = wilson(e + g, n);
    double product = (double) (e + f) * (g + h) * (e + g) * (f + h);
    double a = (double) e * h - (double) f * g;
    double phi = product == 0 ? 0 : (a > 0 ? Math.max(a - n / 2, 0) : a) / Math.sqrt(product);
    return new double[] {
      p1 - p2,
      p1 - p2 - hypot(p1 - w1[0], w2[1] - p2, phi),
      p1 - p2 + hypot(w1[1] - p1, p2 - w2[0], phi)
    };
  }

  private static double hypot(double a, double b, double phi) {
    return Math.sqrt(a * a - 2 * phi * a * b + b * b);
  }

  private static double[] wilson(int k, double n) {
    double z2 = Z * Z;
    double center = (k + z2 / 2) / (n + z2);
    double half = Z * Math.sqrt(k * (n - k) / n + z2 / 4) / (n + z2);
    return new double[] {center - half, center + half};
  }
}
