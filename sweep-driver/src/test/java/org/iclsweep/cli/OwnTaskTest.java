package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.spi.LearnerProvider;
import org.iclsweep.spi.MeasureProvider;
import org.iclsweep.spi.OwnJar;
import org.iclsweep.spi.TaskProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of tasks, learners and measures from outside, on this machine. */
class OwnTaskTest {

  private static final String SMALL =
      """
      study = small
      task { kind = provided, provider = heavy-tails, dim = 2, context = 4 }
      training { steps = 2, batch = 16 }
      measure { every = 1, eval-tasks = 20, against = [provided] }
      measure { provided-learner = nearest-pair, provided = [answer-shape] }
      """;

  /** Of the example, what takes no time. */
  static final List<String> FEWER =
      List.of(
          "--set=training.steps=20",
          "--set=measure.every=10",
          "--set=measure.against=[least-squares, provided]");

  @TempDir static Path shared;
  private static Path jar;

  @TempDir Path folder;

  @BeforeAll
  static void build() throws IOException {
    jar = OwnJar.ofExample(shared);
    SharedSpark.settings(); // a session that began without the jar
  }

  private Path study(String text) throws IOException {
    return Files.writeString(folder.resolve("own.conf"), text);
  }

  private Ran run(String text, Path... jars) throws IOException {
    String files = String.join(",", List.of(jars).stream().map(Path::toString).toList());
    String results = folder.resolve("results").toString();
    String file = study(text).toString();
    return jars.length == 0
        ? Ran.of("run", file, "--out", results)
        : Ran.of("run", file, "--out", results, "--jars", files);
  }

  private List<Object> ask(String query, String column) {
    try (ResultTable table = ResultTable.open(folder.resolve("results").toString())) {
      return List.copyOf(table.sql(query).column(column));
    }
  }

  @Test
  void theExampleRunsAndItsTableSaysAllOfIt() throws Exception {
    String results = folder.resolve("results").toString();
    String file = OwnJar.EXAMPLE.resolve("own-task.conf").toString();
    List<String> words = new ArrayList<>(List.of("run", file, "--out", results));
    words.addAll(FEWER);
    words.addAll(List.of("--jars", jar.toString()));
    Ran ran = Ran.of(words.toArray(String[]::new));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("--set sweep.grid.seed=0..7 --out " + results + " --jars " + jar);
    assertThat(ask("SELECT DISTINCT task_provider AS p FROM trials ORDER BY 1", "p"))
        .containsExactly(
            "{\"name\":\"heavy-tails\",\"version\":\"1.0\",\"degrees\":30}",
            "{\"name\":\"heavy-tails\",\"version\":\"1.0\",\"degrees\":3}");
    assertThat(ask("SELECT learner FROM records WHERE kind = 'learner' ORDER BY 1", "learner"))
        .containsExactly("least-squares", "least-squares", "provided", "provided");
    assertThat(ask("SELECT DISTINCT name FROM provided ORDER BY 1", "name"))
        .containsExactly("norm.key", "norm.projection", "norm.query", "norm.value", "slope");
    assertThat(
            ask(
                "SELECT count(*) AS n FROM alignments WHERE learner = 'provided' AND isnan(cosine)",
                "n"))
        .containsExactly(0L);

    assertReadableWithoutTheJar(results);
  }

