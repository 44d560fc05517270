package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.engine.FreePorts;
import org.iclsweep.engine.TestCluster;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SharedSpark;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.read.EveryLaw;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, the spark-submit of a Spark, the jar and a cluster: each process its own, killed as
 * kill -9 does.
 */
class ClusterSubmissionIT {
  private static final String SHORT =
      """
      study = short
      task { dim = 3, context = 5 }
      training { steps = 300, batch = 128 }
      measure { every = 300, eval-tasks = 128, alpha.tasks = 64, against = [gd, least-squares] }
      sweep.grid.seed = "0..15"
      """;

  /** Some chunks for each of two cores, so that a kill finds work done and work to do. */
  private static final String LONG =
      """
      study = long
      task { dim = 3, context = 5 }
      training { steps = 300, batch = 128 }
      measure { every = 300, eval-tasks = 128, alpha.tasks = 64, against = [least-squares] }
      sweep.grid.seed = "0..119"
      """;

  /** The short study with two seeds more, and otherwise measured. */
  private static final List<String> MORE =
      List.of("--set", "sweep.grid.seed=0..17", "--set", "measure.alpha.tasks=80");

  private static final int LONG_ROWS = 120 + 1;

  /** Executors that are soon at work and then slow, by kernels with the same bits. */
  private static final String SLOW =
      "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -Diclsweep.lanes=scalar";

  private static final String QUICK_START =
      "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1";

  private static final Pattern DESCRIPTION = Pattern.compile("\"description\" : \"([^\"]*)\"");
  private static final Pattern STAGE = Pattern.compile("\"name\" : \"(icl-sweep[^\"]*)\"");

  private static final String STUDY = "a study.conf";

  @TempDir static Path shared;
  private static TestCluster cluster;
  private static BuiltCheckout checkout;
  private static String shortDigest;
  private static String longDigest;
  private static String moreDigest;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();
  private String driverOptions = "-XX:TieredStopAtLevel=1 -Xmx1g";

