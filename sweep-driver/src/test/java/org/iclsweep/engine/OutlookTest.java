package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.results.Pace;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.study.sweep.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlookTest {

  @TempDir Path directory;

  @Test
  void itCountsWithoutRunning() throws StudyException {
    sweep(0, SampleTrials.study(4), false);
    Outlook outlook = outlook(SampleTrials.study(10));

    assertThat(outlook.planned()).isEqualTo(20);
    assertThat(outlook.present()).isEqualTo(8);
    assertThat(outlook.failed()).isEqualTo(2);
    assertThat(outlook.learnersPlanned()).isEqualTo(3);
    assertThat(outlook.learnersPresent()).isEqualTo(3);
    assertThat(outlook.coreTime()).isPositive();
    assertThat(outlook.pace().trials()).as("that were completed").isEqualTo(6);
  }

  @Test
  void ofNothingThereIsNoPaceAndAnEstimateAllTheSame() throws StudyException {
    Outlook outlook = outlook(SampleTrials.study(4));

    assertThat(outlook.pace()).isEqualTo(Pace.NONE);
    assertThat(outlook.coreTime()).isPositive();
  }

  @Test
  void theCoreIsMeasuredOnlyWhereSomethingIsLeftForIt() throws StudyException {
    Study failing = failing("3..3");
    sweep(0, failing, false);

    assertThat(outlook(failing).pace()).isEqualTo(Pace.NONE);
    assertThat(outlook(failing).flopsASecond()).isEqualTo(CostModel.FLOPS_A_SECOND);
    assertThat(outlook(failing("3..4")).flopsASecond()).isNotEqualTo(CostModel.FLOPS_A_SECOND);
  }

  private static Study failing(String seeds) throws StudyException {
    String text = "study = failing\nmeasure.against = []\nsweep.grid.seed = \"%s\"\n";
    return Study.parse(text.formatted(seeds), "failing", List.of());
  }

  @Test
  void whatIsMissingIsEstimatedByWhatTrialsTook() throws StudyException {
    Study study = SampleTrials.study(3);
    sweep(0, study, false);
    Outlook outlook = outlook(SampleTrials.study(9));

    assertThat(outlook.missing()).isEqualTo(12);
    double flops = flops(study.plan());
    double missing = flops(SampleTrials.study(9).plan()) - flops;
    assertThat(outlook.pace().flops()).isCloseTo(flops, within(1e-9 * flops));
    assertThat(outlook.pace().seconds()).isCloseTo(taken(), within(1e-9 * taken() + 6e-9));
    double expected = missing / flops * outlook.pace().seconds();
    assertThat(Seconds.of(outlook.coreTime())).isCloseTo(expected, within(1e-9 * expected + 1e-9));
  }

  @Test
  void timesStayWhereFailedTrialsAreTakenOut() throws StudyException {
    Study study = SampleTrials.study(6);
    sweep(0, study, false);
    Pace before = outlook(study).pace();
    sweep(0, study, true);

    assertThat(before.trials()).as("neither failed nor diverged").isEqualTo(8);
    assertThat(outlook(study).pace()).isEqualTo(before);
  }

  private static double flops(Plan plan) {
    return LongStream.range(0, plan.size()).mapToDouble(i -> CostModel.flops(plan.trial(i))).sum();
  }

  /** What the models in the table have taken. */
  private double taken() {
    try (ResultTable table = ResultTable.open(directory.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.filter(row -> !row.kind().equals(TrialRow.LEARNER))
          .mapToDouble(row -> row.provenance().seconds())
          .sum();
    }
  }

  private Outlook outlook(Study study) {
    return Outlook.of(study, SharedSpark.settings().storage(), directory.toString());
  }

  private void sweep(int millis, Study study, boolean retryFailed) {
    SweepOptions options = SweepOptions.on(SharedSpark.settings()).withRetryFailed(retryFailed);
    new Sweep(new SampleTrials(millis), options).run(study, directory.toString(), Progress.NONE);
  }
}
