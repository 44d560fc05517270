package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials for which there is not enough memory: of this run, of that moment, or on any machine. */
class NoMemoryTest {

  private static final SampleTrials QUICK = new SampleTrials(0);

  @TempDir Path folder;

  /** Sample trials, some of which the heap is too small for, so many times each. */
  private record Hungry(String which, int times) implements TrialFunction {
    private static final long serialVersionUID = 1;
    private static final Map<String, Integer> ENDED = new ConcurrentHashMap<>();

    @Override
    public TrialRecord run(Trial trial, List<TrialRecord> learners) {
      if (isHungry(trial) && ENDED.merge(which + trial.id(), 1, Integer::sum) <= times) {
        throw new OutOfMemoryError("Java heap space");
      }
      return QUICK.run(trial, learners);
    }

    private boolean isHungry(Trial trial) {
      return trial instanceof TransformerTrial model
          ? which.equals("seed " + model.spec().seed())
          : which.equals(((LearnerTrial) trial).spec().kind().label());
    }

    @Override
    public String kernel() {
      return "hungry";
    }
  }

  @Test
  void aTrialWithoutMemoryIsARowAndTheOthersGoOn() throws Exception {
    Study study = SampleTrials.study(3);
    SweepResult result = sweep(new Hungry("seed 1", Integer.MAX_VALUE), study, "cut");

    assertThat(result.noMemory()).isEqualTo(2);
    assertThat(result.failed()).isEqualTo(2);
    assertThat(result.exitCode()).isEqualTo(SweepResult.FAILED_TRIALS);
    assertThat(rows("cut").stream().filter(row -> row.record().outcome() == Outcome.NO_MEMORY))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.parameters()).containsEntry("seed", 1L))
        .allSatisfy(
            row ->
                assertThat(row.record().failureMessage())
                    .matches("takes about \\d+ MB of memory, and the heap has .* [MG]B"));
  }

  @Test
  void itIsRunAgainAndNothingOfItStays() throws Exception {
    Study study = SampleTrials.study(3);
    sweep(new Hungry("seed 2", Integer.MAX_VALUE), study, "again");
    assertThat(digest("again")).isEqualTo(digestWithoutSeed2(study));
    SweepResult rest = sweep(QUICK, study, "again");
    sweep(QUICK, study, "at-once");

    assertThat(rest.run()).isEqualTo(2);
    assertThat(rest.present()).isEqualTo(4);
    assertThat(rest.exitCode()).isZero();
    assertThat(rows("again")).hasSameSizeAs(rows("at-once"));
    assertThat(digest("again")).isEqualTo(digest("at-once"));
  }

  private String digestWithoutSeed2(Study study) throws Exception {
    sweep(QUICK, SampleTrials.study(2), "fewer");
    return digest("fewer");
  }

  @Test
  void rowsOfAnotherPlanAreRunAgainToo() throws Exception {
    sweep(new Hungry("seed 0", Integer.MAX_VALUE), SampleTrials.study(1), "more");
    Study study = SampleTrials.study(3);
    SweepResult rest = sweep(QUICK, study, "more");
    sweep(QUICK, study, "once");

    assertThat(rest.run()).isEqualTo(6);
    assertThat(digest("more")).isEqualTo(digest("once"));
    assertThat(rows("more")).hasSameSizeAs(rows("once"));
  }

  @Test
  void aTrialThatWasOnlyCrowdedOutIsTriedAlone() throws Exception {
    SweepResult result = sweep(new Hungry("seed 1", 1), SampleTrials.study(2), "crowded");

    assertThat(result.noMemory()).isZero();
    assertThat(result.exitCode()).isZero();
    assertThat(rows("crowded")).allMatch(row -> row.record().outcome() == Outcome.COMPLETED);
  }

  @Test
  void trialsWaitForALearnerWithoutMemory() throws Exception {
    Study study = SampleTrials.study(2);
    SweepResult result = sweep(new Hungry("least-squares", Integer.MAX_VALUE), study, "learner");
    assertThat(result.noMemory()).isEqualTo(4);

    SweepResult rest = sweep(QUICK, study, "learner");
    sweep(QUICK, study, "learned");
    assertThat(rest.exitCode()).isZero();
    assertThat(digest("learner")).isEqualTo(digest("learned"));
  }

  @Test
  void whatTakesMoreThanTheHeapIsNotBegun() throws Exception {
    Study study =
        Study.parse(
            "study = s\nmeasure.against = []\nsweep.grid.task.dim = [3, 30000]", "s", List.of());
    SweepResult result = sweep(QUICK, study, "large");

    assertThat(result.noMemory() + result.failed()).isPositive();
    assertThat(rows("large")).extracting(row -> row.record().outcome()).contains(Outcome.COMPLETED);
    assertThat(rows("large").stream().filter(row -> row.parameters().get("dim").equals(30000)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.record().outcome()).isEqualTo(Outcome.FAILED);
              assertThat(row.record().failureMessage()).contains("which Java does not have");
            });
  }

  @Test
  void theLargestTrialOfAPlanIsKnown() throws Exception {
    Study study =
        Study.parse(
            "study = s\nsweep.grid { seed = \"0..9\", task.dim = [3, 6000], model.heads = [1, 2] }",
            "s",
            List.of());
    MemoryNeed need = MemoryNeed.of(study.plan());

    assertThat(need.largest()).isEqualTo("heads 2, dim 6000");
    assertThat(need.bytes()).isBetween(15e9, 40e9);
    assertThat(need.warning(2e9, "CURE").orElseThrow())
        .startsWith("the trial with heads 2, dim 6000 takes about ")
        .endsWith("it will end as no_memory, the others run; for more: CURE");
    assertThat(need.warning(1e12, "CURE")).isEmpty();
  }

  private SweepResult sweep(TrialFunction function, Study study, String name) throws Exception {
    return new Sweep(function, SweepOptions.on(SharedSpark.settings()))
        .run(study, folder.resolve(name).toString(), Progress.NONE);
  }

  private List<TrialRow> rows(String name) {
    try (ResultTable table = ResultTable.open(folder.resolve(name).toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.toList();
    }
  }

  private String digest(String name) {
    try (ResultTable table = ResultTable.open(folder.resolve(name).toString())) {
      return table.digest();
    }
  }
}
