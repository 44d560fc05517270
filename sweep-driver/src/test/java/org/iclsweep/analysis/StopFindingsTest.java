package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of trials that stopped once they had learnt. */
class StopFindingsTest {

  private static Run trial(long seed, Integer stoppedStep, Map<String, Object> more) {
    Map<String, Object> parameters = Synthetic.parameters(1, "fan-in-variance", seed);
    parameters.putAll(more);
    Run run = Synthetic.trial(parameters, stoppedStep == null);
    return Run.trial(run.id(), parameters, run.record().changed().stoppedStep(stoppedStep).build());
  }

  private static List<String> told(Run... runs) {
    return StopFindings.of(Summary.of(List.of(runs)));
  }

  private static final String NOT_KNOWN =
      " Whether they would have relapsed is not known. Their final losses and what else is measured"
          + " at the end are of the weights where they stopped; medians over seeds at a step are of"
          + " those that were still trained.";

  @Test
  void whereTheyStoppedAndWhatThatIsOfAllSteps() {
    assertThat(told(trial(1, 500, Map.of()), trial(2, 600, Map.of()), trial(3, null, Map.of())))
        .containsExactly(
            "2 trials stopped once they had learnt, at step 550 (median); all trials together took"
                + " 52\u00a0% of their steps."
                + NOT_KNOWN);
  }

  @Test
  void nothingIsToldWhereNoneStopped() {
    assertThat(told(trial(1, null, Map.of()))).isEmpty();
  }

  @Test
  void aFindingsPageTellsIt() {
    Summary summary = Summary.of(List.of(trial(1, 500, Map.of())));
    assertThat(Findings.of(summary).sentences())
        .filteredOn(sentence -> sentence.startsWith("1 trial stopped once it had learnt"))
        .hasSize(1);
  }
}
