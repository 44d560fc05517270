package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static String text() {
    return Findings.of(Summary.of(Synthetic.quickstart())).text();
  }

  @Test
  void quickstartFitsAHundredAndTenColumns() {
    assertThat(text().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
  }

  @Test
  void tableIsAligned() {
    List<String> rows = text().lines().filter(l -> l.startsWith("    ")).toList();
    assertThat(rows).hasSize(4).extracting(l -> l.indexOf('/')).containsOnly(30);
  }

  @Test
  void answerComesFirst() {
    assertThat(text()).startsWith("121 of 128 trials learnt gradient descent within 2000 steps:");
  }

  @Test
  void whatWasNotShownIsSaid() {
    assertThat(text().replaceAll("\\s+", " "))
        .contains(
            "heads 2 against heads 1, init kind fan-in-variance: no difference in the share visible; 32/32"
                + " against 29/32 learnt, +9.4 points (95 % interval: -3.0 to +24.2), p = 0.25. These 32"
                + " pairs of seeds show one of ")
        .contains("seeds 7 (0.4013 ± 0.0033, j=1), 16 (0.4012 ± 0.0033, j=1)")
        .contains("0.4222 (j=0), 0.4009 (j=1), 0.3796 (j=2)");
  }

  @Test
  void differenceThatDoesNotSurviveTheirNumberIsASuggestion() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 3; heads++) {
      for (long seed = 0; seed < 12; seed++) {
        boolean late = heads == 1 ? seed < 6 : seed < 2 && heads == 2;
        runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", seed), late));
      }
    }
    assertThat(Findings.of(Summary.of(runs)).sentences())
        .anySatisfy(
            s ->
                assertThat(s.replace('\u00a0', ' '))
                    .containsPattern(
                        "heads 3 against heads 1: a suggestion of a difference in the share only;"
                            + " 12/12 against 6/12 learnt, .*, p = 0.031 \\(p = 0.\\d+ after Holm\\)"));
  }

  @Test
  void anInteractionIsTestedBeforeItIsTold() {
    List<Run> runs = new ArrayList<>();
    for (long seed = 0; seed < 32; seed++) {
      for (String init : List.of("fan-in-variance", "standard-deviation")) {
        runs.add(
            Synthetic.trial(
                Synthetic.parameters(1, init, seed), seed < 16 && init.startsWith("s")));
        runs.add(Synthetic.trial(Synthetic.parameters(2, init, seed), false));
      }
    }
    assertThat(Findings.of(Summary.of(runs)).text().replaceAll("\\s+", " "))
        .containsPattern(
            "heads 2 against heads 1, pooled over 2 pairs of settings: a difference in the share;"
                + " 64/64 against 48/64 learnt, .* When they learn: p < 0.0001.*"
                + " The difference in the share changes between the pairs \\(interaction, p < 0.0001");
    assertThat(text().replaceAll("\\s+", " "))
        .containsPattern(
            "The difference in the share is not seen to change between the pairs \\(interaction, p = ");
  }

  @Test
  void whetherLatenessRepeatsIsSaidWithItsTest() {
    assertThat(text().replaceAll("\\s+", " "))
        .containsPattern(
            "It is only suggested that the same seeds do not learn in several settings"
                + " \\(phi 1.00, -0.06, -0.06; design effect 1.79, permutation p = 0.0");
  }

  /** 0.2062 in theory, 0.2094 measured with an error of 0.0033. */
  @Test
  void aLossBesideTheoryHasItsErrorAndTheVerdict() {
    assertThat(text().replaceAll("\\s+", " "))
        .contains("gd-closed-form 0.2094 ± 0.0033")
        .contains(
            "One step of gradient descent in theory: 0.2062, 1.0 standard errors below"
                + " gd-closed-form, within its 95 % interval.");
  }

  @Test
  void lateSeedsOfManySettingsAreToldTogether() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 9; heads++) {
      runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", 1), true));
    }
    assertThat(Findings.of(Summary.of(runs)).sentences())
        .anySatisfy(s -> assertThat(s).startsWith("9 late seeds in 9 settings: 9 at j=1."));
  }

  /** L0 - j (L0 - L_gd) / d: with d = 10 one swapped head costs 0.4009, with d = 5 0.3796. */
  @Test
  void levelsThatDifferAreToldOfEachSetting() {
    List<Run> runs = new ArrayList<>();
    for (int dim : new int[] {5, 10}) {
      Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", 1);
      parameters.put("dim", dim);
      runs.add(Synthetic.trial(parameters, true));
    }
    String predicted = " Loss predicted for j role-swapped heads: 0.4222 (j=0), %s (j=1).";
    assertThat(Findings.of(Summary.of(runs)).sentences())
        .noneMatch(s -> s.startsWith("Loss predicted"))
        .anyMatch(s -> s.startsWith("Late, dim 5:") && s.contains(predicted.formatted("0.3796")))
        .anyMatch(s -> s.startsWith("Late, dim 10:") && s.contains(predicted.formatted("0.4009")));
  }

  @Test
  void eightSettingsAreToldOneByOne() {
    List<Run> late = new ArrayList<>();
    List<Run> between = new ArrayList<>();
    for (int heads = 1; heads <= 8; heads++) {
      Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", 1);
      late.add(Synthetic.trial(parameters, true));
      between.add(SummaryTest.between(Synthetic.trial(parameters, false)));
    }
    assertThat(LateFindings.of(Summary.of(late)))
        .noneMatch(s -> s.contains("in 8 settings"))
        .filteredOn(s -> s.startsWith("Late,"))
        .hasSize(8);
    assertThat(EventFindings.of(Summary.of(between))).hasSize(8);
  }

  @Test
  void ofManySeedsEightAreNamed() {
    assertThat(lateSeeds(8)).startsWith("Late: seeds 0 (").contains(" 7 (").doesNotContain("more");
    assertThat(lateSeeds(10)).contains(" 7 (", " and 2 more. ").doesNotContain(" 8 (");
    assertThat(lateSeeds(1)).startsWith("Late: seed 0 (").doesNotContain("more");
    assertThat(betweenSeeds(8))
        .startsWith("Between: seeds 0 (crossed in ")
        .contains(" 7 (")
        .doesNotContain("more");
    assertThat(betweenSeeds(10)).contains(" 7 (").endsWith(" and 2 more.").doesNotContain(" 8 (");
    assertThat(betweenSeeds(1)).startsWith("Between: seed 0 (crossed in ");
  }

  private static String lateSeeds(int seeds) {
    return LateFindings.of(Summary.of(trials(seeds, true))).get(0);
  }

  private static String betweenSeeds(int seeds) {
    List<Run> runs = trials(seeds, false).stream().map(SummaryTest::between).toList();
    return EventFindings.of(Summary.of(runs)).get(0);
  }

  private static List<Run> trials(int seeds, boolean late) {
    return LongStream.range(0, seeds)
        .mapToObj(s -> Synthetic.trial(Synthetic.parameters(1, "fan-in-variance", s), late))
        .toList();
  }

  @Test
  void weightsThatShowNoSwapAreNotCounted() {
    Run late = trials(1, true).get(0);
    Run constructed = trials(2, false).get(1);
    Run unswapped =
        new Run("x", null, constructed.parameters(), constructed.record(), late.events());
    assertThat(LateFindings.of(Summary.of(List.of(late, unswapped))).get(0))
        .endsWith(" The weights of 1 of 2 show a head with label and inputs swapped.");
  }

  @Test
  void linesHaveAHundredLetters() {
    String word = "x".repeat(49);
    assertThat(told(word + " y" + word)).isEqualTo(word + " y" + word + "\n");
    assertThat(told("y" + word + " y" + word)).isEqualTo("y" + word + "\ny" + word + "\n");
  }

  private static String told(String headline) {
    SummaryTable none = new SummaryTable(List.of(), List.of());
    return new Findings(headline, List.of(), none, List.of(), List.of(), Optional.empty()).text();
  }

  @Test
  void failuresAreNamed() {
    Run failed =
        Run.trial("f", Map.of("seed", 1L), TrialRecord.failed(new IllegalStateException("no")));
    Findings findings = Findings.of(Summary.of(List.of(failed)));
    assertThat(findings.headline())
        .isEqualTo("The only trial failed; there is nothing to analyse.");
    assertThat(findings.sentences())
        .containsExactly(
            "1 trial failed, left out of every share and median (java.lang.IllegalStateException: no).");
  }

  @Test
  void emptyStudySaysSo() {
    assertThat(Findings.of(Summary.of(List.of())).text()).isEqualTo("No trials yet.\n");
  }
}
