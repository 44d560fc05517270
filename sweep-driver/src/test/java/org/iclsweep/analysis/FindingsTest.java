package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