  @BeforeAll
  static void start() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("a checkout"));
    cluster = TestCluster.start(shared.resolve("cluster"), 2);
    shortDigest = localDigest("short", SHORT);
    longDigest = localDigest("long", LONG);
    moreDigest = localDigest("more", SHORT, MORE.toArray(String[]::new));
  }

  private static String localDigest(String name, String study, String... options)
      throws IOException {
    Path file = Files.writeString(shared.resolve(name + ".conf"), study);
    String out = shared.resolve(name).toString();
    SharedSpark.settings();
    List<String> words = new ArrayList<>(List.of("run", file.toString(), "--out", out));
    words.addAll(List.of(options));
    assertThat(Ran.of(words.toArray(String[]::new)).code()).isZero();
    return digest(Path.of(out));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aDriverHereAndExecutorsInTheClusterDoWhatALocalRunDoes() throws Exception {
    Path results = folder.resolve("results");
    Ran ran = end(submit(SHORT, results));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("16 trials: 1 setting of 16 seeds.");
    assertThat(ran.err())
        .contains("ran 16 trials and 2 learners in ", "table: " + results + "/trials/*.parquet")
        .contains("next:\n  '" + checkout.launcher() + "' report ")
        .doesNotContain("WARN ", "ERROR", "INFO", "scalar");
    assertThat(digest(results)).isEqualTo(shortDigest);
    assertThat(kernels(results)).hasSize(1).allMatch(kernel -> kernel.startsWith("vector "));
  }

  /** What a plan can hold is in one study, so that all of it is shipped to a JVM of its own. */
  @Test
  void everyParameterAndEveryLawRunsInExecutors() throws Exception {
    Path results = folder.resolve("results");
    Ran ran = end(submit(EveryLaw.text(), results, "--conf", SLOW));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("next:").doesNotContain("--set sweep.blocks");
    assertThat(rows(results)).hasSizeGreaterThan(Parameters.all().size()).doesNotHaveDuplicates();
    assertThat(digest(results)).isEqualTo(localDigest("every law", EveryLaw.text()));
  }

  @Test
  void aDriverInTheClusterDoesWhatALocalRunDoes() throws Exception {
    Path results = folder.resolve("results");
    String option = "spark.driver.extraJavaOptions=-Dof.user=1";
    Process run = submit(SHORT, results, "--deploy-mode", "cluster", "--conf", option);
    await(() -> !cluster.drivers().isEmpty(), run);
    assertThat(TestCluster.commandLine(cluster.drivers().get(0)))
        .containsSubsequence("--add-modules=jdk.incubator.vector", "-Dof.user=1");
    Ran ran = end(run);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(digest(results)).isEqualTo(shortDigest);
    assertThat(kernels(results)).hasSize(1).allMatch(kernel -> kernel.startsWith("vector "));
  }

  /** The driver trains in local mode only, so that is where its module shows. */
  @Test
  void theSparkOfSparkHomeTrainsOnThisMachineByDefault() throws Exception {
    driverOptions = "-Xmx1g"; // the vector kernel is slow without the second compiler
    Path results = folder.resolve("results");
    Ran ran = end(start("run", file(SHORT), "--out", results.toString(), "--master", "local[2]"));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(digest(results)).isEqualTo(shortDigest);
    assertThat(kernels(results)).hasSize(1).allMatch(kernel -> kernel.startsWith("vector "));
  }

  @Test
  void withoutTheVectorModuleOneWarningTellsTheCureAndTheBitsAreTheSame() throws Exception {
    Path results = folder.resolve("results");
    String java = "spark.executorEnv.JAVA_HOME=" + javaWithoutTheVectorModule();
    Ran ran = end(submit(SHORT, results, "--conf", java, "--conf", QUICK_START));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .containsOnlyOnce("lack the module jdk.incubator.vector")
        .contains("--conf spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector");
    assertThat(kernels(results)).containsExactly("scalar");
    assertThat(digest(results)).isEqualTo(shortDigest);
  }

  @Test
  void aKilledExecutorAndAKilledWorkerLoseNothing() throws Exception {
    Path results = folder.resolve("results");
    int port = FreePorts.of(1).get(0);
    Process run = submit(LONG, results, "--conf", SLOW, "--conf", "spark.ui.port=" + port);
    await(() -> files(results) >= 2, run);
    ProcessHandle executor = cluster.executors().get(0);
    assertThat(TestCluster.commandLine(executor))
        .contains("-XX:+UseG1GC", "-XX:G1HeapRegionSize=4m", "--add-modules=jdk.incubator.vector");
    cluster.kill(executor);
    String told = "icl-sweep long: training 120 trials in \\d+ chunks";
    assertThat(ask(port, "jobs", DESCRIPTION)).matches(told);
    assertThat(ask(port, "stages", STAGE)).matches(told);
    await(() -> files(results) >= 5, run);
    cluster.kill(cluster.workers().get(0));
    try {
      Ran ran = end(run);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(rows(results)).hasSize(LONG_ROWS).doesNotHaveDuplicates();
      assertThat(digest(results)).isEqualTo(longDigest);
    } finally {
      cluster.addWorker();
    }
  }

  @Test
  void aStudyWhoseDriversEndGoesOnWhereItWas() throws Exception {
    Path results = folder.resolve("results");
    Process terminated = submit(LONG, results, "--conf", SLOW);
    await(() -> files(results) >= 2, terminated);
    terminated.destroy();
    Ran first = end(terminated);
    int afterFirst = rows(results).size();
    Process killed = submit(LONG, results, "--conf", SLOW);
    await(() -> rows(results).size() >= afterFirst + 2, killed);
    killed.destroyForcibly().waitFor();
    Ran last = end(submit(LONG, results));

    assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.TERMINATED);
    assertThat(first.err()).contains(" of 120 trials are in " + results + "; to go on: ");
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(last.err()).contains(" more of the plan were there before");
    assertThat(rows(results)).hasSize(LONG_ROWS).doesNotHaveDuplicates();
    assertThat(digest(results)).isEqualTo(longDigest);
  }

  /** Its study is at a name that a driver in the cluster, in another folder, does not find. */
  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void whatIsTrainedElsewhereIsMeasuredThenTakenOver(String deployMode) throws Exception {
    Path trained = shared.resolve("short");
    Path measured = folder.resolve("measured");
    file(SHORT);
    List<String> measure =
        new ArrayList<>(List.of("measure", trained.toString(), "--study", STUDY));
    measure.addAll(MORE);
    Ran measuring = end(submit(deployMode, measure, measured));
    assertThat(measuring.code()).as(measuring.err()).isZero();
    assertThat(rows(measured)).hasSize(16 + 2);
    assertThat(kernels(measured)).allMatch(kernel -> kernel.endsWith(", weights of " + trained));

    Path results = folder.resolve("results");
    List<String> run = new ArrayList<>(List.of("run", STUDY, "--adopt", measured.toString()));
    run.addAll(MORE);
    Ran running = end(submit(deployMode, run, results));
    assertThat(running.code()).as(running.err()).isZero();
    assertThat(digest(results)).isEqualTo(moreDigest);
    assertThat(kernels(results)).hasSize(2).anyMatch(kernel -> kernel.startsWith("vector "));
    if (deployMode.equals("client")) {
      assertThat(measuring.err())
          .contains("measured 16 trials by the weights in " + trained)
          .contains("2 trials are not trained in " + trained);
      assertThat(running.err())
          .contains("took over 16 trials and 2 learners of " + measured)
          .contains("ran 2 trials in ");
    }
  }

  private Process submit(String deployMode, List<String> verb, Path results) throws IOException {
    List<String> words = new ArrayList<>(verb);
    words.addAll(List.of("--out", results.toString(), "--master", cluster.masterUrl()));
    words.addAll(List.of("--deploy-mode", deployMode));
    return start(words.toArray(String[]::new));
  }

  private Process submit(String study, Path results, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", file(study), "--out", results.toString()));
    words.addAll(List.of("--master", cluster.masterUrl()));
    words.addAll(List.of(options));
    return start(words.toArray(String[]::new));
  }

  private String file(String study) throws IOException {
    return Files.writeString(folder.resolve(STUDY), study).toString();
  }

  private Process start(String... words) throws IOException {
    ProcessBuilder launcher = new ProcessBuilder(checkout.launcher().toString());
    launcher.command().addAll(List.of(words));
    launcher.environment().putAll(cluster.home().environment());
    launcher.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    launcher.environment().put("ICL_SWEEP_JAVA_OPTS", driverOptions);
    launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
    launcher.environment().remove("SPARK_CONF_DIR");
    Process process =
        launcher
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out" + started.size()).toFile())
            .redirectError(folder.resolve("err" + started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  private Ran end(Process process) throws Exception {
    int code = process.waitFor();
    int number = started.indexOf(process);
    String err = Files.readString(folder.resolve("err" + number));
    return new Ran(
        code,
        Files.readString(folder.resolve("out" + number)),
        code == 0 ? err : err + cluster.logs());
  }

  private void await(BooleanSupplier condition, Process process) throws Exception {
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as(() -> "the driver lives\n" + err(process)).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String err(Process process) {
    try {
      return end(process).err();
    } catch (Exception e) {
      return "its words are lost: " + e;
    }
  }

  /** The first group of the first match in what Spark's interface says of the running study. */
  private static String ask(int port, String what, Pattern pattern) throws Exception {
    URI applications = URI.create("http://127.0.0.1:" + port + "/api/v1/applications");
    String id = first(Pattern.compile("\"id\" : \"([^\"]*)\""), read(applications));
    return first(pattern, read(URI.create(applications + "/" + id + "/" + what)));
  }

  private static String read(URI address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }

  /** A JAVA_HOME whose Java does as if its JDK lacked the module. */
  private Path javaWithoutTheVectorModule() throws IOException {
    String script =
        """
        #!/bin/sh
        for word; do
          shift
          if [ "$word" != --add-modules=jdk.incubator.vector ]; then set -- "$@" "$word"; fi
        done
        exec '%s/bin/java' "$@"
        """
            .formatted(System.getProperty("java.home"));
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    assertThat(Files.writeString(java, script).toFile().setExecutable(true)).isTrue();
    return folder.resolve("jdk");
  }

  private static long files(Path results) {
    String[] names = results.resolve("trials").toFile().list();
    return names == null ? 0 : names.length;
  }

  private static List<String> rows(Path results) {
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.map(TrialRow::trialId).toList();
    }
  }

  private static Set<String> kernels(Path results) {
    try (ResultTable table = ResultTable.open(results.toString());
        Stream<TrialRow> rows = table.rows()) {
      return rows.map(row -> row.provenance().kernel()).collect(Collectors.toSet());
    }
  }

  private static String digest(Path results) {
    try (ResultTable table = ResultTable.open(results.toString())) {
      return table.digest();
    }
  }
}
