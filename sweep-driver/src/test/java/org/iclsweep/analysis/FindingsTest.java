package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String TEXT = Findings.of(Summary.of(Synthetic.quickstart())).text();

  @Test
  void quickstartFitsAHundredAndTenColumns() {
    assertThat(TEXT.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
  }

  @Test
  void tableIsAligned() {
    List<String> rows = TEXT.lines().filter(l -> l.startsWith("    ")).toList();
    assertThat(rows).hasSize(4).extracting(l -> l.indexOf('/')).containsOnly(30);
  }

  @Test
  void answerComesFirst() {
    assertThat(TEXT).startsWith("121 of 128 trials learnt gradient descent within 2000 steps:");
  }

  @Test
  void whatWasNotShownIsSaid() {
    assertThat(TEXT.replaceAll("\\s+", " "))
        .contains(
            "heads 2 against heads 1, init kind fan-in-variance: no difference in the share visible; 32/32"
                + " against 29/32 learnt, p = 0.24, odds ratio infinite.")
        .contains("seeds 7 (0.4013, j=1), 16 (0.4012, j=1), 25 (0.4009, j=1)")
        .contains("0.4222 (j=0), 0.4009 (j=1), 0.3796 (j=2)");
  }

  @Test
  void differenceThatDoesNotSurviveTheirNumberIsASuggestion() {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 3; heads++) {
      for (long seed = 0; seed < 12; seed++) {
        boolean late = heads == 1 ? seed < 5 : seed < 2 && heads == 2;
        runs.add(Synthetic.trial(Synthetic.parameters(heads, "fan-in-variance", seed), late));
      }
    }
    assertThat(Findings.of(Summary.of(runs)).sentences())
        .anySatisfy(
            s ->
                assertThat(s.replace('\u00a0', ' '))
                    .contains("a suggestion of a difference in the share only (p = 0.11"));
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
