package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plan says of results beside a study's own, and run takes over. */
class FoundElsewhereTest {

  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 12, batch = 32 }
      measure { every = 5, eval-tasks = 64, alpha.tasks = 32, against = [gd] }
      sweep.grid.seed = "0..3"
      """;

  @TempDir static Path folder;
  private static Path file;
  private static Path prepared;

  @TempDir Path parent;
  private Path there;
  private Path here;

  @BeforeAll
  static void trainFour() throws IOException {
    SharedSpark.settings();
    file = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    prepared = folder.resolve("prepared");
    Ran run = Ran.of("run", file.toString(), "--out", prepared.toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  @BeforeEach
  void putThemBeside() throws IOException {
    there = Tables.copy(prepared, parent.resolve("there"));
    here = parent.resolve("here");
  }

  private static Ran of(String verb, Path out, String... more) {
    return Ran.of(
        Stream.concat(Stream.of(verb, file.toString(), "--out", out.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void finishedTrialsAreFoundAndTakenOverByWhatItSays() throws IOException {
    Files.createDirectories(parent.resolve("unreadable/trials"));
    Files.writeString(parent.resolve("unreadable/trials/x.parquet"), "nothing of the kind");
    Files.writeString(parent.resolve("a file"), "");
    String more = "sweep.grid.seed=0..4";

    Ran plan = of("plan", here, "--set", more);
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.err())
        .contains("4 of 5 trials are finished in " + there + "; to take them over: ")
        .contains("run %s --set %s --out %s --adopt %s\n".formatted(file, more, here, there))
        .doesNotContain("unreadable", "without training");
    Ran run = of("run", here, "--set", more, "--adopt", there.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("took over 4 trials and 1 learner of " + there)
        .contains("ran 1 trial in ")
        .contains("4 more of the plan were there before");
    assertThat(of("plan", here, "--set", more).err()).doesNotContain("to take", " in " + there);
    Path fresh = parent.resolve("fresh");
    assertThat(of("run", fresh, "--set", more).code()).isZero();
    assertThat(Ran.of("digest", here.toString()).out())
        .isEqualTo(Ran.of("digest", fresh.toString()).out());
  }

  @Test
  void whatNeedsTheTrajectoryIsNamed() {
    assertThat(of("plan", here, "--set", "measure.every=4", "--set", "measure.alpha.tasks=9").err())
        .contains(
            "4 of 4 trials are trained in "
                + there
                + " and differ in measure.every, measure.alpha.tasks only; measure.every needs the"
                + " trajectory of a training, so that is run again\n")
        .doesNotContain("./icl-sweep measure");
  }

  @Test
  void whatIsMeasuredOtherwiseIsToldWithItsCommand() {
    String teacher = "measure.alpha.teacher-scale=[3]";
    assertThat(of("plan", Path.of(here + "/"), "--set", "sweep.grid.seed=3..4", "--set", teacher))
        .extracting(Ran::err, InstanceOfAssertFactories.STRING)
        .contains(
            "1 of 2 trials is trained in "
                + there
                + " and differs in measure.alpha.teacher-scale only; to measure without training: ")
        .contains(
            "measure %s --study %s --set sweep.grid.seed=3..4 --set %s --out %s\n"
                .formatted(there, file, "'" + teacher + "'", here))
        .doesNotContain("finished in", "trajectory");
    assertThat(of("plan", there, "--set", teacher).err())
        .as("of itself")
        .contains("are not of this study: measure.alpha.teacher-scale is ")
        .doesNotContain("trained in");
  }

  /** Rows of one training that is measured in three ways. */
  @Test
  void aTrialIsFinishedOrTrainedOrUntoldAndCountsOnce() throws IOException {
    String teacher = "measure.alpha.teacher-scale=[3]";
    Path more = folder.resolve("more");
    assertThat(of("run", more, "--set", "measure.every=4", "--set", teacher).code()).isZero();
    Path both = parent.resolve("there");
    Tables.write(both, "more", Tables.models(more));

    assertThat(of("plan", here).err())
        .contains("4 of 4 trials are finished in " + both)
        .doesNotContain("trained in");
    assertThat(of("plan", here, "--set", "measure.alpha.teacher-scale=[3,4]").err())
        .contains("4 of 4 trials are trained in " + both)
        .doesNotContain("finished in", "run again");
  }

  @Test
  void whatIsThereByAnyFileIsNotMissing() throws IOException {
    Files.createDirectories(here.resolve("trials"));
    Tables.write(here, "three", Tables.models(there).subList(0, 3));

    assertThat(of("plan", here).err())
        .contains("1 of 4 trials is finished in " + there + "; to take it over: ")
        .doesNotContain("trained in");
  }

  @Test
  void rowsOfOtherIdentitiesAndFailuresAreNotFound() throws IOException {
    List<TrialRow> rows = Tables.models(there);
    Path forged = Files.createDirectories(parent.resolve("forged/trials")).getParent();
    Tables.write(forged, "x", rows.stream().map(row -> Tables.ofNumerics(3, row)).toList());
    Path failed = Files.createDirectories(parent.resolve("failed/trials")).getParent();
    TrialRecord failure = TrialRecord.failed(new IllegalStateException("boom"));
    Tables.write(failed, "x", rows.stream().map(row -> with(failure, row)).toList());

    assertThat(of("plan", here).err())
        .contains(" in " + there)
        .doesNotContain(forged.toString(), failed.toString());
  }

  private static TrialRow with(TrialRecord record, TrialRow row) {
    return new TrialRow(
        row.trialId(), row.kind(), row.learner(), row.parameters(), record, row.provenance());
  }

  /** 32 directories of 200 names, and trials of 50,000 rows. */
  @Test
  void noMoreIsLookedAtThanThereIsTimeFor() throws IOException {
    String found = " of 4 trials are finished in " + there;
    for (int k = 0; k < 31; k++) {
      Files.createDirectories(parent.resolve("a" + k).resolve("trials"));
    }
    for (int k = 0; k < 168; k++) {
      Files.writeString(parent.resolve("b" + k), "");
    }
    assertThat(of("plan", here).err()).contains(found);
    Files.delete(parent.resolve("b0"));
    Files.createDirectories(parent.resolve("b0/trials"));
    assertThat(of("plan", here).err()).doesNotContain(found);
    Files.delete(parent.resolve("b0/trials"));
    assertThat(of("plan", here).err()).contains(found);
    Files.writeString(parent.resolve("c"), "");
    assertThat(of("plan", here).err()).doesNotContain(found);
  }

  @Test
  void manyRowsOrMissingTrialsAreNotLookedAt() throws IOException {
    assertThat(of("plan", here, "--set", "sweep.grid.seed=0..49999").err())
        .contains("4 of 50000 trials are finished in " + there);
    assertThat(of("plan", here, "--set", "sweep.grid.seed=0..50000").err())
        .doesNotContain(there.toString());
    Path large = Files.createDirectories(parent.resolve("large/trials")).getParent();
    TrialRow row = Tables.models(there).get(0);
    TrialRecord failure = TrialRecord.failed(new IllegalStateException("boom"));
    Path rows = Tables.write(large, "x", Collections.nCopies(49_996, with(failure, row)));
    assertThat(of("plan", here).err()).as("five rows more").doesNotContain(there.toString());
    Files.delete(rows);
    Tables.write(large, "x", Collections.nCopies(49_995, with(failure, row)));
    assertThat(of("plan", here).err()).contains("finished in " + there);
  }

  @Test
  void otherTrainingsAreNotFound() {
    assertThat(of("plan", here, "--set", "training.steps=13").err())
        .doesNotContain(there.toString());
  }

  @Test
  void itSaysWhatMadeTrialsOthers() {
    assertThat(
            of("plan", there, "--set", "training.steps=13", "--set", "measure.errors=true").err())
        .contains(
            "4 trials in "
                + there
                + " are not of this study: training.steps is 12 there, 13 here; measure.errors is"
                + " false there, true here\n");
    assertThat(of("plan", there, "--set", "sweep.grid.seed=4..5").err())
        .contains("are not of this study: seed is 0 or 1 or 2 or 3 there, 4 or 5 here\n");
    assertThat(of("plan", there, "--set", "sweep.grid.seed=3..9").err())
        .doesNotContain("not of this study");
    assertThat(of("plan", there).err()).doesNotContain("not of this study");
    assertThat(of("plan", there, "--set", "training.optimizer.kind=sgd").err())
        .contains("training.optimizer.beta1 is 0.9 there, absent here");
  }

  @Test
  void onlyWhatNoTrialThereHasIsNamed() throws IOException {
    assertThat(
            of("plan", there, "--set", "training.steps=13", "--set", "sweep.grid.seed=3..9").err())
        .contains("are not of this study: training.steps is 12 there, 13 here\n");
    assertThat(of("plan", there, "--set", "sweep.grid.seed=9..10").err())
        .contains("seed is 0 or 1 or 2 or 3 there, 9 or 10 here\n");
    Path mixed = Files.createDirectories(parent.resolve("mixed/trials")).getParent();
    List<TrialRow> rows = Tables.models(there).subList(0, 2);
    Tables.write(mixed, "x", List.of(Tables.ofNumerics(2, rows.get(0)), rows.get(1)));
    assertThat(of("plan", mixed, "--set", "training.steps=13").err())
        .contains("2 trials in " + mixed + " are not of this study: training.steps is 12 there");
    Path one = Files.createDirectories(parent.resolve("one/trials")).getParent();
    Tables.write(one, "x", rows.subList(0, 1));
    assertThat(of("plan", one, "--set", "training.steps=13").err())
        .contains("1 trial in " + one + " is not of this study: training.steps is 12 there");
  }

  @Test
  void noMoreThanEightReasonsAreGiven() {
    String[] eight = {
      "--set", "training.steps=13", "--set", "training.batch=33", "--set", "task.dim=4",
      "--set", "task.context=6", "--set", "measure.every=4", "--set", "measure.eval-tasks=65",
      "--set", "measure.errors=true", "--set", "sweep.grid.seed=7"
    };
    List<String> nine = new ArrayList<>(List.of(eight));
    nine.addAll(List.of("--set", "measure.alpha.tasks=33"));

    assertThat(reasons(eight)).contains("measure.errors is ").doesNotContain("and more");
    assertThat(reasons(nine.toArray(String[]::new))).endsWith("; and more");
    assertThat(reasons(nine.toArray(String[]::new)).split(" is ")).hasSize(9);
  }

  private String reasons(String... more) {
    Matcher told =
        Pattern.compile("are not of this study: (.*)").matcher(of("plan", there, more).err());
    assertThat(told.find()).isTrue();
    return told.group(1);
  }

  @Test
  void aTableWithoutModelsIsToldNothingOf() throws IOException {
    Path learners = Files.createDirectories(parent.resolve("learners/trials")).getParent();
    try (ResultTable table = ResultTable.open(there.toString());
        Stream<TrialRow> rows = table.rows()) {
      Tables.write(learners, "x", rows.filter(row -> row.kind().equals(TrialRow.LEARNER)).toList());
    }
    assertThat(of("plan", learners, "--set", "training.steps=13").err())
        .doesNotContain("not of this study");
  }

  @Test
  void otherNumericsMakeTrialsOthers() throws IOException {
    Path old = parent.resolve("old");
    Files.createDirectories(old.resolve("trials"));
    List<TrialRow> rows = Tables.models(there);
    Tables.write(old, "x", rows.stream().map(row -> Tables.ofNumerics(2, row)).toList());

    assertThat(of("plan", old).err())
        .contains("4 trials in " + old + " are not of this study: numerics is 2 there, 3 here\n")
        .contains("4 of 4 trials are finished in " + there);
    assertThat(of("run", here, "--adopt", old.toString()).err())
        .contains("took over 0 trials of " + old)
        .contains("4 rows there are of other numerics than version 3, so their trials are others")
        .contains("ran 4 trials");
  }

  @Test
  void rowsThatAreNotAsTrialsLeaveThemAreNamedAndRun() throws IOException {
    Path altered = parent.resolve("altered");
    Files.createDirectories(altered.resolve("trials"));
    TrialRow row = Tables.models(there).get(0);
    TrialRow wrong =
        new TrialRow(
            row.trialId(),
            row.kind(),
            row.learner(),
            row.parameters(),
            row.record().changed().finalLoss(0.0, 0.0).build(),
            row.provenance());
    Tables.write(altered, "x", List.of(wrong));

    Ran run = of("run", here, "--adopt", altered.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("1 row not taken over, not being as a trial leaves it:")
        .contains("  trial " + row.trialId() + " in ")
        .contains("its final_loss is 0.0, and that of its curve ")
        .contains("ran 4 trials");
  }

  @Test
  void aDirectoryWithoutResultsIsToldBeforeAnythingStarts() {
    Ran run = of("run", here, "--adopt", parent.resolve("nowhere").toString());

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no results in " + parent.resolve("nowhere"));
    assertThat(here).doesNotExist();
  }
}
