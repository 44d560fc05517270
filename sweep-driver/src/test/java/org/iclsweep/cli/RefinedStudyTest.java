package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb on a study that refines a boundary, with the training kernel. */
class RefinedStudyTest {

  private static final String STUDY =
      """
      study = refined
      model.init { kind = standard-deviation, scale = 0.05 }
      task { dim = 3, context = 7 }
      training { steps = 200, batch = 64, stop { when = learnt, within = 1.2, stays = 40 } }
      measure { every = 20, eval-tasks = 500, alpha.tasks = 64, against = [gd] }
      measure { learnt-within = 1.2, learnt-for = 40 }
      sweep.refine {
        axes { training.optimizer.learning-rate = "1e-4..2e-2 log" }
        seeds-a-round = 2
        points-a-round = 3
        budget = 22
      }
      """;

  private static final String QUESTION =
      "where 50 % of seeds learn, over training.optimizer.learning-rate = 0.0001..0.02 log";

  @TempDir static Path folder;
  private static Path study;
  private static Path results;
  private static Ran planned;
  private static Ran run;

  @BeforeAll
  static void planAndRun() throws IOException {
    SharedSpark.settings();
    study = Files.writeString(folder.resolve("refined.conf"), STUDY);
    results = folder.resolve("results");
    planned = ran("plan");
    run = ran("run");
  }

  private static Ran ran(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, study.toString()));
    words.addAll(List.of("--out", results.toString()));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  private static Ran of(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of(verb, results.toString()));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void aPlanShowsTheFirstRoundAndThatOthersFollow() {
    assertThat(planned.code()).isZero();
    assertThat(planned.out())
        .startsWith("study         refined: 10 trials\n")
        .contains("refines       " + QUESTION + "\n")
        .contains("round 1       5 points of 2 seeds: 0.0001, 0.0003761, 0.001414, 0.005318, 0.02")
        .contains(
            "later rounds  3 points each, which follow from results, until the tolerance of 0.02 or"
                + " the budget of 22 trials")
        .contains("new           10 trials and 1 learner");
  }

  @Test
  void aRunTellsOfItsRoundsAndWhereTheBoundaryIs() {
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .containsPattern(
            "1 round, 5 points, 10 of 10 trials; the side of \\S+ % of the region is not known"
                + " \\(tolerance 2 %\\); round 2\n")
        .containsPattern("2 rounds, 8 points, 16 of 16 trials; .*; round 3\n")
        .contains("ran 22 trials and 1 learner in ");
    assertThat(run.out())
        .containsPattern(
            "50 % of seeds learn at training.optimizer.learning-rate = 0.0\\d+ \\(95 %")
        .contains("another round of 6 trials would exceed the budget of 22.");
  }

  /** Where they lie follows from results, so that a test of two of them would mean nothing. */
  @Test
  void pointsAreToldTogetherAndNotCompared() {
    assertThat(run.out())
        .containsPattern("\n22 trials in 3 rounds: \\d+ points \\(learning rate\\) of 2")
        .contains("Points are not compared with each other")
        .doesNotContain("pairs of settings", "No difference", " against 0.", "95 %: Clopper");
  }

  @Test
  void theRoundToComeIsThatOfALargerBudget() {
    String none = ran("plan").out();
    assertThat(none)
        .startsWith("study     refined: 22 trials\n")
        .contains("to come   no further round: The side of ", "new       0 trials\n");

    String next = ran("plan", "--set", "sweep.refine.budget=28").out();
    assertThat(next)
        .contains("study         refined: 28 trials\n", "\ndone          22 trials\n")
        .containsPattern("\nrounds +3 rounds, 11 points, 22 of 22 trials; ")
        .containsPattern("\nround 4 +3 points of 2 seeds: 0\\.\\d+, 0\\.\\d+, 0\\.\\d+\n")
        .containsPattern("\nnew +6 trials\n");
  }

  @Test
  void statusTellsHowFarItIs() {
    assertThat(of("status").out())
        .containsPattern("\nrefines +" + QUESTION.replace("..", "\\.\\.") + "\n")
        .containsPattern("\ntrials +22 of 22 done, 0 failed, 0 diverged\n")
        .containsPattern("\nboundary +3 rounds, 11 points, 22 of 22 trials; the side of ");
  }

  @Test
  void aReportHasTheBoundary() throws IOException {
    Path page = folder.resolve("page.html");
    Path figures = folder.resolve("figures");
    Ran report = of("report", "--out", page.toString(), "--figures", figures.toString());
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(Files.readString(page))
        .contains("<h2>Where 50 % of seeds learn</h2>", "<h2>Boundary</h2>")
        .contains("<p class=\"lead\">" + run.out().lines().findFirst().orElseThrow())
        .contains("<details>\n<summary>All points</summary>\n<div class=\"wide\"><table>")
        .doesNotContain("planned trials are here");
    assertThat(figures.resolve("where-50-of-seeds-learn.svg")).isRegularFile();
  }

  @Test
  void otherVerbsSpeakOfAllRounds() throws IOException {
    String count = "SELECT count(*) AS n, count(DISTINCT seed) AS seeds FROM transitions";
    assertThat(of("sql", count, "--format", "csv").out()).contains("22,22");
    assertThat(of("sql", count, "--format", "csv", "--study", study.toString()).out())
        .contains("22,22");
    assertThat(of("digest").code()).isZero();
    Path copy = folder.resolve("copy");
    Tables.copy(results, copy);
    Ran compared = Ran.of("compare", results.toString(), copy.toString());
    assertThat(compared.code()).as(compared.err()).isZero();
    assertThat(compared.err()).doesNotContain("missing");
    assertThat(of("export", "tasks", "--out", folder.resolve("tasks").toString()).out())
        .contains("22 trials");
  }

  @Test
  void compactionChangesNothing() {
    String before = of("digest").out();
    assertThat(of("compact").code()).isZero();
    assertThat(of("digest").out()).isEqualTo(before);
    assertThat(ran("run").err()).contains("nothing was left to do: 22 trials of the plan in ");
  }

  @Test
  void anotherQuestionIsNotAskedInTheSameDirectory() {
    String wrong = "is of rounds with sweep.refine.share = 0.5, and the study has 0.9";
    for (String verb : List.of("plan", "run")) {
      Ran other = ran(verb, "--set", "sweep.refine.share=0.9");
      assertThat(other.code()).isNotZero();
      assertThat(other.err()).contains("rounds.json: " + wrong, "--out").doesNotContain("\tat ");
    }
  }

  @Test
  void roundsThatAreDamagedAreToldWithTheirCure() throws IOException {
    Path rounds = results.resolve("_study/rounds.json");
    String text = Files.readString(rounds);
    try {
      Files.writeString(rounds, text.substring(0, text.length() / 2));
      for (Ran each : List.of(of("status"), of("sql", "SELECT 1"), ran("plan"), ran("run"))) {
        assertThat(each.code()).isNotZero();
        assertThat(each.err()).contains("rounds.json: is no JSON of rounds. Delete the file");
      }
      assertThat(of("digest").code()).isZero();
    } finally {
      Files.writeString(rounds, text);
    }
  }
}
