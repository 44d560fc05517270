package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Findings;
import org.iclsweep.analysis.StoredRuns;
import org.iclsweep.analysis.Summary;
import org.iclsweep.engine.Progress;
import org.iclsweep.engine.Sweep;
import org.iclsweep.engine.SweepOptions;
import org.iclsweep.engine.TrialFunction;
import org.iclsweep.report.Watch;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.study.read.Study;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study with the real kernel, from the command line only. */
class EndToEndTest {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 20, batch = 64 }
      measure { every = 10, eval-tasks = 128, alpha.tasks = 64, against = [gd, least-squares] }
      sweep.grid { seed = "0..2", model.heads = [1, 2] }
      """;

  @TempDir static Path folder;
  private static Path study;
  private static Path results;
  private static Ran first;

  @BeforeAll
  static void runIt() throws IOException {
    SharedSpark.settings();
    study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    results = folder.resolve("results of tiny");
    first = run(results);
  }

  private static Ran run(Path directory, String... more) {
    List<String> words = new ArrayList<>(List.of("run", study.toString()));
    words.addAll(List.of("--out", directory.toString()));
    words.addAll(List.of(more));
    return Ran.of(words.toArray(String[]::new));
  }

  @Test
  void aRunTellsWhatItFoundAndWhatToTypeNext() {
    assertThat(first.code()).isZero();
    assertThat(first.out()).contains("6 trials: 2 settings (heads) of 3 seeds.", "learnt");
    assertThat(first.err())
        .startsWith("fitting learners 0/2 (0 %)")
        .contains("training 0/6 (0 %)", "ran 6 trials and 2 learners in ")
        .contains("table: " + results + "/trials/*.parquet\nnext:\n")
        .contains("  ./icl-sweep report '" + results + "'\n")
        .contains("  ./icl-sweep sql '" + results + "' 'SELECT heads, count(*) AS trials")
        .contains("--set sweep.grid.seed=0..5 --out '" + results + "'\n")
        .doesNotContain("WARN", "ERROR", "\r");
  }

  @Test
  void aSecondRunHasNothingToDoAndTellsTheSame() {
    Ran second = run(results);

    assertThat(second.code()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err())
        .startsWith("nothing was left to do: 6 trials of the plan in " + results + "\n");
  }

  @Test
  void moreSeedsRunOnlyTheDifference() {
    Path more = folder.resolve("more");
    run(more, "--set", "sweep.grid.seed=0..1");
    Ran plan = Ran.of("plan", study.toString(), "--out", more.toString());
    Ran rest = run(more);

    assertThat(plan.out()).contains("done         4 trials\n", "new          2 trials\n");
    assertThat(rest.err()).contains("ran 2 trials in ", "; 4 more of the plan were there before");
    assertThat(Ran.of("digest", more.toString())).isEqualTo(Ran.of("digest", results.toString()));
  }

  @Test
  void theDigestIsOnStdoutAlone() {
    assertThat(Ran.of("digest", results.toString()).out()).matches("[0-9a-f]{64}\n");
  }

  @Test
  void whatFindingsLeaveOutOfRunsMakesNoDifferenceToThem() {
    try (ResultTable table = ResultTable.open(results.toString())) {
      Summary all = Summary.of(StoredRuns.all(table, LossUnit.HALF_SQUARED_ERROR));
      Summary shortened = Summary.of(StoredRuns.forFindings(table, LossUnit.HALF_SQUARED_ERROR));

      assertThat(Findings.of(shortened)).isEqualTo(Findings.of(all));
      assertThat(StoredRuns.forFindings(table, LossUnit.HALF_SQUARED_ERROR))
          .isNotEqualTo(StoredRuns.all(table, LossUnit.HALF_SQUARED_ERROR));
    }
  }

  @Test
  void planTellsAxesLearnersAndWhatIsDone() {
    Ran plan = Ran.of("plan", study.toString(), "--out", results.toString());

    assertThat(plan.code()).isZero();
    assertThat(plan.out())
        .isEqualTo(
            """
            study        tiny: 6 trials
            model.heads  2 values: [1, 2]
            seed         3 values: 0..2
            learners     gd, least-squares
            results      %s
            done         6 trials
            new          0 trials
            """
                .formatted(results));
    assertThat(plan.err()).startsWith("next: ./icl-sweep run " + study + " --out ");
  }

  @Test
  void planOfSomethingNewEstimatesItsCostAndMakesNoDirectory() {
    Path none = folder.resolve("none");
    Ran plan = Ran.of("plan", study.toString(), "--out", none.toString());

    assertThat(plan.out())
        .contains(
            "new          6 trials and 2 learners\n",
            "cost         about ",
            "estimated    for cores like this one, measured at ",
            " Gflop/s; by the time of trials once some have run\n")
        .doesNotContain(" at 0 Gflop/s");
    assertThat(none).doesNotExist();
  }

  @Test
  void planOfMoreEstimatesByTheTimeOfWhatIsDone() {
    Ran plan =
        Ran.of(
            "plan", study.toString(), "--out", results.toString(), "--set", "sweep.grid.seed=0..9");

    assertThat(plan.out())
        .contains("new          14 trials\n", "cost         about ")
        .containsPattern(
            "estimated    by the time of 6 trials; a single one is typically off by \\d+ %");
  }

  @Test
  void statusTellsHowFarItIs() {
    Ran status = Ran.of("status", results.toString());

    assertThat(status.code()).isZero();
    assertThat(status.out())
        .startsWith(
            """
            study        tiny
            trials       6 of 6 done, 0 failed, 0 diverged
            learners     2 of 2 fitted
            median loss  █▇▁  0.1214 at step 0, 0.1214 at step 20
            running      no
            last run     finished at\
            """)
        .contains(", exit code 0\ntable        ");
    Ran waited = Ran.of("status", results.toString(), "--wait");
    assertThat(waited.code()).isZero();
    assertThat(waited.out()).isEqualTo(status.out());
    assertThat(waited.err()).startsWith("no run is on; the last one ended at ");
  }

  @Test
  void sqlAnswersInThreeFormats() {
    String query = "SELECT heads, count(*) AS trials FROM trials GROUP BY heads ORDER BY heads";

    assertThat(Ran.of("sql", results.toString(), query))
        .isEqualTo(new Ran(0, "heads  trials\n-----  ------\n    1       3\n    2       3\n", ""));
    assertThat(Ran.of("sql", results.toString(), query, "--format", "csv").out())
        .isEqualTo("heads,trials\n1,3\n2,3\n");
    assertThat(Ran.of("sql", results.toString(), query, "--format=json").out())
        .isEqualTo("{\"heads\":1,\"trials\":3}\n{\"heads\":2,\"trials\":3}\n");
  }

  @Test
  void theQueryThatARunProposesIsRight() throws Exception {
    String query = NextSteps.query(Study.read(study, List.of()));

    assertThat(Ran.of("sql", results.toString(), query, "--format=csv").out())
        .startsWith("heads,trials,learnt,step,loss\n1,3,");
  }

  @Test
  void aWrongQueryIsToldWithoutATrace() {
    Ran wrong = Ran.of("sql", results.toString(), "SELECT sed FROM trials");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("error: the query is wrong").contains("`seed`");
    assertThat(wrong.err()).doesNotContain("\tat ");
  }

  @Test
  void aViewThatIsNotThereIsToldWithTheOthers() {
    assertThat(Ran.of("sql", results.toString(), "SELECT * FROM trails").err())
        .isEqualTo(
            """
            error: the query is wrong: The table or view `trails` cannot be found. Did you mean `trials`?
            views: trials, curves, alignments, ood, learners, weights, transitions, falls, rollouts, sensitivities, spectra, functions, quantiles, position_losses, stationary, distances, population, loss_errors, integrated_losses, learner_positions, spectroscopy, few_shot, compressed, linearised, probes, attention_lags, lag_sensitivities, mesa_heads, provided, heads, blocks, theory, valleys, survival, phases, records
            """);
  }

  @Test
  void reportWritesAPageAndPrintsWhere() {
    Ran report = Ran.of("report", results.toString());
    Path elsewhere = folder.resolve("pages/page.html");
    Ran other = Ran.of("report", results.toString(), "--out", elsewhere.toString());

    assertThat(report).isEqualTo(new Ran(0, results + "/report.html\n", ""));
    assertThat(other.out()).isEqualTo(elsewhere + "\n");
    assertThat(elsewhere)
        .content()
        .contains("<title>tiny - icl-sweep</title>", ", digest ", "/_study/study.conf")
        .isEqualTo(text(results.resolve("report.html")));
  }

  @Test
  void aWatchedPageWithoutARunIsThatOfReport() {
    Path watched = folder.resolve("pages/watched.html");
    Ran ran = Ran.of("report", results.toString(), "--watch", "--out", watched.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo(watched + "\n");
    assertThat(ran.err()).startsWith("no run is on; the last one ended at ");
    Ran.of("report", results.toString());
    assertThat(watched).content().isEqualTo(text(results.resolve("report.html")));
  }

  @Test
  void anEarlyPageHasNoDigestOfRowsThatBecomeMore() throws Exception {
    Console silent = new Console(System.out, System.err, false, 80, false, false);
    Resumable again = () -> List.of("run", "again.conf");
    Watch watch = new Watch(Instant.EPOCH, Duration.ofSeconds(7));
    try (StudyPages pages =
        new StudyPages(results.toString(), new AskedRows(), new CheckLimit(), again, silent)) {
      assertThat(pages.page(watch).html())
          .contains("content=\"7\">", "as of 1970-01-01 00:00:00 UTC: 6 of 6 planned trials")
          .contains("rows of icl-sweep development. Numerics version ", "run again.conf")
          .contains("./icl-sweep run tiny.conf\n./icl-sweep digest results/tiny</pre>")
          .contains("with the study file below as tiny.conf;", "resolved: tiny.conf</summary>")
          .doesNotContain(", digest ");
      assertThat(pages.page(null).html()).contains(", digest ").doesNotContain("Early");
      assertThat(pages.files()).hasSameSizeAs(trials(results)).allMatch(f -> f.matches(".+ \\d+"));
    }
  }

  @Test
  void aWatchedPageIsAFileAndHasAPace() {
    assertThat(Ran.of("report", results.toString(), "--every", "5s"))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(ExitCode.USAGE))
        .satisfies(ran -> assertThat(ran.err()).contains("add --watch"));
    assertThat(Ran.of("report", results.toString(), "--watch", "--out", "/dev/null"))
        .satisfies(ran -> assertThat(ran.code()).isEqualTo(ExitCode.USAGE))
        .satisfies(ran -> assertThat(ran.err()).contains("/dev/null is no file; name one"));
  }

  @Test
  void failedTrialsHaveTheirOwnExitCodeUntilTheyAreRetried() throws Exception {
    Path failing = folder.resolve("failing");
    TrialFunction broken =
        (trial, fitted) -> {
          throw new IllegalStateException("not today");
        };
    new Sweep(broken, SweepOptions.on(SharedSpark.settings()))
        .run(Study.read(study, List.of()), failing.toString(), Progress.NONE);
    Ran ran = run(failing);

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(ran.err())
        .startsWith("nothing was left to do")
        .contains("error: 6 trials failed; see why, then try them again:")
        .contains("./icl-sweep run " + study + " --out " + failing + " --retry-failed\n");
    Ran status = Ran.of("status", failing.toString(), "--wait");
    assertThat(status.code()).isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(status.out()).contains("6 of 6 done, 6 failed");
    Ran retried = run(failing, "--retry-failed");
    assertThat(retried.code()).isZero();
    assertThat(retried.out()).isEqualTo(first.out());
  }

  @Test
  void aDamagedFileIsNamedByEveryVerbWithWhatToType() throws IOException {
    Path damaged = folder.resolve("damaged");
    run(damaged);
    Path file = trials(damaged).get(0);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 500));
    String told =
        "error: cannot read file:%s: it does not begin and end as a Parquet file does: it is cut"
                .formatted(file)
            + " off, or none\n"
            + "to move it to _corrupt/, where it is kept, and run its trials again:\n";
    String stored = "  ./icl-sweep run %s/_study/study.conf --out %s --set-aside-corrupt\n";
    String given = "  ./icl-sweep run %s --out %s --set-aside-corrupt\n";

    for (String verb : List.of("status", "digest", "report", "compact")) {
      assertThat(Ran.of(verb, damaged.toString()))
          .isEqualTo(new Ran(1, "", told + stored.formatted(damaged, damaged)));
    }
    assertThat(Ran.of("sql", damaged.toString(), "SELECT 1 FROM trials"))
        .isEqualTo(new Ran(1, "", told + stored.formatted(damaged, damaged)));
    assertThat(Ran.of("plan", study.toString(), "--out", damaged.toString()))
        .isEqualTo(new Ran(1, "", told + given.formatted(study, damaged)));
    assertThat(run(damaged)).isEqualTo(new Ran(1, "", told + given.formatted(study, damaged)));
  }

  @Test
  void whatIsSetAsideIsKeptAndRunAgain() throws IOException {
    Path damaged = folder.resolve("set-aside");
    run(damaged);
    Path file = trials(damaged).get(0);
    Files.write(file, new byte[0]);
    Ran ran = run(damaged, "--set-aside-corrupt");
    Ran again = run(damaged, "--set-aside-corrupt");

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .startsWith(
            "set aside file:%s/_corrupt/%s.corrupt: it has 0 bytes, which is no Parquet file\n"
                .formatted(damaged, file.getFileName()));
    assertThat(again.err())
        .startsWith("nothing to set aside: all files in " + damaged + " are sound\n");
    assertThat(Ran.of("digest", damaged.toString()))
        .isEqualTo(Ran.of("digest", results.toString()));
  }

  @Test
  void compactTellsWhatItDidAndTheDigestStays() throws IOException {
    Path many = folder.resolve("many");
    run(many, "--set", "sweep.grid.seed=0..1");
    run(many);
    Ran compact = Ran.of("compact", many.toString());

    assertThat(compact.code()).isZero();
    assertThat(compact.out()).isEmpty();
    assertThat(compact.err())
        .matches(
            "compacted \\d+ files \\(.*B\\) into \\d files \\(.*B\\) in .*s: the same 8 rows, the"
                + " same digest\n");
    assertThat(Ran.of("compact", many.toString()).err()).startsWith("nothing to do: the table has");
    assertThat(Ran.of("digest", many.toString())).isEqualTo(Ran.of("digest", results.toString()));
  }

  private static List<Path> trials(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("trials"))) {
      return files.sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
