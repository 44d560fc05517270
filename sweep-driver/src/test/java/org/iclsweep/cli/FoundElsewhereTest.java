package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
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