  private void assertReadableWithoutTheJar(String results) {
    Ran status = Ran.of("status", results);
    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out()).contains("8 of 8 done");
    assertThat(Ran.of("digest", results).code()).isZero();
    Ran report = Ran.of("report", results, "--out", folder.resolve("page.html").toString());
    assertThat(report.code()).as(report.err()).isZero();
    Ran again = Ran.of("run", results + "/_study/study.conf", "--out", results);
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err())
        .contains(
            "there is no provider of tasks with the name heavy-tails; give its jar, of version 1.0,"
                + " by --jars")
        .contains("of learners with the name nearest-pair")
        .contains("of measures with the name answer-shape");
    Ran with =
        Ran.of("run", results + "/_study/study.conf", "--out", results, "--jars", jar.toString());
    assertThat(with.code()).as(with.err()).isZero();
    assertThat(with.err()).contains("nothing was left to do: 8 trials of the plan");
  }

  @Test
  void sequencesOfTheExampleRunBesideLearnersOfThese() throws Exception {
    String results = folder.resolve("results").toString();
    String file = OwnJar.EXAMPLE.resolve("own-sequences.conf").toString();
    Ran ran =
        Ran.of(
            "run",
            file,
            "--set=training.steps=20",
            "--set=measure.every=20",
            "--set=sweep.grid.seed=[1]",
            "--set=task.sequence-provider.noise=0.25",
            "--out",
            results,
            "--jars",
            jar.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ask("SELECT sequence_provider AS p FROM trials", "p"))
        .containsExactly("{\"name\":\"damped-walk\",\"version\":\"1.0\",\"noise\":0.25}");
    assertThat(ask("SELECT learner FROM records WHERE kind = 'learner'", "learner"))
        .containsExactly("ridge-prefix");
    assertThat(ask("SELECT count(*) AS n FROM provided WHERE name = 'slope'", "n"))
        .containsExactly(1L);
    Ran export = Ran.of("export", results, "tasks");
    assertThat(export.code()).isEqualTo(ExitCode.USAGE);
    assertThat(export.err()).contains("no provider of sequences with the name damped-walk");
    assertThat(Ran.of("export", results, "tasks", "--jars", jar.toString()).code()).isZero();
  }

  @Test
  void aNameThatNoJarHasIsTold() throws IOException {
    Ran ran = run(SMALL);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .contains(
            "own.conf:2: task.provider: is heavy-tails, which is no provider of tasks that is known"
                + " here: no jar has any. Give its jar, as in --jars my.jar.");
    assertThat(run(SMALL.replace("heavy-tails", "heavy-tail"), jar).err())
        .contains("there are [heavy-tails]. Did you mean heavy-tails?");
  }

  @Test
  void settingsAreChecked() throws IOException {
    assertThat(run(set("degree = 3"), jar).err())
        .contains("task.provider: sets degree, which heavy-tails has not. Did you mean degrees?");
    assertThat(run(set("degrees = 2.5"), jar).err())
        .contains(
            "task.provider: sets degrees to 2.5, must be a whole number. degrees: Degrees of freedom"
                + " ν; fewer are heavier tails.");
    assertThat(run(set("degrees = 0"), jar).err())
        .contains(
            "task.provider: sets heavy-tails as it cannot be: degrees is 0, must be at least 1");
    assertThat(run(set("version = \"0.9\""), jar).err())
        .contains(
            "task.provider: is version the text \"0.9\" of heavy-tails, but its jar has version"
                + " 1.0.");
    assertThat(run(set("version = 1.0"), jar).err())
        .contains("Write it in quotes, as in version = \"1.0\".");
    assertThat(run(SMALL.replace("nearest-pair", "{ name = nearest-pair, shrink = 1 }"), jar).err())
        .contains(
            "measure.provided-learner: sets shrink, which nearest-pair has not. Did you mean"
                + " shrinkage?");
    assertThat(run(SMALL.replace("[answer-shape]", "[{ name = answer-shape, p = 1 }]"), jar).err())
        .contains("measure.provided: sets p, which answer-shape has not. It has no settings.");
  }

  private static String set(String setting) {
    return SMALL.replace(
        "provider = heavy-tails", "provider { name = heavy-tails, " + setting + " }");
  }

  @Test
  void whatIsToBeProvidedHasToBeNamed() throws IOException {
    assertThat(run(SMALL.replace("provider = heavy-tails, ", ""), jar).err())
        .contains(
            "task.provider: is none, which does not go with task.kind = provided: no provider")
        .contains("Set task.provider to the name of one, and give its jar by --jars.");
    assertThat(run(SMALL.replace("provided-learner = nearest-pair, ", ""), jar).err())
        .contains("measure.provided-learner: is none, which does not go with measure.against");
  }

  @Test
  void namesThatStandForKindsAreToldTheirPlace() throws IOException {
    assertThat(run(SMALL.replace("kind = provided", "kind = heavy-tails"), jar).err())
        .contains("Write provided here, and task.provider = heavy-tails.");
    assertThat(run(SMALL.replace("[provided]", "[gd, nearest-pair]"), jar).err())
        .contains("Write provided here, and measure.provided-learner = nearest-pair.");
  }

  @Test
  void whatIsNoJarIsTold() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");

    assertThat(run(SMALL, folder.resolve("absent.jar")).err())
        .contains("--jars has " + folder.resolve("absent.jar") + ", which is not there");
    assertThat(run(SMALL, text).err()).contains("--jars has " + text + ", which is no jar: ");
    assertThat(run(SMALL, folder).err()).contains("which is not there as a file");
    assertThat(run(SMALL, jar, jar).err())
        .contains("--jars has two jars with the name own-task.jar; rename one");
  }

  @Test
  void whatTheJarProvidesIsMeasuredAfterwards() throws IOException {
    String results = folder.resolve("results").toString();
    String later = folder.resolve("results-measured").toString();
    assertThat(run(SMALL.replace(", provided = [answer-shape]", ""), jar).code()).isZero();
    String set = "--set=measure.provided=[answer-shape]";

    Ran without = Ran.of("measure", results, "--set=measure.alignments-at=last");
    Ran measured = Ran.of("measure", results, set, "--jars", jar.toString());

    assertThat(without.code()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err())
        .contains("no provider of tasks with the name heavy-tails; give its jar, of version 1.0,");
    assertThat(measured.code()).as(measured.err()).isZero();
    assertThat(measured.err())
        .contains("measured 1 trial by the weights in " + results)
        .contains(" --out " + later + " --jars " + jar);
    Path fresh = folder.resolve("fresh");
    String file = study(SMALL).toString();
    assertThat(Ran.of("run", file, "--out", fresh.toString(), "--jars", jar.toString()).code())
        .isZero();
    assertThat(Ran.of("digest", later).out()).isEqualTo(Ran.of("digest", fresh.toString()).out());
  }

  /** A file is named beside the command alone: a directory may be a stranger's. */
  @Test
  void statusSaysThatAJarIsNeededToGoOnAndWhatTheRunWasGiven() throws IOException {
    Path results = folder.resolve("results");
    List<String> words = new ArrayList<>(List.of("run", study(SMALL).toString()));
    words.addAll(List.of("--out", results.toString(), "--jars", jar.toString()));
    words.addAll(List.of("--conf", "spark.hadoop.fs.s3a.secret.key=never-told"));
    words.addAll(List.of("--conf", "spark.executor.cores=2"));
    assertThat(Ran.of(words.toArray(String[]::new)).code()).isZero();
    for (File file : results.resolve("trials").toFile().listFiles()) {
      Files.delete(file.toPath());
    }

    Ran status = Ran.of("status", results.toString());
    assertThat(status.out())
        .containsPattern(
            "to go on +./icl-sweep run %s/_study/study.conf --out %s --jars JAR\n"
                .formatted(results, results))
        .containsPattern(
            "it ran with +--conf spark.executor.cores=2 --conf"
                + " 'spark.hadoop.fs.s3a.secret.key=[*]{3}' --jars "
                + jar
                + "\n");
    assertThat(Files.readString(results.resolve("_study/status.json")))
        .contains("\"options\" : [", "secret.key=***")
        .doesNotContain("never-told");
  }

  /** Of a path that only this machine has, the driver there is told nothing. */
  @Test
  void aDriverInTheClusterGetsTheJarFromSparkSubmit() throws IOException {
    System.setProperty("iclsweep.jar", "program.jar");
    System.setProperty("iclsweep.jvm.args", "../conf/jvm.args");
    String file = study(SMALL).toString();
    for (String option : List.of("--jars " + jar, "--jars=" + jar)) {
      List<String> words = new ArrayList<>(List.of("run", file, "--out", "hdfs:///own"));
      words.addAll(List.of("--master", "yarn", "--submission"));
      words.addAll(List.of(option.split(" ")));
      Ran here = Ran.of(words.toArray(String[]::new));
      words.addAll(List.of("--deploy-mode", "cluster"));
      Ran there = Ran.of(words.toArray(String[]::new));

      assertThat(here.out()).as(here.err()).startsWith("'--class'").contains("--jars");
      assertThat(there.out()).as(there.err()).startsWith("'--jars' '" + jar + "' '--class'");
      assertThat(there.out().split("'program.jar'")[1])
          .contains("'run'", "'hdfs:///own'", "'--study-text'")
          .doesNotContain("own-task.jar");
    }
  }

  @Test
  void whatCannotBeLoadedIsTold() throws IOException {
    Path wrong =
        OwnJar.of(
            folder,
            TaskProvider.class,
            "Wrong",
            "public class Wrong implements Runnable {\n" + "public void run() {} }");
    assertThat(run(SMALL, wrong).err())
        .contains("task.provider: cannot be looked up: a jar names a provider of tasks that cannot")
        .contains("org.iclsweep.spi.TaskProvider");

    Path twin = Files.copy(jar, folder.resolve("twin.jar"));
    assertThat(run(SMALL, jar, twin).code()).isZero(); // the same class twice is one

    Path other =
        OwnJar.of(
            folder,
            LearnerProvider.class,
            "Other",
            """
            import org.iclsweep.spi.*;
            public class Other implements LearnerProvider {
              public String name() { return "nearest-pair"; }
              public String version() { return "2.0"; }
              public PairLearner learner(Settings settings, int context, int dim) {
                return (inputs, labels, query) -> 0;
              }
            }
            """);
    assertThat(run(SMALL, jar, other).err())
        .contains("two providers of learners have the name nearest-pair, example.NearestPair in")
        .contains("Other in")
        .contains("leave the jar of one out");
  }

  @Test
  void whatFailsInAJarFailsItsTrialsAlone() throws IOException {
    Path failing =
        OwnJar.of(
            folder,
            MeasureProvider.class,
            "Failing",
            """
            import java.util.Map;
            import org.iclsweep.spi.*;
            public class Failing implements MeasureProvider {
              public String name() { return "failing"; }
              public String version() { return "0.1"; }
              public java.util.List<Setting> settings() {
                return java.util.List.of(Setting.flag("fail", true, "Whether it does."));
              }
              public Map<String, Double> measure(Settings settings, FinalModel model) {
                if (settings.flag("fail")) {
                  throw new NoClassDefFoundError("what it needs");
                }
                return Map.of("loss", model.loss(), "zero", model.zeroLoss());
              }
            }
            """);
    String both =
        SMALL.replace("provided = [answer-shape]", "")
            + "sweep.grid.measure.provided = [[failing], [{ name = failing, fail = false }]]\n";
    Ran ran = run(both, jar, failing);

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.FAILED_TRIALS);
    assertThat(ask("SELECT failure_message AS m FROM trials WHERE outcome = 'failed'", "m"))
        .containsExactly("failing 0.1 failed: java.lang.NoClassDefFoundError: what it needs");
    String same =
        "SELECT count(*) AS n FROM provided p JOIN trials t USING (trial_id)"
            + " WHERE p.value = CASE p.name WHEN 'loss' THEN t.final_loss ELSE t.zero_loss END";
    assertThat(ask(same, "n")).containsExactly(2L);
  }
}
