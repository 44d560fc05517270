package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class LearnerLossesTest {

  private static final LearnerKind KIND = LearnerKind.GD_PREFIX_K;

  /** Seed 1 has the larger loss, and another difference. */
  private static Run run(int depth, int heads, long seed, double learnerLoss) {
    Map<String, Object> parameters = Synthetic.parameters(heads, "fan-in-variance", seed);
    parameters.put("depth", depth);
    return Run.trial(
        depth + "-" + heads + "-" + seed,
        parameters,
        TrialRecord.ended(Outcome.COMPLETED)
            .zeroLoss(0.5, 0.004)
            .finalLoss(0.3 + seed / 10.0, 0.01)
            .with(
                Measures.LEARNERS,
                List.of(new FittedLearner(KIND, learnerLoss, 0.01, List.of(), List.of())))
            .with(
                Measures.LEARNER_POSITIONS,
                List.of(
                    new LearnerPosition(KIND, 1, 0.5, 0.01, 0.7, 0.7),
                    new LearnerPosition(KIND, null, learnerLoss, 0.01, -0.03 - seed, 0.002)))
            .build());
  }

  private static String text(Run... runs) {
    return LearnerLosses.of(Summary.of(List.of(runs)), KIND).text();
  }

  @Test
  void oneThatSettingsShareIsToldOnce() {
    assertThat(text(run(1, 1, 0, 0.4), run(2, 1, 0, 0.4))).isEqualTo("0.4000 ± 0.0100");
  }

  @Test
  void eachOfSeveralIsToldWithTheLevelThatTellsWhich() {
    Run[] runs = {
      run(1, 1, 0, 0.4), run(1, 2, 0, 0.4), run(2, 1, 0, 0.3), run(2, 2, 0, 0.3), run(3, 1, 0, 0.4)
    };
    assertThat(text(runs))
        .isEqualTo("0.4000 ± 0.0100 (depth 1 or depth 3), 0.3000 ± 0.0100 (depth 2)");
    assertThat(OutcomeFindings.context(Summary.of(List.of(runs))))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "Losses on the evaluation tasks, with their standard errors: answering 0 0.5000 ±"
                            + " 0.0040, gd-prefix-k 0.4000 ± 0.0100 (depth 1 or depth 3), 0.3000 ± 0.0100"
                            + " (depth 2)."));
  }

  @Test
  void whereNoFactorTellsWhichTheLeastAndTheLargestAre() {
    assertThat(text(run(1, 1, 0, 0.4), run(1, 2, 0, 0.3), run(2, 1, 0, 0.2), run(2, 2, 0, 0.1)))
        .isEqualTo("0.1000 to 0.4000 by setting");
  }

  @Test
  void tablesShowThemAndWhatTheTypicalTrialLosesMore() {
    Summary summary =
        Summary.of(
            List.of(
                run(1, 1, 0, 0.4),
                run(1, 1, 1, 0.4),
                run(1, 1, 2, 0.4),
                run(2, 1, 0, 0.3),
                run(2, 1, 1, 0.3),
                run(2, 1, 2, 0.3)));
    assertThat(column(SummaryTable.narrow(summary), "gd-prefix-k"))
        .containsExactly("0.4000", "0.3000");
    assertThat(column(SummaryTable.wide(summary), "gd-prefix-k"))
        .containsExactly("0.4000", "0.3000");
    assertThat(column(SummaryTable.wide(summary), "- gd-prefix-k"))
        .containsExactly("-1.0300 ± 0.0020", "-1.0300 ± 0.0020");
    assertThat(SummaryTable.wide(summary).headings())
        .extracting(SummaryTable.Heading::name)
        .doesNotContain("gd-prefix", "- gd-prefix", "ridge-prefix");
  }

  private static List<String> column(SummaryTable table, String name) {
    List<String> names = table.headings().stream().map(SummaryTable.Heading::name).toList();
    return table.rows().stream().map(row -> row.get(names.indexOf(name))).toList();
  }
}
