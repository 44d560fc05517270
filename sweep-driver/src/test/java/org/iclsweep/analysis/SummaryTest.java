package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Repetition;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static Summary quickstart() {
    return Summary.of(Synthetic.quickstart());
  }

  @Test
  void settingsAreWhatVariesBesideTheSeed() {
    assertThat(quickstart().settings())
        .extracting(s -> s.setting().label())
        .containsExactly(
            "heads 1, init kind fan-in-variance",
            "heads 1, init kind standard-deviation",
            "heads 2, init kind fan-in-variance",
            "heads 2, init kind standard-deviation");
    assertThat(quickstart().settings()).allSatisfy(s -> assertThat(s.runs()).hasSize(32));
    assertThat(quickstart().constants())
        .containsEntry("dim", 10)
        .containsEntry("dataset_size", null)
        .doesNotContainKeys("seed", "heads", "init_kind");
    assertThat(quickstart().learners()).hasSize(4);
  }

  @Test
  void orderOfRowsMakesNoDifference() {
    List<Run> shuffled = new ArrayList<>(Synthetic.quickstart());
    Collections.shuffle(shuffled, new Random(5));
    assertThat(Summary.of(shuffled).settings()).isEqualTo(quickstart().settings());
  }

  @Test
  void columnsThatChangeTogetherAreOneFactor() {
    List<Run> runs = new ArrayList<>();
    for (String init : List.of("fan-in-variance", "standard-deviation")) {
      for (int heads = 1; heads <= 2; heads++) {
        Map<String, Object> p = Synthetic.parameters(heads, init, 3);
        p.put("init_scale", init.startsWith("f") ? 0.02 : 0.002);
        runs.add(Synthetic.trial(p, false));
      }
    }
    Summary summary = Summary.of(runs);
    assertThat(summary.factors())
        .extracting(Factor::name)
        .containsExactly("heads", "init kind and init scale");
    assertThat(summary.comparisons().pairs()).hasSize(4);
    assertThat(summary.comparisons().pairs().get(2).a().label())
        .isEqualTo("init kind fan-in-variance init scale 0.02");
  }

  @Test
  void labelTooLongForAHeadingNamesTheFirstColumnsThatTellSettingsApart() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Map<String, Object> p = Synthetic.parameters(1 + i / 2, "fan-in-variance", 0);
      p.put("depth", 2 + i % 2);
      p.put("init_scale", i % 2 == 0 ? 0.001 : 0.0007);
      p.put("batch", 512 << i);
      p.put("learning_rate", i == 0 ? 1e-3 : 5e-4);
      runs.add(Synthetic.trial(p, false));
    }
    Summary summary = Summary.of(runs);
    assertThat(summary.settings().get(0).setting().values()).hasSize(5);
    assertThat(summary.settings())
        .extracting(s -> s.setting().label())
        .containsExactly(
            "depth 2, heads 1, init scale 0.001",
            "depth 2, heads 2, init scale 0.001",
            "depth 3, heads 1, init scale 0.0007");
  }

  @Test
  void labelOfAGridNamesAllHoweverLong() {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Map<String, Object> p = Synthetic.parameters(1 + i / 8, "fan-in-variance", 0);
      p.put("batch", i / 4 % 2 == 0 ? 512 : 2048);
      p.put("init_scale", i / 2 % 2 == 0 ? 0.002 : 0.0002);
      p.put("learning_rate", i % 2 == 0 ? 1e-3 : 5e-4);
      runs.add(Synthetic.trial(p, false));
    }
    assertThat(Summary.of(runs).settings())
        .hasSize(16)
        .extracting(s -> s.setting().label())
        .doesNotHaveDuplicates()
        .allMatch(label -> label.split(", ").length == 4)
        .contains("heads 2, init scale 0.0002, batch 2048, learning rate 0.0005");
  }

  @Test
  void labelNamesWhatAModelIsBeforeHowItIsTrained() {
    List<Run> runs = new ArrayList<>();
    for (String mlp : List.of("none", "after")) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 0);
      p.put("token_clip", mlp.equals("none") ? 10.0 : 100.0);
      p.put("norm", mlp.equals("none") ? "every-layer" : "between-layers");
      p.put("mlp", mlp);
      p.put("init_scale", mlp.equals("none") ? 0.002 : 0.0002);
      p.put("learning_rate", mlp.equals("none") ? 1e-3 : 5e-4);
      runs.add(Synthetic.trial(p, false));
    }
    assertThat(Summary.of(runs).settings())
        .extracting(s -> s.setting().label())
        .containsExactly("norm every-layer, mlp none", "norm between-layers, mlp after");
  }

  @Test
  void emptyColumnsOfTheFirstRowMakeNoDifference() {
    List<Run> runs = new ArrayList<>();
    for (Double clip : new Double[] {null, 10.0}) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 0);
      p.put("token_clip", clip);
      p.put("batch", clip == null ? 512 : 2048);
      p.values().removeIf(Objects::isNull);
      runs.add(Synthetic.trial(p, false));
    }
    List<SettingSummary> settings = Summary.of(runs).settings();
    Collections.reverse(runs);
    assertThat(Summary.of(runs).settings()).isEqualTo(settings);
    assertThat(settings.get(1).setting().label()).isEqualTo("token clip 10, batch 2048");
  }

  private static Run trial(int depth, Boolean tied, long seed) {
    Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", seed);
    p.put("depth", depth);
    p.put("tied", tied);
    return Synthetic.trial(p, false);
  }

  @Test
  void columnThatDoesNotApplyIsNoLevelOfAFactor() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      runs.add(trial(1, null, seed));
      runs.add(trial(2, true, seed));
      runs.add(trial(5, true, seed));
    }
    Summary summary = Summary.of(runs);
    assertThat(summary.factors()).extracting(Factor::name).containsExactly("depth");
    assertThat(summary.constants()).containsEntry("tied", true);
    assertThat(summary.settings())
        .extracting(s -> s.setting().label())
        .containsExactly("depth 1", "depth 2", "depth 5");
    assertThat(summary.comparisons().pairs()).hasSize(3);
  }

  @Test
  void columnThatAppliesToSomeSettingsIsADashInTheOthers() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      runs.add(trial(1, null, seed));
      for (int depth : new int[] {2, 5}) {
        runs.add(trial(depth, true, seed));
        runs.add(trial(depth, false, seed));
      }
    }
    Summary summary = Summary.of(runs);
    assertThat(summary.settings())
        .extracting(s -> s.setting().label())
        .containsExactly(
            "depth 1",
            "depth 2, tied false",
            "depth 2, tied true",
            "depth 5, tied false",
            "depth 5, tied true");
    assertThat(SummaryTable.wide(summary).rows())
        .extracting(row -> row.subList(0, 2))
        .containsExactly(
            List.of("1", "-"),
            List.of("2", "false"),
            List.of("2", "true"),
            List.of("5", "false"),
            List.of("5", "true"));
    assertThat(summary.comparisons().pairs())
        .extracting(pair -> pair.a().label() + " : " + pair.b().label() + " | " + pair.where())
        .containsExactlyInAnyOrder(
            "depth 2 : depth 5 | tied false",
            "depth 2 : depth 5 | tied true",
            "tied false : tied true | depth 2",
            "tied false : tied true | depth 5");
  }

  @Test
  void wordThatStandsForNoNumberIsALevel() {
    List<Run> runs = new ArrayList<>();
    for (Double clip : new Double[] {null, 10.0}) {
      Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 3);
      p.put("token_clip", clip);
      runs.add(Synthetic.trial(p, false));
    }
    assertThat(Summary.of(runs).settings())
        .extracting(s -> s.setting().label())
        .containsExactly("token clip none", "token clip 10");
  }

  @Test
  void sharesStepsAndLateSeedsAreThoseOfTheRuns() {
    SettingSummary s = quickstart().settings().get(0);
    assertThat(s.shareLearnt()).contains(new Proportion(29, 32));
    assertThat(s.learnings()).hasSize(29);
    assertThat(s.late()).extracting(l -> l.run().seed()).containsExactly("7", "16", "25");
    assertThat(s.late()).allSatisfy(l -> assertThat(l.nearestSwap()).isOne());
    assertThat(s.late()).allSatisfy(l -> assertThat(l.swappedHeads()).isOne());
    assertThat(s.ratioTo(LearnerKind.GD).orElseThrow().median()).isBetween(1.001, 1.005);
    assertThat(s.agreement(LearnerKind.GD, Alignment::predictionDifference).orElseThrow().median())
        .isCloseTo(0.02, within(1e-6));
    assertThat(s.typical().orElseThrow().learnt()).isTrue();
  }

  @Test
  void divergedBeforeTheTransitionDidNotMakeItAndFailedIsInNoShare() {
    Map<String, Object> p = Synthetic.parameters(1, "fan-in-variance", 0);
    Run made = Synthetic.trial(p, false);
    Run diverged = Run.trial("d", p, diverged(Synthetic.trial(p, true).record()));
    Run failed = Run.trial("f", p, TrialRecord.failed(new IllegalStateException("no")));
    SettingSummary s = Summary.of(List.of(made, diverged, failed)).settings().get(0);
    assertThat(s.shareLearnt()).contains(new Proportion(1, 2));
    assertThat(s.late()).isEmpty();
    assertThat(s.count(Outcome.DIVERGED)).isOne();
    assertThat(s.count(Outcome.FAILED)).isOne();
  }

  @Test
  void withoutGradientDescentNoTransitionCanBeJudged() {
    List<Run> runs =
        Synthetic.edited(
            List.of(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 7), true)),
            r -> withoutLearners(r));
    Summary summary = Summary.of(runs);
    assertThat(summary.shareLearnt()).isEmpty();
    assertThat(summary.settings().get(0).late()).isEmpty();
    assertThat(Findings.of(summary).headline()).contains("Whether they learnt cannot be told");
  }

  @Test
  void whereNothingCanBeJudgedLossesAreOfAllThatCompleted() {
    List<Run> runs = new ArrayList<>();
    for (double loss : new double[] {0.4, 0.25, 0.1}) {
      runs.add(Run.trial("t" + loss, Map.of("seed", 10 * loss), lost(Outcome.COMPLETED, loss)));
    }
    Run diverged = Run.trial("d", Map.of("seed", 9.0), lost(Outcome.DIVERGED, 7));
    runs.add(diverged);
    Summary summary = Summary.of(runs);
    assertThat(summary.settings().get(0).completedLoss().map(Quartiles::count)).contains(3);
    assertThat(summary.settings().get(0).completedLoss().map(Quartiles::median)).contains(0.25);
    assertThat(summary.settings().get(0).loss()).isEmpty();
    assertThat(Findings.of(summary).headline())
        .startsWith("3 trials completed, with a loss of 0.2500 (median by setting). Whether they");
    assertThat(Summary.of(List.of(diverged)).settings().get(0).completedLoss()).isEmpty();
  }

  @Test
  void lossOfAnsweringZeroIsToldWithItsErrorWhereItWasMeasured() {
    List<Run> runs = List.of(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false));
    assertThat(Summary.of(runs).settings().get(0).zeroLossStandardError()).isEmpty();
    Summary measured =
        Summary.of(
            Synthetic.edited(
                runs,
                r ->
                    r.changed()
                        .zeroLoss(r.zeroLoss(), 0.0071)
                        .interpolatedLoss(r.interpolatedLoss(), 0.0052)
                        .build()));
    assertThat(measured.settings().get(0).zeroLossStandardError()).hasValue(0.0071);
    assertThat(Findings.of(measured).context())
        .anyMatch(line -> line.contains("answering 0 0.4222 ± 0.0071, gd "));
  }

  @Test
  void whoseLossesAreToldIsSaidOfAllSettings() {
    Run learnt = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    Run late = Synthetic.trial(Synthetic.parameters(2, "fan-in-variance", 0), true);
    Run between = between(Synthetic.trial(Synthetic.parameters(3, "fan-in-variance", 0), false));
    Run unjudged = unjudged(Synthetic.trial(Synthetic.parameters(4, "fan-in-variance", 0), false));
    String completed = ", or completed where that cannot be told";
    String both = "those that learnt, or are between where none did";
    assertThat(told(learnt)).isEqualTo("those that learnt");
    assertThat(told(learnt, late)).isEqualTo("those that learnt");
    assertThat(told(between)).isEqualTo("those between");
    assertThat(told(between, late)).isEqualTo("those between");
    assertThat(told(learnt, between)).isEqualTo(both);
    assertThat(told(unjudged)).isEqualTo("those that completed");
    assertThat(told(unjudged, late)).isEqualTo("those that completed");
    assertThat(told(unjudged, learnt)).isEqualTo("those that learnt" + completed);
    assertThat(told(unjudged, between)).isEqualTo("those between" + completed);
    assertThat(told(unjudged, learnt, between)).isEqualTo(both + completed);
  }

  private static String told(Run... runs) {
    return Summary.of(List.of(runs)).told();
  }

  @Test
  void fateIsToldOfTrialsThatCanBeJudged() {
    Run run = Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", 0), false);
    assertThat(run.fate()).contains(Fate.LEARNT);
    assertThat(between(run).fate()).contains(Fate.BETWEEN);
    assertThat(Synthetic.trial(run.parameters(), true).fate()).contains(Fate.LATE);
    assertThat(unjudged(run).fate()).isEmpty();
  }

  /** The same, but that it crossed only. */
  static Run between(Run run) {
    LearningEvents e = run.events();
    LearningEvents crossed =
        new LearningEvents(e.level(), e.crossed(), null, null, null, e.until());
    return new Run(run.id(), null, run.parameters(), run.record(), crossed);
  }

  private static Run unjudged(Run run) {
    return Run.trial(run.id(), run.parameters(), withoutLearners(run.record()));
  }

  /** A seed that is late is so in both: their number varies twice as much as by chance. */
  @Test
  void settingsThatCannotBeJudgedDoNotHideThatSeedsRepeat() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 8; seed++) {
      for (int heads = 1; heads <= 2; heads++) {
        Map<String, Object> p = Synthetic.parameters(heads, "fan-in-variance", seed);
        runs.add(Synthetic.trial(p, seed < 3));
      }
    }
    Optional<Repetition> repetition = Summary.of(runs).comparisons().repetition();
    assertThat(repetition.map(Repetition::designEffect)).contains(2.0);
    Run other = Synthetic.trial(Synthetic.parameters(3, "fan-in-variance", 0), true);
    runs.add(unjudged(other));
    assertThat(Summary.of(runs).comparisons().repetition()).isEqualTo(repetition);
  }

  @Test
  void comparisonsDifferInOneFactorAndPoolOverTheOthers() {
    Comparisons comparisons = quickstart().comparisons();
    assertThat(comparisons.pairs()).hasSize(4);
    assertThat(comparisons.pooled()).hasSize(2);
    Comparison heads = comparisons.pooled().get(0);
    assertThat(heads.a().learnt()).isEqualTo(new Proportion(58, 64));
    assertThat(heads.b().learnt()).isEqualTo(new Proportion(63, 64));
    assertThat(heads.pooled()).isEqualTo(2);
    assertThat(heads.paired()).isTrue();
    assertThat(heads.difference().value()).isCloseTo(5 / 64.0, within(1e-12));
    assertThat(heads.difference().low()).isBetween(-0.06, 0.03);
    assertThat(heads.timeP().orElseThrow()).isLessThan(1e-4);
    // three seeds gain in both pairs, one loses in one: of 16 signs of 2, 2, 2, -1 six are as far
    // out
    assertThat(heads.shareP()).isCloseTo(4 / 16.0, within(1e-12));
  }

  /** A seed is the same start: seeds that both settings have are compared with themselves. */
  @Test
  void onlySettingsWithoutSharedSeedsAreIndependent() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", seed), seed < 6));
      runs.add(Synthetic.trial(Synthetic.parameters(2, "fan-in-variance", seed + 20), false));
    }
    Comparison apart = Summary.of(runs).comparisons().pairs().get(0);
    assertThat(apart.paired()).isFalse();
    assertThat(apart.shareP()).isCloseTo(0.0202, within(5e-5)); // Fisher's, by R's fisher.test
    for (long seed = 0; seed < 10; seed++) {
      runs.add(Synthetic.trial(Synthetic.parameters(2, "fan-in-variance", seed), false));
    }
    Comparison shared = Summary.of(runs).comparisons().pairs().get(0);
    assertThat(shared.paired()).isTrue();
    assertThat(shared.a().learnt()).isEqualTo(new Proportion(4, 10));
    assertThat(shared.b().learnt()).isEqualTo(new Proportion(10, 10));
    assertThat(shared.shareP()).isCloseTo(Math.pow(2, -5), within(1e-12));
  }

  /** Every p that a page tells is adjusted for the number of all of them, of steps too. */
  @Test
  void everyPValueIsAdjustedForTheNumberOfAll() {
    Comparisons comparisons = quickstart().comparisons();
    List<Double> all = new ArrayList<>();
    comparisons.pairs().forEach(c -> all.addAll(c.pValues()));
    comparisons.pooled().forEach(c -> all.addAll(c.pValues()));
    comparisons.repetition().ifPresent(r -> all.add(r.p()));
    assertThat(comparisons.repetition()).isPresent();
    assertThat(all).hasSize(comparisons.tests()).hasSizeGreaterThan(12);
    double least = Collections.min(all);
    assertThat(comparisons.holm().get(least)).isCloseTo(least * all.size(), within(1e-12));
  }

  @Test
  void manyLevelsAreComparedWithTheirNeighboursAndEndWithEnd() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 5; heads++) {
      runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", 1), false));
    }
    assertThat(Summary.of(runs).comparisons().pairs())
        .extracting(c -> c.a().label() + " " + c.b().label())
        .containsExactly(
            "heads 1 heads 2",
            "heads 1 heads 5",
            "heads 2 heads 3",
            "heads 3 heads 4",
            "heads 4 heads 5");
  }

  @Test
  void learnersCurvesAreFoundInTheirOwnRows() {
    OodCurves curves =
        OodCurves.of(quickstart().settings().get(0), Shift.INPUT_RANGE, quickstart().learners());
    assertThat(curves.others()).containsOnlyKeys("gd", "gd-closed-form", "gd++", "least-squares");
    assertThat(curves.transformer().at()).hasSize(16);
    assertThat(curves.transformer().at().get(1.0).count()).isEqualTo(29);
    assertThat(curves.theory()).hasSize(16);
    assertThat(curves.theory().get(5).y()).isCloseTo(0.206229, within(1e-6));
  }

  @Test
  void rowsNameTheirLearnerByLabel() {
    assertThat(
            Run.of(
                    "x",
                    "gd++",
                    Map.of(),
                    null,
                    LearntRule.DEFAULT,
                    new TrialSpecs(),
                    LossUnit.HALF_SQUARED_ERROR)
                .learner())
        .isEqualTo(LearnerKind.GD_PLUS_PLUS);
    assertThat(Run.trial("x", new LinkedHashMap<>(), TrialRecord.timedOut("")).isTrial()).isTrue();
    assertThatThrownBy(
            () ->
                Run.of(
                    "x",
                    "gd--",
                    Map.of(),
                    null,
                    LearntRule.DEFAULT,
                    new TrialSpecs(),
                    LossUnit.HALF_SQUARED_ERROR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no learner is called gd--");
  }

  /** Held against nothing. */
  private static TrialRecord lost(Outcome outcome, double loss) {
    return TrialRecord.ended(outcome).finalLoss(loss, null).build();
  }

  private static TrialRecord diverged(TrialRecord r) {
    return r.changed()
        .outcome(Outcome.DIVERGED, 400)
        .finalLoss(Double.NaN, Double.NaN)
        .interpolatedLoss(null, null)
        .transitionStep(null)
        .build();
  }

  private static TrialRecord withoutLearners(TrialRecord r) {
    return TrialRecord.ended(r.outcome())
        .zeroLoss(r.zeroLoss(), null)
        .finalLoss(r.finalLoss(), null)
        .with(Measures.CURVE, r.curve())
        .build();
  }
}
