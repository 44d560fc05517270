package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.results.Views;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  private static final ConfigParseOptions JSON =
      ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);

  @Test
  void helpStartsWithExamplesAndKnowsTheVerbs() {
    Ran help = Ran.of("--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Examples:\n  icl-sweep plan conf/quickstart.conf")
        .containsSubsequence(
            "Verbs:",
            "plan",
            "run",
            "measure",
            "status",
            "sql",
            "report",
            "check",
            "compare",
            "digest",
            "compact",
            "export",
            "schema",
            "completion",
            "man")
        .containsSubsequence("Exit codes:", "0", "1", "2", "3", "130");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan", "run", "measure", "status", "sql", "report", "check", "compare", "digest",
        "compact", "export"
      })
  void helpOfAVerbStartsWithExamplesAndFitsATerminal(String verb) {
    Ran help = Ran.of(verb, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .startsWith("Examples:\n  icl-sweep " + verb + " ")
        .contains("Usage: icl-sweep " + verb + " [OPTIONS] ");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "completion", "man"})
  void helpOfWhatIsForOtherProgramsIsLikeThat(String verb) {
    Ran help = Ran.of(verb, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .startsWith("Examples:\n  icl-sweep " + verb + " > ")
        .contains("Usage: icl-sweep " + verb + " [OPTIONS]\n");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theSchemaIsJsonOfEveryParameter() {
    Ran schema = Ran.of("schema");

    assertThat(schema.code()).isZero();
    ConfigObject keys = ConfigFactory.parseString(schema.out(), JSON).getObject("\"$defs\"");
    assertThat(keys.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Parameters.all().stream().map(Parameter::path).toList());
  }

  /** As bash itself reads it. */
  @Test
  void bashCompletesVerbsAndTheirOptions(@TempDir Path folder) throws Exception {
    Ran completion = Ran.of("completion");
    assertThat(completion.code()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), completion.out());

    assertThat(completed(script, "icl-sweep", "che")).contains("check");
    assertThat(completed(script, "icl-sweep", "run", "--tri")).contains("--trial-timeout");
    assertThat(completed(script, "icl-sweep", "run", "--ad")).contains("--adopt");
    assertThat(completed(script, "icl-sweep", "meas")).contains("measure");
  }

  private static String completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String asked =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_icl-sweep; echo ${COMPREPLY[@]}"
            .formatted(script, line, words.length - 1, line);
    Process bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void helpOfSqlNamesEveryView() {
    String help = Ran.of("sql", "--help").out();

    assertThat(Views.NAMES).allMatch(help::contains);
  }

  @Test
  void versionNamesTheNumericsToo() {
    Ran version = Ran.of("--version");

    assertThat(version.code()).isZero();
    assertThat(version.out()).matches("icl-sweep \\S+ \\(numerics \\d+, Java [0-9.]+\\S*\\)\n");
  }

  @Test
  void withoutAVerbTheHelpIsAnError() {
    Ran nothing = Ran.of();

    assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).startsWith("Examples:");
  }

  @Test
  void anUnknownVerbIsToldWithTheKnownOnes() {
    Ran wrong = Ran.of("rnu", "x.conf");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err())
        .startsWith(
            "error: there is no verb rnu; verbs: plan, run, measure, status, sql, report, check, compare,"
                + " digest, compact, export, schema, completion, man\n")
        .endsWith("see: ./icl-sweep --help\n");
  }

  @Test
  void anUnknownOptionIsToldWithTheNearest() {
    Ran wrong = Ran.of("run", "x.conf", "--mastr=local");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err())
        .contains("--mastr", "Possible solutions: --master", "see: ./icl-sweep run --help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--jobs=4 | Cores of this machine are told by --cores N.",
        "-j | Cores of this machine are told by --cores N.",
        "training.steps=200 | A parameter is given another value by --set training.steps=200",
        "--n_jobs | Cores of this machine are told by --cores N.",
        "--output-dir=x | Where results go is told by --out DIR.",
        "--config=x | The study file is an argument of its own, without an option.",
        "--multirun | A study that sweeps runs all its trials, without an option.",
        "--gpus=1 | Trials run on processors alone.",
        "--training.steps 200 | A parameter is given another value by --set training.steps=200",
        "--training.steps | A parameter is given another value by --set training.steps=VALUE",
        "++training.steps=200 | A parameter is given another value by --set training.steps=200",
        "unheard-of=3 | A parameter is given another value by --set unheard-of=3",
        "+lr=0.1 | A parameter is given another value by --set"
            + " training.optimizer.learning-rate=0.1",
        "--training.steps=200 | A parameter is given another value by --set training.steps=200",
        "--dry-run | What a study would run, plan tells, and starts nothing.",
        "--resume | run goes on by itself: what is in the table is not run again.",
        "--cores=0 | --cores is 0, must be a whole number, at least 1",
        "--cores=2 --master=local[3] | --cores is 2 and --master is local[3]; --cores is of this"
            + " machine"
      })
  void optionsOfOtherProgramsAreToldWithWhatToType(String optionAndCure) {
    String[] parts = optionAndCure.split(" \\| ");
    List<String> words = new ArrayList<>(List.of("run", "x.conf"));
    words.addAll(List.of(parts[0].split(" ")));
    Ran wrong = Ran.of(words.toArray(String[]::new));

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains(parts[1]).endsWith("see: ./icl-sweep run --help\n");
  }

  /** Of a verb that takes no parameters none is told. */
  @Test
  void aVerbWithoutParametersIsNotToldOfThem() {
    assertThat(Ran.of("digest", "x", "training.steps=200").err()).doesNotContain("--set");
    assertThat(Ran.of("digest", "x", "--training.steps=200").err()).doesNotContain("--set");
    assertThat(Ran.of("digest", "x", "--jobs=4").err()).contains("--cores N");
  }

  @Test
  void aPlanIsEstimatedForSoManyCores() {
    Ran plan = Ran.of("plan", "../conf/quickstart.conf", "--out", "/nowhere", "--cores", "7");

    assertThat(plan.out()).contains(" on 7 cores\n");
    assertThat(plan.err()).contains(" --out /nowhere --cores 7\n");
  }

  @Test
  void aStudyThatHasBegunIsEarlyNotMissing(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("_study"));
    Files.writeString(folder.resolve("_study/study.conf"), "study = s\n");
    Ran early = Ran.of("report", folder.toString());

    assertThat(early.code()).isEqualTo(ExitCode.USAGE);
    assertThat(early.err())
        .isEqualTo(
            "error: no results in %1$s yet: a study was begun there, and no chunk of its trials has ended; how far it is: icl-sweep status %1$s\n"
                .formatted(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run", "status", "sql", "report", "digest", "compact", "export"})
  void aMissingArgumentIsToldByName(String verb) {
    Ran wrong = Ran.of(verb);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .containsPattern("Missing required parameters?: '(STUDY.conf|DIR)'")
        .endsWith("see: ./icl-sweep " + verb + " --help\n");
  }

  @Test
  void aQueryWithoutQuotesIsRecognised() {
    Ran wrong = Ran.of("sql", "results/x", "SELECT", "1");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("needs quotes");
  }

  @Test
  void anUnknownFormatIsToldWithTheKnownOnes() {
    Ran wrong = Ran.of("sql", "results/x", "SELECT 1", "--format=xml");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("[TABLE, CSV, JSON]", "xml");
  }

  @Test
  void aFormatOfFiguresWithoutFiguresIsToldWithWhatToAdd() {
    Ran wrong = Ran.of("report", "results/x", "--format", "pdf");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err())
        .contains("--format is of the files that --figures writes; add --figures DIR");
    assertThat(Ran.of("report", "results/x", "--figures", "f", "--format", "png").err())
        .contains("[SVG, PDF]", "png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"128", "1.5GB", "0MB", "-1MB", "many"})
  void aSizeThatIsNoneIsToldWithWhatItLooksLike(String size) {
    Ran wrong = Ran.of("compact", "results/x", "--target-size=" + size);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("'" + size + "' is no size; write 64MB or 1GB");
  }

  @Test
  void aMasterThatIsNoneIsToldBeforeAnythingStarts(@TempDir Path folder) {
    String out = folder.resolve("out").toString();
    Ran wrong = Ran.of("run", "../conf/quickstart.conf", "--master=local[two]", "--out", out);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("--master is local[two], must be local[*], local[N]");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--master=yarn | --master is yarn, which needs the spark-submit of a Spark 4: set"
            + " SPARK_HOME",
        "--master=k8s://https://host:443 | --master is k8s://https://host:443, which needs",
        "--deploy-mode=cluster | --deploy-mode is cluster, which needs the spark-submit of a Spark",
        "--conf=spark.submit.deployMode=cluster | --deploy-mode is cluster, which needs",
        "--conf=executor.memory=4g | --conf is executor.memory=4g, must be spark.KEY=VALUE, as in",
        "--conf=spark.executor.memory | --conf is spark.executor.memory, must be spark.KEY=VALUE"
      })
  void whatSparkCannotDoHereIsToldBeforeAnythingStarts(String optionAndWhy) {
    String[] parts = optionAndWhy.split(" \\| ");
    Ran wrong = Ran.of("run", "../conf/quickstart.conf", parts[0]);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).startsWith("error: " + parts[1]);
  }

  @Test
  void aStudyMayLieOnAnyFileSystem(@TempDir Path folder) throws IOException {
    Path study = Files.writeString(folder.resolve("a.conf"), "study = a\nsweep.grid.seed = [1, 2]");
    Ran plan = Ran.of("plan", study.toUri().toString(), "--set", "sweep.grid.seed=0..4");
    Ran none = Ran.of("plan", folder.resolve("b.conf").toUri().toString());

    assertThat(plan.out()).contains("a: 5 trials");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).startsWith("error: cannot read file://" + folder + "/b.conf: File ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "report", "digest", "compact"})
  void aDirectoryWithoutResultsIsToldWithWhatToType(String verb, @TempDir Path folder) {
    String directory = folder.resolve("none").toString();
    Ran wrong = Ran.of(verb, directory);

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .startsWith("error: no results in " + directory)
        .contains("icl-sweep run STUDY.conf --out " + directory);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTakesSecondsIsSaidBefore() {
    String steps = "sweep.grid.training.steps=100..";
    assertThat(Ran.of("plan", "../conf/quickstart.conf", "--set", steps + 50_100).err())
        .startsWith("200004 settings, looked at one by one ...\n");
    assertThat(Ran.of("plan", "../conf/quickstart.conf", "--set", steps + 12_599).err())
        .doesNotContain("looked at");
  }

  @Test
  void aPathThatIsNoneIsNoBug() {
    Ran wrong = Ran.of("plan", "../conf/quickstart.conf", "--out", "");

    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).startsWith("error: \"\" is no path").doesNotContain("bug");
  }

  @Test
  void onlyATerminalSeesColours() {
    assertThat(Ran.on(true, "rnu").err()).startsWith("\033[31merror\033[0m: there is no verb");
    assertThat(Ran.on(false, "rnu").err()).doesNotContain("\033");
  }
}
