package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.iclsweep.results.Pace;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.study.Plan;
import org.iclsweep.study.Study;
import org.iclsweep.study.StudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlookTest {
  private static final int MILLIS = 20;

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
  void whatIsMissingIsEstimatedByWhatTrialsTook() throws StudyException {
    Study study = SampleTrials.study(3);
    sweep(MILLIS, study, false);
    Outlook outlook = outlook(SampleTrials.study(9));

    assertThat(outlook.missing()).isEqualTo(12);
    assertThat(outlook.coreTime()).isGreaterThanOrEqualTo(Duration.ofMillis(12 * MILLIS));
    Plan plan = study.plan();
    double flops =
        LongStream.range(0, plan.size()).mapToDouble(i -> CostModel.flops(plan.trial(i))).sum();
    assertThat(outlook.pace().flops()).isCloseTo(flops, within(1e-9 * flops));
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

  private Outlook outlook(Study study) {
    return Outlook.of(study, SharedSpark.settings().storage(), directory.toString());
  }

  private void sweep(int millis, Study study, boolean retryFailed) {
    SweepOptions options = SweepOptions.on(SharedSpark.settings()).withRetryFailed(retryFailed);
    new Sweep(new SampleTrials(millis), options).run(study, directory.toString(), Progress.NONE);
  }
}
