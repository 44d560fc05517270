package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the program in surroundings that a container or a cluster may well have. */
class EnvironmentsIT {
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 4, batch = 64 }
      measure { every = 2, eval-tasks = 64, alpha.tasks = 64, against = [least-squares] }
      sweep.grid.seed = "0..1"
      """;

  private static final String SOMEBODY = "12345";

  @TempDir static Path shared;
  private static BuiltCheckout checkout;
  private static Path study;
  private static Path results;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void makeCheckout() throws IOException {
    checkout = BuiltCheckout.make(shared.resolve("a check *?[x]{y}%41#\u00fc out"));
    study = Files.writeString(shared.resolve("tiny.conf"), STUDY);
    results = shared.resolve("results");
    SharedSpark.settings();
    Ran run = Ran.of("run", study.toString(), "--out", results.toString());
    assertThat(run.code()).as(run.err()).isZero();
    openToOthers(true);
  }

  @AfterAll
  static void close() throws IOException {
    openToOthers(false);
  }

  /** JUnit's folders are for their owner alone. */
  private static void openToOthers(boolean open) throws IOException {
    Files.setPosixFilePermissions(
        shared, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rwx------"));
  }

  @Test
  void aHostWhoseNameDoesNotResolveStartsSpark() throws Exception {
    List<String> nowhere =
        List.of("unshare", "--uts", "sh", "-c", "hostname nowhere-xyz && exec \"$@\"", "sh");
    assumeWorks(nowhere);
    Ran sql = launch(nowhere, "sql", results.toString(), "SELECT count(*) AS n FROM trials");

    assertThat(sql.out()).as(sql.err()).isEqualTo("n\n-\n2\n");
    assertThat(sql.err()).isEmpty();
  }

  @Test
  void aUserWithoutANameAndOtherThanTheBuilderRunsABuiltCheckoutThatIsReadOnly() throws Exception {
    assumeWorks(somebody());
    assumeThat(checkout.folder().resolve("target/libraries/class-path"))
        .as("libraries beside the checkout, by hard links")
        .exists();
    environment.put("HOME", "/nonexistent");
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Ran run = launch(somebody(), "run", study.toString(), "--out", mine.resolve("out").toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("ran 2 trials").doesNotContain("WARN ", "ERROR", "Exception");
    Ran digest = launch(somebody(), "digest", mine.resolve("out").toString());
    assertThat(digest.out()).isEqualTo(Ran.of("digest", results.toString()).out());
  }

  @Test
  void aLibraryThatOthersMayNotReadIsToldByName() throws Exception {
    assumeWorks(somebody());
    Path kernels =
        checkout
            .folder()
            .resolve("worker-kernels/target/worker-kernels-" + BuiltCheckout.version() + ".jar");
    Files.setPosixFilePermissions(kernels, PosixFilePermissions.fromString("rw-------"));
    try {
      Ran ran = launch(somebody(), "status", results.toString());
      assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).startsWith("icl-sweep: may not read " + kernels);
    } finally {
      Files.setPosixFilePermissions(kernels, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  @Test
  void namesBeyondAsciiAreFoundWhereTheLocaleHasNone() throws Exception {
    environment.put("LC_ALL", "C");
    Path odd = Files.createDirectory(folder.resolve("pr\u00fcf \u4e2d"));
    Path file = Files.copy(study, odd.resolve("\u00e4.conf"));
    copy(results, odd.resolve("\u00f6"));
    Ran run = launch(List.of(), "run", file.toString(), "--out", odd + "/\u00f6");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("nothing was left to do: 2 trials of the plan in " + odd + "/\u00f6\n")
        .contains("table: " + odd + "/\u00f6/trials/*.parquet");
    Ran status = launch(List.of(), "status", odd + "/\u00f6");
    assertThat(status.out()).as(status.err()).contains("2 of 2 done", odd + "/\u00f6/trials");
  }

  @Test
  void aJavaWithoutTheVectorModuleTrainsOnScalarsAndSaysHowToCureIt() throws Exception {
    Path java = Files.createDirectories(folder.resolve("a jre/bin")).resolve("java");
    String limited =
        "#!/bin/sh\nexec '%s/bin/java' --limit-modules java.se,jdk.unsupported,jdk.security.auth \"$@\"\n";
    Files.writeString(java, limited.formatted(System.getProperty("java.home")));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    environment.put("JAVA_HOME", folder.resolve("a jre").toString());
    Path out = folder.resolve("out");
    Ran run = launch(List.of(), "run", study.toString(), "--out", out.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).containsOnlyOnce("jdk.incubator.vector");
    assertThat(Ran.of("digest", out.toString()).out())
        .isEqualTo(Ran.of("digest", results.toString()).out());
  }

  @Test
  void standardOutputThatIsFullOrClosedIsAFault() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    List<String> full = List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh");
    List<String> closed = List.of("sh", "-c", "exec \"$@\" >&-", "sh");
    List<String> none = List.of("sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh");
    String directory = results.toString();

    Ran toFull = launch(full, "status", directory);
    assertThat(toFull.code()).isEqualTo(ExitCode.FAULT);
    assertThat(toFull.err())
        .isEqualTo("error: cannot write to standard output: No space left on device\n");
    Ran toClosed = launch(closed, "digest", directory);
    assertThat(toClosed.code()).isEqualTo(ExitCode.FAULT);
    assertThat(toClosed.err()).isEqualTo("error: cannot write to standard output: it is closed\n");
    assertThat(launch(none, "status", directory).code()).isEqualTo(ExitCode.FAULT);
    assertThat(launch(none, "compact", directory).code()).as("says nothing there").isZero();
  }

  @Test
  void whoReadsNoFurtherThanTheHeadIsNotTroubled() throws Exception {
    List<String> head = List.of("sh", "-c", "{ \"$@\"; echo \"code $?\" >&2; } | true", "sh");
    Ran ran = launch(head, "status", results.toString());

    assertThat(ran.err()).isEqualTo("code 0\n");
  }

  @Test
  void optionsThatJavaTakesFromTheEnvironmentChangeNothing() throws Exception {
    environment.put("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR");
    environment.put("_JAVA_OPTIONS", "-Dof=x");
    environment.put("SPARK_CONF_DIR", "/nowhere");
    environment.put("HADOOP_CONF_DIR", "/nowhere");
    environment.put("TMPDIR", "/no where");
    environment.put("TERM", "dumb");
    environment.put("COLUMNS", "20");
    environment.put("CDPATH", "/");
    Ran status = launch(List.of(), "status", results.toString());

    assertThat(status.code()).as(status.err()).isZero();
    assertThat(status.out()).isEqualTo(Ran.of("status", results.toString()).out());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static List<String> somebody() {
    return List.of("setpriv", "--reuid", SOMEBODY, "--regid", SOMEBODY, "--clear-groups");
  }

  /** Skips a test whose tool is not there, or not allowed. */
  private static void assumeWorks(List<String> tool) throws Exception {
    List<String> command = new ArrayList<>(tool);
    command.add("true");
    int code;
    try {
      code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException notThere) {
      code = -1;
    }
    assumeThat(code).as(tool.get(0) + " works here").isZero();
  }

  private Ran launch(List<String> before, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(checkout.launcher().toString());
    command.addAll(List.of(arguments));
    File out = folder.resolve("stdout").toFile();
    File err = folder.resolve("stderr").toFile();
    ProcessBuilder launcher = new ProcessBuilder(command).directory(shared.toFile());
    Stream.of("JAVA_HOME", "SPARK_HOME", "LC_ALL", "SPARK_LOCAL_IP")
        .forEach(launcher.environment()::remove);
    launcher.environment().put("ICL_SWEEP_JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
    launcher.environment().putAll(environment);
    int code = launcher.redirectOutput(out).redirectError(err).start().waitFor();
    return new Ran(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
