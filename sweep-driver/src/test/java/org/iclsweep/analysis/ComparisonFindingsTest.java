package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iclsweep.analysis.Comparison.Side;
import org.iclsweep.statistics.Interval;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.statistics.Repetition;
import org.junit.jupiter.api.Test;

/** Sentences of comparisons whose numbers are written down. */
class ComparisonFindingsTest {
  private static final Interval DIFFERENCE = new Interval(0.25, -0.1, 0.5);
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void aPairIsToldWithAllOfItsNumbers() {
    assertThat(sentence(pair(0.3, DIFFERENCE, new Interval(0.9, 0.5, 2))))
        .isEqualTo(
            "heads 2 against heads 1: no difference in the share visible; 6/8 against 4/8 learnt,"
                + " +25.0 points (95 % interval: -10.0 to +50.0), p = 0.30. These 8 pairs of seeds"
                + " show one of 40 points with a probability of 80 %. Half had learnt by step 300"
                + " against no step, 0.90 times the steps (95 % interval: 0.50 to 2.00),"
                + " p = 0.70.");
  }

  @Test
  void differencesThatRoundToNoneHaveNoSign() {
    assertThat(sentence(pair(0.3, new Interval(0.0004, -0.0004, 0.0006), null)))
        .contains(" 0.0 points (95 % interval: 0.0 to +0.1)");
    assertThat(sentence(pair(0.3, new Interval(0, 0, 0), null)))
        .contains(" 0.0 points (95 % interval: 0.0 to 0.0)");
  }

  @Test
  void ratiosOfStepsAreToldAsFarAsTheyAreKnown() {
    assertThat(steps(0.5, 2)).isEqualTo("0.50 to 2.00");
    assertThat(steps(0.5, INFINITE)).isEqualTo("above 0.50");
    assertThat(steps(0, 2)).isEqualTo("below 2.00");
    assertThat(steps(0, INFINITE)).isEqualTo("any");
    assertThat(sentence(pair(0.3, DIFFERENCE, null))).endsWith("against no step, p = 0.70.");
  }

  private static String steps(double low, double high) {
    String sentence = sentence(pair(0.3, DIFFERENCE, new Interval(0.9, low, high)));
    return sentence.replaceFirst(".*times the steps \\(95 % interval: (.*)\\), p = 0.70\\.", "$1");
  }

  @Test
  void aSmallPIsADifferenceWhereItSurvivesTheirNumber() {
    assertThat(sentence(pair(0.05, DIFFERENCE, null)))
        .contains("no difference in the share visible;", "p = 0.050. These 8 pairs of seeds show");
    assertThat(sentence(pair(0.049, DIFFERENCE, null)))
        .contains(
            "a suggestion of a difference in the share only;", "(p = 0.098 after Holm). Half");
    assertThat(sentence(pair(0.025, DIFFERENCE, null)))
        .contains(
            "a suggestion of a difference in the share only;", "(p = 0.050 after Holm). Half");
    assertThat(sentence(pair(0.02, DIFFERENCE, null)))
        .contains(": a difference in the share;", "p = 0.020 (p = 0.040 after Holm). Half");
  }

  @Test
  void whetherADifferenceChangesBetweenPairsIsTold() {
    assertThat(interaction(0.05)).isEqualTo("is not seen to change, p = 0.050");
    assertThat(interaction(0.03))
        .isEqualTo("is only suggested to change, p = 0.030 (p = 0.090 after Holm)");
    assertThat(interaction(0.01)).isEqualTo("changes, p = 0.010 (p = 0.030 after Holm)");
  }

  private static String interaction(double p) {
    Comparison pooled = comparison(null, 2, true, 0.6, DIFFERENCE, null, 0.4, p);
    String sentence = sentences(List.of(), List.of(pooled), null).get(0);
    assertThat(sentence)
        .startsWith("heads 2 against heads 1, pooled over 2 pairs of settings: no difference")
        .contains(" So many seeds show one of 40 points", " When they learn: p = 0.70. The diff");
    return sentence.replaceFirst(
        ".*The difference in the share (.*) between the pairs \\(interaction(.*)\\)\\.", "$1$2");
  }

