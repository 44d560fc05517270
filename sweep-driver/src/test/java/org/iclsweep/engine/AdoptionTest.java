package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.RowWriter;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of another directory come into the table as if they had been run here, or not at all. */
class AdoptionTest extends SweepCase {

  private static final Storage STORAGE = new Storage(Map.of());

  private Path other;
  private Path here;
  private Study study;

  @BeforeEach
  void useTwoDirectories() throws Exception {
    other = directory.resolve("other");
    here = directory.resolve("here");
    study = SampleTrials.study(6); // of which seed 3 fails and seed 5 diverges
  }

  private static SweepResult run(Study study, Path into, Path... adopted) {
    List<String> directories = Stream.of(adopted).map(Path::toString).toList();
    return new Sweep(QUICK, options().withAdopted(directories))
        .run(study, into.toString(), Progress.NONE);
  }

  private String undisturbed(Study whole) {
    return digestOf(directory.resolve("undisturbed"), whole, millis(4000));
  }

  @Test
  void takesOverWhatIsFinishedAndRunsTheRest() throws Exception {
    run(study, other);
    Study more = SampleTrials.study(8);
    int before = SampleTrials.RUN.get();

    SweepResult result = run(more, here, other);

    assertThat(result.adopted())
        .containsExactly(new Adopted(other.toString(), 10, 3, 0, List.of()));
    assertThat(result.present()).isEqualTo(10);
    assertThat(result.run()).isEqualTo(6);
    assertThat(result.learnersRun()).isZero();
    assertThat(SampleTrials.RUN).hasValue(before + 6);
    assertThat(SampleTable.digest(here)).isEqualTo(undisturbed(more));
    assertThat(TrialTable.at(STORAGE, here.toString()).contents())
        .as("footers tell the next run")
        .allMatch(
            file ->
                file.shareOf(Fingerprint.of(more)).isPresent()
                    || file.shareOf(Fingerprint.of(more.plan().learners())).isPresent());
    SweepResult again = run(more, here, other);
    assertThat(again.adopted()).containsExactly(new Adopted(other.toString(), 0, 0, 0, List.of()));
    assertThat(again.run()).isZero();
    assertThat(directory.resolve("here/_staging")).doesNotExist();
  }

  @Test
  void leavesWhatIsThereAndTakesARowOfSeveralDirectoriesOnce() throws Exception {
    run(study, other);
    Path third = directory.resolve("third");
    run(SampleTrials.study(7), third);
    run(SampleTrials.study(2), here);

    SweepResult result = run(SampleTrials.study(7), here, other, third, third);

    assertThat(result.adopted()).extracting(Adopted::trials).containsExactly(6L, 2L, 0L);
    assertThat(result.adopted()).extracting(Adopted::learners).containsExactly(0L, 0L, 0L);
    assertThat(SampleTable.digest(here)).isEqualTo(undisturbed(SampleTrials.study(7)));
  }

  @Test
  void rowsOfAnotherPlanAreNoneOfThisOne() throws Exception {
    run(SampleTrials.study(2, "model.depth = [2, 3]"), other);

    SweepResult result = run(SampleTrials.study(2), here, other);

    assertThat(result.adopted()).extracting(Adopted::trials).containsExactly(2L);
    assertThat(result.adopted()).extracting(Adopted::learners).containsExactly(2L);
    assertThat(SampleTable.digest(here)).isEqualTo(undisturbed(SampleTrials.study(2)));
  }

  /** Written as a table is, checksums and all. */
  private void alter(long seed, UnaryOperator<TrialRow> change) throws Exception {
    run(study, directory.resolve("honest"));
    TrialTable honest = TrialTable.at(STORAGE, directory.resolve("honest").toString());
    List<TrialRow> rows = new ArrayList<>();
    try (Stream<TrialRow> all = honest.rows()) {
      all.forEach(rows::add);
    }
    TrialTable altered = TrialTable.at(STORAGE, other.toString());
    try (RowWriter writer = new RowWriter(STORAGE, altered.file("rows"))) {
      for (TrialRow row : rows) {
        boolean isAsked =
            Long.valueOf(seed).equals(row.parameters().get("seed"))
                && Integer.valueOf(1).equals(row.parameters().get("depth"));
        boolean isLearner = seed < 0 && "gd".equals(row.learner());
        writer.write(isAsked || isLearner ? change.apply(row) : row);
      }
    }
  }

  private static TrialRow row(
      TrialRow row, String id, Map<String, Object> changed, TrialRecord record, int numerics) {
    Map<String, Object> parameters = new HashMap<>(row.parameters());
    parameters.putAll(changed);
    Provenance of = row.provenance();
    return new TrialRow(
        id,
        row.kind(),
        row.learner(),
        parameters,
        record,
        new Provenance(
            of.study(),
            of.seconds(),
            of.finishedAt(),
            of.host(),
            of.javaVersion(),
            of.kernel(),
            numerics,
            of.codeVersion(),
            of.chunk(),
            of.stackTrace()));
  }

