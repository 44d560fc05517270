package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.iclsweep.engine.Progress.Phase;
import org.iclsweep.engine.Progress.State;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.Test;

/** What a sweep runs, and what it leaves. */
class SweepTest extends SweepCase {
  @Test
  void everyTrialOfThePlanIsThereOnceAndEveryLearnerToo() throws Exception {
    Study study = SampleTrials.study(8);
    SweepResult result = sweep(study);

    assertThat(result.planned()).isEqualTo(16);
    assertThat(result.present()).isZero();
    assertThat(result.run()).isEqualTo(16);
    assertThat(result.missing()).isZero();
    assertThat(result.learnersRun()).isEqualTo(3);
    assertThat(result.interrupted()).isFalse();
    assertThat(rows())
        .extracting(TrialRow::trialId)
        .containsExactlyInAnyOrderElementsOf(ids(study));
  }

  @Test
  void aTrialIsHeldAgainstTheLearnersOfItsOwnSetting() throws Exception {
    sweep(SampleTrials.study(2));

    for (TrialRow row : rows()) {
      if (row.kind().equals(TrialRow.TRANSFORMER)) {
        int depth = (Integer) row.parameters().get("depth");
        assertThat(row.record().learners())
            .extracting(learner -> learner.kind().label() + " " + learner.loss())
            .containsExactly("gd " + 0.1 / (1 + depth), "least-squares 0.1");
      }
    }
  }

  @Test
  void aSecondRunDoesNothingAndNeedsNoSpark() throws Exception {
    sweep(SampleTrials.study(4));
    int jobs = jobsSoFar();
    assertThat(jobs).isPositive();
    int trials = SampleTrials.RUN.get();
    SweepResult again = sweep(SampleTrials.study(4));

    assertThat(again.present()).isEqualTo(8);
    assertThat(again.run()).isZero();
    assertThat(again.failed()).isEqualTo(2);
    assertThat(SampleTrials.RUN).hasValue(trials);
    assertThat(jobsSoFar()).isEqualTo(jobs);
  }

  @Test
  void addingSeedsRunsOnlyTheDifference() throws Exception {
    sweep(SampleTrials.study(4));
    int trials = SampleTrials.RUN.get();
    SweepResult more = sweep(SampleTrials.study(10));

    assertThat(more.present()).isEqualTo(8);
    assertThat(more.run()).isEqualTo(12);
    assertThat(more.learnersRun()).isZero();
    assertThat(SampleTrials.RUN).hasValue(trials + 12);
    assertThat(digest())
        .isEqualTo(digestOf(directory.resolve("at-once"), SampleTrials.study(10), millis(4000)));
  }

  @Test
  void anotherPlanInTheSameDirectoryAddsItsTrials() throws Exception {
    sweep(SampleTrials.study(2));
    SweepResult other = sweep(SampleTrials.study(2, "model.depth = [2, 3]"));

    assertThat(other.present()).isEqualTo(2);
    assertThat(other.run()).isEqualTo(2);
    assertThat(other.learnersRun()).isEqualTo(1);
    assertThat(rows()).hasSize(6 + 4);
    assertThat(directory.resolve("_study/study.conf")).content().contains("[2, 3]");
  }

