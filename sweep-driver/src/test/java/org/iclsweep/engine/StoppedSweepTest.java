package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.iclsweep.engine.Progress.Phase;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;

/** Sweeps and trials that come to no end of their own, and what is told of them. */
class StoppedSweepTest extends SweepCase {
  @Test
  void anErrorOfTheMachineStopsTheSweepAloudAndTheNextRunGoesOn() throws Exception {
    TrialFunction broken =
        (trial, fitted) -> {
          if (trial instanceof TransformerTrial) {
            throw new IOError(new IOException("the disk is gone"));
          }
          return QUICK.run(trial, fitted);
        };

    assertThatThrownBy(() -> sweep(broken, SampleTrials.study(2)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("Spark stopped the sweep")
        .hasMessageContaining("the disk is gone");
    assertThat(rows()).hasSize(3);
    assertThat(sweep(SampleTrials.study(2)).run()).isEqualTo(4);
  }

  @Test
  void cancellingKeepsWhatIsCommittedAndTheNextRunEndsIt() throws Exception {
    Study study = SampleTrials.study(20);
    FirstTrials.BEGUN.set(0);
    Sweep sweep = new Sweep(new FirstTrials(4), options().withChunkTime(millis(1)));
    SweepResult cut =
        sweep.run(
            study,
            directory.toString(),
            state -> {
              if (state.phase() == Phase.TRIALS && state.fresh() > 0) {
                sweep.cancel(130);
              }
            });

    assertThat(cut.interrupted()).isTrue();
    assertThat(cut.run()).isBetween(1L, 4L);
    assertThat(rows()).hasSize(3 + (int) cut.run());
    SweepResult rest = sweep(study);
    assertThat(rest.present()).isEqualTo(cut.run());
    assertThat(rest.missing()).isZero();
    assertThat(digest())
        .isEqualTo(digestOf(directory.resolve("at-once"), study, SweepOptions.CHUNK_TIME));
  }

  @Test
  void aTrialThatTakesTooLongIsARowAndTheOthersGoOn() throws Exception {
    Study study = SampleTrials.study(3);
    sweep(QUICK, SampleTrials.study(1)); // with the learners that all are held against
    SweepOptions impatient = options().withTrialTimeout(Duration.ofMillis(300));
    SweepResult result = sweep(new SlowSeed(1), study, impatient, Progress.NONE);

    assertThat(result.exitCode()).isEqualTo(SweepResult.FAILED_TRIALS);
    List<TrialRow> late = rows(Outcome.TIMED_OUT);
    assertThat(result.failed()).isEqualTo(late.size());
    assertThat(late) // on a machine that stands still now and then, others may be late, too
        .filteredOn(row -> row.parameters().get("seed").equals(1L))
        .hasSize(2);
    assertThat(late)
        .allSatisfy(
            row -> {
              assertThat(row.provenance().seconds()).isGreaterThanOrEqualTo(0.3);
              assertThat(row.record().failureMessage())
                  .isEqualTo("took longer than the 0.3 s that a trial may take");
            });
    assertThat(rows()).hasSize(3 + 2 * 3);
    SweepResult patient = sweep(QUICK, study, options().withRetryFailed(true), Progress.NONE);
    assertThat(patient.run()).isEqualTo(late.size());
    assertThat(digest())
        .isEqualTo(digestOf(directory.resolve("at-once"), study, SweepOptions.CHUNK_TIME));
  }

  /** Sample trials of which one seed's take too long. */
  private record SlowSeed(long seed) implements TrialFunction {
    @Override
    public TrialRecord run(Trial trial, List<TrialRecord> learners) {
      boolean slow = trial instanceof TransformerTrial model && model.spec().seed() == seed;
      return new SampleTrials(slow ? Integer.MAX_VALUE : 0).run(trial, learners);
    }
  }

  @Test
  void aRunKeepsAnAccountOfItself() throws Exception {
    sweep(SampleTrials.study(4));
    RunStatus status = status();

    assertThat(status.state()).isEqualTo(RunStatus.State.FINISHED);
    assertThat(status.exitCode()).isEqualTo(SweepResult.FAILED_TRIALS);
    assertThat(List.of(status.planned(), status.done(), status.failed(), status.diverged()))
        .containsExactly(8L, 8L, 2L, 0L);
    assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(RunStatus.parse(status.text())).isEqualTo(status);

    sweep(SampleTrials.study(4));
    assertThat(status().done()).as("with nothing to do").isEqualTo(8);
  }

  @Test
  void theAccountTellsWhoStoppedARunAndWhatBrokeIt() throws Exception {
    Sweep sweep = new Sweep(QUICK, options());
    sweep.run(SampleTrials.study(2), directory.toString(), state -> sweep.cancel(143));
    assertThat(status().state()).isEqualTo(RunStatus.State.INTERRUPTED);
    assertThat(status().exitCode()).isEqualTo(143);

    TrialFunction broken =
        (trial, learners) -> {
          throw new IOError(new IOException("no disk"));
        };
    assertThatThrownBy(
            () ->
                new Sweep(broken, options())
                    .run(SampleTrials.study(2), directory.toString(), Progress.NONE))
        .isInstanceOf(SweepException.class);
    assertThat(status().state()).isEqualTo(RunStatus.State.BROKEN);
    assertThat(status().exitCode()).isEqualTo(1);
    assertThat(status().message()).contains("no disk");
  }

  private RunStatus status() {
    return RunStatus.of(SharedSpark.settings().storage(), directory.toString()).orElseThrow();
  }

  @Test
  void cancellingBeforeAnyTrialStillTellsWhatIsThere() throws Exception {
    sweep(SampleTrials.study(2));
    Sweep sweep = new Sweep(QUICK, options());
    SweepResult cut =
        sweep.run(
            SampleTrials.study(4, "model.depth = [1, 2, 3]"),
            directory.toString(),
            state -> sweep.cancel(130));

    assertThat(cut.interrupted()).isTrue();
    assertThat(cut.present()).isEqualTo(4);
    assertThat(cut.run()).isZero();
    assertThat(cut.missing()).isEqualTo(8);
  }

  /** Sample trials of which the first few, in whatever order, end, and all others never do. */
  private record FirstTrials(int few) implements TrialFunction {
    static final AtomicInteger BEGUN = new AtomicInteger();

    @Override
    public TrialRecord run(Trial trial, List<TrialRecord> learners) {
      boolean ends = trial instanceof LearnerTrial || BEGUN.getAndIncrement() < few;
      return new SampleTrials(ends ? 0 : Integer.MAX_VALUE).run(trial, learners);
    }

    @Override
    public String kernel() {
      return "sample";
    }
  }
}