  @Test
  void ofManyPairsThoseWithoutADifferenceAreToldTogether() {
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      pairs.add(
          comparison(
              "batch " + i, 1, true, 0.05 + i / 10.0, DIFFERENCE, null, 0.3 + i / 100.0, null));
    }
    String probability = " (p >= 0.05 each; with a probability of 80 % so many seeds show one of ";
    assertThat(sentences(pairs, List.of(), null))
        .containsExactly(
            "No difference in the share visible in any of 9 pairs of settings"
                + probability
                + "30 to 38 points).");
    assertThat(sentences(pairs.subList(0, 8), List.of(), null)).hasSize(8);
    pairs.set(8, comparison("batch 8", 1, true, 1e-4, DIFFERENCE, null, 0.38, null));
    assertThat(sentences(pairs, List.of(), null))
        .hasSize(2)
        .anyMatch(s -> s.startsWith("heads 2 against heads 1, batch 8: a difference in the share;"))
        .contains(
            "No difference in the share visible in the other 8 pairs of settings"
                + probability
                + "30 to 37 points).");
    pairs.set(0, comparison("batch 0", 1, true, 0.5, DIFFERENCE, null, null, null));
    assertThat(sentences(pairs, List.of(), null))
        .contains(
            "No difference in the share visible in the other 8 pairs of settings"
                + " (p >= 0.05 each; of some, so few seeds show none).");
  }

  @Test
  void seedsThatAreTooFewToShowADifferenceAreSaidToBe() {
    assertThat(sentence(comparison("", 1, true, 0.5, DIFFERENCE, null, null, null)))
        .contains("p = 0.50. These 8 pairs of seeds would not show any. Half");
    assertThat(sentence(comparison("", 1, false, 0.5, DIFFERENCE, null, null, null)))
        .contains("p = 0.50. These 8 seeds each would not show any. Half");
  }

  @Test
  void howSettingsWereComparedIsNoted() {
    Comparison paired = comparison("", 1, true, 0.5, DIFFERENCE, null, null, null);
    Comparison apart = comparison("", 1, false, 0.5, DIFFERENCE, null, null, null);
    assertThat(notes()).isEmpty();
    assertThat(notes(paired)).hasSize(2).anyMatch(n -> n.contains("McNemar"));
    assertThat(notes(apart)).hasSize(2).anyMatch(n -> n.contains("Fisher"));
    assertThat(notes(paired, apart))
        .hasSize(3)
        .anyMatch(n -> n.contains("Holm's adjustment for all 4 p values of these findings"));
  }

  private static List<String> notes(Comparison... pairs) {
    return ComparisonFindings.notes(new Comparisons(List.of(pairs), List.of(), Optional.empty()));
  }

  @Test
  void seedsRepeatOrDifferOnlyWhereTheTestSaysSo() {
    String tend = "Seeds that do not learn in one setting tend to be those that do not in another";
    assertThat(repetition(List.of(0.5, -0.25), 1.5, 0.04))
        .isEqualTo(tend + " (phi 0.50, -0.25; design effect 1.50, permutation p = 0.040).");
    assertThat(repetition(List.of(), 0.6, 0.04))
        .isEqualTo(tend + ", or rather to differ (design effect 0.60, permutation p = 0.040).");
    assertThat(repetition(List.of(), 1, 0.04))
        .isEqualTo(tend + " (design effect 1.00, permutation p = 0.040).");
    assertThat(repetition(List.of(), 0.6, 0.05))
        .isEqualTo(
            "Seeds that do not learn in one setting are not seen to be those that do not in another"
                + " (design effect 0.60, permutation p = 0.050).");
  }

  /**
   * A row stands for a sentence; what differs in share or time, or between pairs, keeps its own.
   */
  @Test
  void comparisonsThatShowNothingAreATable() {
    Comparison alike =
        comparison("depth 1", 1, true, 0.3, DIFFERENCE, new Interval(0.9, 0.5, 2), 0.4, null);
    Comparison weak = comparison("depth 2", 1, true, 0.05, DIFFERENCE, null, null, null);
    Comparison apart = comparison("depth 3", 1, true, 0.001, DIFFERENCE, null, 0.4, null);
    Comparison changes = comparison(null, 2, true, 0.6, DIFFERENCE, null, 0.2, 0.01);
    Comparison pooled = comparison(null, 3, true, 0.6, DIFFERENCE, null, 0.2, 0.5);
    Comparisons all =
        new Comparisons(List.of(alike, weak, apart), List.of(changes, pooled), Optional.empty());
    AlikeTable table = ComparisonFindings.alike(all).orElseThrow();
    assertThat(table.table().rows().stream().map(row -> String.join("|", row)))
        .containsExactly(
            "heads 2 against heads 1|pooled over 3 pairs of settings|6/8 against 4/8|+25.0|-10.0 to +50.0|0.60|20|||0.70",
            "heads 2 against heads 1|depth 1|6/8 against 4/8|+25.0|-10.0 to +50.0|0.30|40|0.90|0.50 to 2.00|0.70",
            "heads 2 against heads 1|depth 2|6/8 against 4/8|+25.0|-10.0 to +50.0|0.050|none|||0.70");
    assertThat(table.table().headings()).hasSize(10);
    assertThat(table.instead()).hasSize(3);
    assertThat(ComparisonFindings.of(all)).hasSize(5).containsAll(table.instead());
    Comparisons one = new Comparisons(List.of(alike, apart), List.of(), Optional.empty());
    assertThat(ComparisonFindings.alike(one)).isEmpty();
  }

  /** Ratios of steps without a bound above, or any. */
  @Test
  void intervalsWithoutAnEndAreSaidInWords() {
    Interval any = new Interval(1.5, 0, Double.POSITIVE_INFINITY);
    Interval above = new Interval(1.5, 0.8, Double.POSITIVE_INFINITY);
    List<Comparison> two =
        List.of(
            comparison("a", 1, true, 0.3, DIFFERENCE, any, 0.4, null),
            comparison("b", 1, true, 0.3, DIFFERENCE, above, 0.4, null));
    AlikeTable table =
        ComparisonFindings.alike(new Comparisons(two, List.of(), Optional.empty())).orElseThrow();
    assertThat(table.table().rows().stream().map(row -> row.subList(7, 10)))
        .containsExactly(List.of("1.50", "any", "0.70"), List.of("1.50", "above 0.80", "0.70"));
  }

  @Test
  void twoSettingsArePooledAndAnUnknownTimeIsBlank() {
    Comparison of = comparison(null, 2, true, 0.3, DIFFERENCE, null, 0.4, null);
    Comparison timeless =
        new Comparison(
            of.factor(),
            of.a(),
            of.b(),
            of.where(),
            of.pooled(),
            of.paired(),
            of.shareP(),
            OptionalDouble.empty(),
            of.difference(),
            of.stepRatio(),
            of.detectable(),
            of.interactionP());
    AlikeTable table =
        ComparisonFindings.alike(
                new Comparisons(List.of(), List.of(timeless, timeless), Optional.empty()))
            .orElseThrow();
    assertThat(table.table().rows().get(0))
        .contains("pooled over 2 pairs of settings")
        .endsWith("");
  }

  /** Of more pairs than a table has rows the one sentence on all of them stays. */
  @Test
  void ofVeryManyPairsTheSentenceStays() {
    Comparison alike = comparison("", 1, true, 0.3, DIFFERENCE, null, 0.4, null);
    Comparisons few = new Comparisons(Collections.nCopies(40, alike), List.of(), Optional.empty());
    assertThat(ComparisonFindings.alike(few).orElseThrow().instead())
        .contains(ComparisonFindings.of(few).get(0));
    Comparisons many = new Comparisons(Collections.nCopies(41, alike), List.of(), Optional.empty());
    assertThat(ComparisonFindings.alike(many)).isEmpty();
  }

  private static String repetition(List<Double> phis, double designEffect, double p) {
    return sentences(List.of(), List.of(), new Repetition(phis, designEffect, p)).get(0);
  }

  private static Comparison pair(double p, Interval difference, Interval steps) {
    return comparison("", 1, true, p, difference, steps, 0.4, null);
  }

  private static Comparison comparison(
      String where,
      int pooled,
      boolean paired,
      double p,
      Interval difference,
      Interval steps,
      Double detectable,
      Double interaction) {
    return new Comparison(
        new Factor(List.of("heads")),
        new Side("heads 1", new Proportion(4, 8), OptionalDouble.empty()),
        new Side("heads 2", new Proportion(6, 8), OptionalDouble.of(300)),
        where,
        pooled,
        paired,
        p,
        OptionalDouble.of(0.7),
        difference,
        Optional.ofNullable(steps),
        optional(detectable),
        optional(interaction));
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static String sentence(Comparison pair) {
    return sentences(List.of(pair), List.of(), null).get(0);
  }

  private static List<String> sentences(
      List<Comparison> pairs, List<Comparison> pooled, Repetition repetition) {
    Comparisons all = new Comparisons(pairs, pooled, Optional.ofNullable(repetition));
    return ComparisonFindings.of(all).stream().map(s -> s.replace('\u00a0', ' ')).toList();
  }
}