  @Test
  void anExceptionIsARowAndTheSweepGoesOn() throws Exception {
    SweepResult result = sweep(SampleTrials.study(6));

    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.run()).isEqualTo(12);
    assertThat(rows(Outcome.FAILED))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.parameters()).containsEntry("seed", SampleTrials.THROWS);
              assertThat(row.record().failureClass()).isEqualTo("java.lang.IllegalStateException");
              assertThat(row.record().failureMessage()).isEqualTo("seed 3 is not to my liking");
              assertThat(row.provenance().stackTrace()).contains("SampleTrials.train");
            });
  }

  @Test
  void divergenceIsAResult() throws Exception {
    SweepResult result = sweep(SampleTrials.study(6));

    assertThat(result.diverged()).isEqualTo(2);
    assertThat(rows(Outcome.DIVERGED))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.record().outcomeStep()).isEqualTo(40);
              assertThat(row.record().finalLoss()).isNaN();
              assertThat(row.provenance().stackTrace()).isNull();
            });
  }

  @Test
  void aFailedLearnerFailsTheTrialsThatNeedItUntilItIsRetried() throws Exception {
    Study study = SampleTrials.study(2);
    TrialFunction noDepthTwo =
        (trial, fitted) -> {
          if (trial instanceof LearnerTrial learner
              && learner.spec().learner().model().depth() == 2) {
            throw new ArithmeticException("singular");
          }
          return QUICK.run(trial, fitted);
        };
    SweepResult result = sweep(noDepthTwo, study);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(rows(Outcome.FAILED))
        .filteredOn(row -> row.kind().equals(TrialRow.TRANSFORMER))
        .extracting(row -> row.record().failureMessage())
        .hasSize(2)
        .allSatisfy(
            message ->
                assertThat(message)
                    .matches(
                        "learner gd \\(trial_id [0-9a-f]{32}\\) failed:"
                            + " java.lang.ArithmeticException: singular"));

    SweepResult retried = sweep(QUICK, study, options().withRetryFailed(true), Progress.NONE);

    assertThat(retried.run()).isEqualTo(2);
    assertThat(retried.learnersRun()).isEqualTo(1);
    assertThat(retried.failed()).isZero();
    assertThat(digest())
        .isEqualTo(digestOf(directory.resolve("at-once"), study, SweepOptions.CHUNK_TIME));
  }

  @Test
  void theDigestDoesNotDependOnChunks() throws Exception {
    Study study = SampleTrials.study(9);

    assertThat(
            Stream.of(millis(1), millis(60), millis(100_000))
                .map(time -> digestOf(directory.resolve("chunks-" + time), study, time)))
        .hasSize(3)
        .containsOnly(digestOf(directory.resolve("again"), study, SweepOptions.CHUNK_TIME));
  }

  @Test
  void nothingButTheTableAndTheStudyIsLeft() throws Exception {
    sweep(SampleTrials.study(4));

    try (Stream<Path> files = Files.walk(directory)) {
      Set<String> others =
          files
              .filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString())
              .filter(name -> !name.matches("trials/[0-9a-f]{32}\\.parquet"))
              .collect(Collectors.toSet());
      assertThat(others)
          .containsExactlyInAnyOrder(
              "_study/study.conf",
              "_study/status.json",
              "_study/lease",
              "_study/leases/000000000001");
    }
    assertThat(directory.resolve("_staging")).doesNotExist();
  }

  @Test
  void whatADeadDriverHasStagedIsRemovedAndNeverRead() throws Exception {
    Path rubbish = directory.resolve("_staging/dead/chunk-0-0.staged");
    Files.createDirectories(rubbish.getParent());
    Files.writeString(rubbish, "half a file");
    sweep(SampleTrials.study(2));

    assertThat(rubbish).doesNotExist();
    assertThat(rows()).hasSize(7);
  }

  @Test
  void progressCountsWhatIsInTheTable() throws Exception {
    sweep(SampleTrials.study(4));
    List<State> states = new ArrayList<>();
    sweep(QUICK, SampleTrials.study(8), options().withChunkTime(millis(1)), states::add);

    assertThat(states).extracting(State::phase).containsOnly(Phase.TRIALS);
    assertThat(states).extracting(State::total).containsOnly(16L);
    assertThat(states).extracting(State::done).isSorted().startsWith(8L).endsWith(16L);
    State last = states.get(states.size() - 1);
    assertThat(last.fresh()).isEqualTo(8);
    assertThat(last.failed()).isEqualTo(2);
    assertThat(last.diverged()).isEqualTo(2);
    assertThat(states.get(0).remaining()).isEmpty();
    assertThat(last.remaining()).contains(Duration.ZERO);
  }

  @Test
  void jobsAreDescribed() throws Exception {
    Set<String> seen = new HashSet<>();
    Progress watch =
        state -> {
          var spark = SparkSession.active().sparkContext();
          for (int stage : spark.statusTracker().getActiveStageIds()) {
            spark
                .statusStore()
                .asOption(() -> spark.statusStore().lastStageAttempt(stage))
                .foreach(data -> seen.add(data.description().getOrElse(() -> "none")));
          }
        };
    sweep(new SampleTrials(20), SampleTrials.study(4), options(), watch);

    assertThat(seen)
        .isNotEmpty()
        .allMatch(
            text ->
                text.matches(
                    "icl-sweep sample: (fitting 3 learners|training 8 trials in \\d+ chunks)"));
  }

  private static List<String> ids(Study study) {
    return Stream.concat(
            study.plan().learners().stream(),
            IntStream.range(0, (int) study.plan().size()).mapToObj(study.plan()::trial))
        .map(trial -> trial.id())
        .toList();
  }

  private static int jobsSoFar() throws TimeoutException {
    var spark = SparkSession.active().sparkContext();
    spark.listenerBus().waitUntilEmpty();
    return spark.statusStore().jobsList(null).size();
  }
}