  private static TrialRow with(TrialRow row, Map<String, Object> changed) {
    return row(row, row.trialId(), changed, row.record(), row.provenance().numericsVersion());
  }

  private void assertRefused(int trials, int learners, String... problems) throws Exception {
    SweepResult result = run(study, here, other);

    assertThat(result.adopted()).hasSize(1);
    Adopted adopted = result.adopted().get(0);
    assertThat(adopted.refused()).hasSize(problems.length);
    for (int k = 0; k < problems.length; k++) {
      assertThat(adopted.refused().get(k)).contains(other + "/trials/").contains(problems[k]);
    }
    assertThat(adopted.trials()).isEqualTo(trials);
    assertThat(adopted.learners()).isEqualTo(learners);
    assertThat(SampleTable.digest(here)).isEqualTo(undisturbed(study));
  }

  @Test
  void aRowWithOtherParametersThanItsIdentityIsRefusedByName() throws Exception {
    alter(1, row -> with(row, Map.of("learning_rate", 0.123)));
    String id = study.plan().trial(1).id();
    assertRefused(9, 3, "trial " + id);
  }

  @Test
  void aRowUnderTheIdentityOfAnotherIsRefusedByName() throws Exception {
    String free = SampleTrials.study(8).plan().trial(7).id();
    alter(1, row -> row(row, free, Map.of(), row.record(), row.provenance().numericsVersion()));
    assertRefused(9, 3, "trial " + free);
  }

  @Test
  void aFinalLossThatIsNotThatOfTheCurveIsRefused() throws Exception {
    alter(
        1,
        row ->
            row(
                row,
                row.trialId(),
                Map.of(),
                row.record().changed().finalLoss(1e-9, 1e-12).build(),
                row.provenance().numericsVersion()));
    assertRefused(9, 3, "its final_loss is 1.0E-9, and that of its curve ");
  }

  @Test
  void aLearnerWithOtherParametersIsRefused() throws Exception {
    alter(-1, row -> with(row, Map.of("eval_tasks", 17)));
    assertRefused(
        10, 1, "its eval_tasks is 17, and a trial of this identity has 10000", "its eval");
  }

  @Test
  void rowsOfOtherNumericsAreCountedAndLeft() throws Exception {
    alter(1, row -> row(row, row.trialId(), Map.of(), row.record(), 1));
    assertRefused(9, 3);
    assertThat(run(study, directory.resolve("again"), other).adopted())
        .containsExactly(new Adopted(other.toString(), 9, 3, 1, List.of()));
  }

  /** No digest counts it, so nobody would notice. */
  @Test
  void whatFollowsFromOthersIsWorkedOutAgain() throws Exception {
    List<Falls.Fall> wrong = List.of(new Falls.Fall(Falls.Losses.TRAINING, 7, 1, 2, 3, 4, 5));
    alter(
        1,
        row ->
            row(
                row,
                row.trialId(),
                Map.of(),
                row.record().with(Measures.FALLS, wrong),
                row.provenance().numericsVersion()));
    assertRefused(10, 3);
    try (Stream<TrialRow> rows = TrialTable.at(STORAGE, here.toString()).rows()) {
      assertThat(rows).noneMatch(row -> row.record().measured(Measures.FALLS).equals(wrong));
    }
  }

  @Test
  void aDirectoryThatIsDamagedIsRefusedAsAWhole() throws Exception {
    run(study, other);
    Path file;
    try (Stream<Path> files = Files.list(other.resolve("trials"))) {
      file = files.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> run(study, here, other))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("nothing is taken over of " + other)
        .hasMessageContaining(file.getFileName().toString());
    assertThat(here.resolve("trials")).doesNotExist();
  }

  @Test
  void aDirectoryWithDoubledRowsIsRefusedAsAWhole() throws Exception {
    run(study, other);
    try (Stream<Path> files = Files.list(other.resolve("trials"))) {
      Path file = files.findFirst().orElseThrow();
      Files.copy(file, file.resolveSibling("copy.parquet"));
    }

    assertThatThrownBy(() -> run(study, here, other))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("nothing is taken over of " + other)
        .hasMessageContaining("more than one row");
  }

  @Test
  void thereMustBeAnotherDirectoryWithResults() throws IOException {
    assertThatThrownBy(() -> run(study, here, here))
        .isInstanceOf(SweepException.class)
        .hasMessage("--adopt is %s, which is the results directory itself; name another", here);
    assertThatThrownBy(() -> run(study, here, other))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("no results in " + other);
  }
}
