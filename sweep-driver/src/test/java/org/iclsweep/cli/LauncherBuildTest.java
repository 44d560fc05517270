package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, and what becomes of builds that go wrong. */
class LauncherBuildTest extends LauncherCase {
  private static final String TOOLS =
      "cat cksum cmp cp cut dirname find flock grep head ln locale mkdir mv readlink rm rmdir sed sleep"
          + " stty tail touch uname wc";

  private static final String UNPACKS =
      """
      case $* in
        *' org.iclsweep.results.DuckLibrary '*)
          for folder; do :; done
          mkdir "$folder" && touch "$folder/duckdb_jdbc-1.2.jar"
          %s ;;
      esac
      """;

  @Test
  void itBuildsTheFirstTimeAndWhenSourcesAreNewer() throws Exception {
    Ran first = launch("--version");
    Ran second = launch("--version");
    Path source = Files.writeString(checkout.resolve("sweep-driver/src/main/A.java"), "");
    FileTime built = Files.getLastModifiedTime(checkout.resolve("target/icl-sweep.built"));
    Files.setLastModifiedTime(source, FileTime.from(built.toInstant().plusSeconds(60)));
    Ran third = launch("--version");

    assertThat(first.err()).startsWith("building icl-sweep (first time: downloads ~480 MB");
    assertThat(second.err()).isEmpty();
    assertThat(third.err()).isEqualTo("building icl-sweep (its sources have changed)...\n");
    assertThat(checkout.resolve("mvn.calls"))
        .hasContent(
            """
            mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
            mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
            """);
  }

  @Test
  void trainingAndAskingEachStartFromAnArchiveOfClassesThatTheBuildHasMade() throws Exception {
    String option = "[-XX:SharedArchiveFile=" + checkout + "/target/classes-";
    assertThat(launch("run", "x.conf").out()).containsPattern(begins(option, "[0-9]+\\.jsa\\]"));
    assertThat(launch("sql", "x", "SELECT 1").out())
        .containsPattern(begins(option, "[0-9]+-asking\\.jsa\\]\\n\\[-Xlog:cds=off\\]"));
    assertThat(checkout.resolve("target/first")).doesNotExist();
    script("java", JAVA.formatted("25.0.3"));
    assertThat(launch("run", "x.conf").out()).as("of another Java").doesNotContain(option);
    assertThat(launch("sql", "x", "SELECT 1").out()).doesNotContain(option);
  }

  @Test
  void whatDuckDbWouldUnpackAtEachStartIsUnpackedOnceForMachinesOfThisKind() throws Exception {
    script("mvn", MAVEN.replace("a library", "duckdb_jdbc-1.2"));
    String machine = "%s/target/libraries/%s/".formatted(checkout, machine());
    String whole = ":%s/target/libraries/duckdb_jdbc-1.2.jar]".formatted(checkout);
    script("java", JAVA.formatted("17.0.1") + UNPACKS.formatted("exit 1"));
    assertThat(launch("sql", "x", "SELECT 1").out()).as("not loadable").contains(whole);
    assertThat(checkout.resolve("target/first")).doesNotExist();

    Files.delete(checkout.resolve("target/icl-sweep.built"));
    script("java", JAVA.formatted("17.0.1") + UNPACKS.formatted("exit"));
    String out = launch("sql", "x", "SELECT 1").out();
    assertThat(out).contains(":" + machine + "duckdb_jdbc-1.2.jar]").doesNotContain(whole);
    assertThat(out).contains(":" + checkout + "/target/libraries/spark.jar:");

    Files.delete(checkout.resolve("target/icl-sweep.built"));
    script("java", JAVA.formatted("17.0.1") + UNPACKS.formatted("exit 1"));
    assertThat(launch("sql", "x", "SELECT 1").out()).as("kept").isEqualTo(out);
  }

  private static String machine() throws Exception {
    Process uname = new ProcessBuilder("uname", "-sm").start();
    return new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String begins(String text, String pattern) {
    return Pattern.quote(text) + pattern;
  }

  @Test
  void aReleaseHasEverythingBuiltAndItsFirstTrainingMakesTheArchiveOfClasses() throws Exception {
    Path packed = Files.createDirectories(checkout.resolve("lib"));
    Files.delete(checkout.resolve("pom.xml"));
    Files.writeString(packed.resolve("version"), "7.1");
    Files.writeString(packed.resolve("names"), "spark.jar:a library.jar");
    Files.writeString(packed.resolve("class-path"), "spark.jar:a library.jar");
    for (String jar : List.of("sweep-driver-7.1", "worker-kernels-7.1", "spark", "a library")) {
      Files.writeString(packed.resolve(jar + ".jar"), "");
    }
    script("mvn", "#!/bin/sh\ntouch called\nexit 1\n");

    Ran first = launch("plan", "x.conf");
    Ran second = launch("plan", "x.conf");

    assertThat(first.err()).isEqualTo("icl-sweep: making later starts faster (first time)...\n");
    assertThat(second.err()).isEmpty();
    assertThat(second.out())
        .contains("[-XX:SharedArchiveFile=" + packed + "/classes-")
        .contains(
            "[%s/sweep-driver-7.1.jar:%1$s/worker-kernels-7.1.jar:%1$s/spark.jar:%1$s/a library.jar]"
                .formatted(packed));
    assertThat(checkout.resolve("called")).doesNotExist();
    assertThat(launchOn(sparkHome(), "status", "hdfs://x/y").out())
        .contains("[" + packed + "/icl-sweep-7.1.jar]", " out/lib/log4j2.properties");
  }

  @Test
  void theJarForSparkSubmitIsBuiltOnlyForIt() throws Exception {
    Path home = sparkHome();
    launch("status", "x");
    Ran first = launchOn(home, "run", "x.conf");
    Ran second = launchOn(home, "run", "x.conf");
    launch("status", "x");

    assertThat(first.err()).isEqualTo("building icl-sweep's jar for spark-submit...\n");
    assertThat(second.err()).isEmpty();
    assertThat(checkout.resolve("mvn.calls"))
        .hasContent(
            """
            mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
            mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true pre-integration-test
            """);
  }

  @Test
  void aBuildThatFailsShowsWhatMavenSays() throws Exception {
    script("mvn", "#!/bin/sh\necho '[INFO] fine'\necho '[ERROR] A.java:[3,1] no'\nexit 1\n");
    Ran ran = launch("--help");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("[ERROR] A.java:[3,1] no", "the build failed")
        .doesNotContain("[INFO]");
  }

  @Test
  void aBuildThatWasCutOffIsMadeAgainFromNothing() throws Exception {
    launch("--version");
    Path half = checkout.resolve("sweep-driver/target/classes/Half.class");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "\u00ca\u00fe");
    Files.writeString(checkout.resolve("target/icl-sweep.begun"), "");
    Ran again = launch("--version");

    assertThat(again.err()).isEqualTo("building icl-sweep (the last build was cut off)...\n");
    assertThat(half).doesNotExist();
    assertThat(launch("--version").err()).isEmpty();
  }

  @Test
  void aBuildThatIsKilledIsNotTakenForAWholeOne() throws Exception {
    script("mvn", MAVEN + "touch sweep-driver/target/half; kill -9 $PPID\n");
    launch("--version");
    script("mvn", MAVEN);
    Ran again = launch("--version");

    assertThat(again.code()).isZero();
    assertThat(again.err()).isEqualTo("building icl-sweep (the last build was cut off)...\n");
    assertThat(checkout.resolve("sweep-driver/target/half")).doesNotExist();
  }

  @Test
  void whatWasBuiltAndDoesNotStartIsBuiltFromNothing() throws Exception {
    Files.writeString(tools.resolve("broken"), "");
    String mends = "[ $(wc -l <mvn.calls) = 1 ] || rm \"$(dirname \"$0\")/broken\"\n";
    script("mvn", MAVEN + mends + "touch sweep-driver/target/half$(wc -l <mvn.calls)\n");
    Ran first = launch("--help");

    assertThat(first.code()).isZero();
    assertThat(first.err()).endsWith("\nbuilding icl-sweep (what was built does not start)...\n");
    assertThat(checkout.resolve("sweep-driver/target/half1")).doesNotExist();
    assertThat(checkout.resolve("sweep-driver/target/half2")).exists();
  }

  @Test
  void whatNeverStartsIsToldWithWhatJavaSays() throws Exception {
    Files.writeString(tools.resolve("broken"), "");
    Ran ran = launch("--help");

    assertThat(ran.code()).isEqualTo(ExitCode.FAULT);
    assertThat(ran.err()).contains("Truncated class file", "what was built does not start;");
    assertThat(checkout.resolve("target/icl-sweep.built")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "flock"})
  void twoFirstBuildsAtOnceAreOne(String missing) throws Exception {
    List<Process> both = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), "--help");
      if (!missing.isEmpty()) {
        launcher.environment().put("PATH", tools + ":" + pathWithout(missing));
      }
      both.add(
          launcher
              .redirectOutput(folder.resolve(name).toFile())
              .redirectError(folder.resolve(name + ".err").toFile())
              .start());
    }

    for (Process each : both) {
      assertThat(each.waitFor()).isZero();
    }
    assertThat(checkout.resolve("mvn.calls"))
        .hasContent("mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package");
    assertThat(checkout.resolve("target/icl-sweep.locked")).doesNotExist();
  }

  @Test
  void aLockWhoseHolderIsGoneIsNone() throws Exception {
    Files.createDirectories(checkout.resolve("target"));
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createSymbolicLink(
        checkout.resolve("target/icl-sweep.locked"), Path.of(String.valueOf(gone.pid())));
    ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), "--help");
    launcher.environment().put("PATH", tools + ":" + pathWithout("flock"));

    assertThat(run(launcher).code()).isZero();
    assertThat(checkout.resolve("target/icl-sweep.locked")).doesNotExist();
  }

  @Test
  void aLibraryThatIsGoneIsToldByName() throws Exception {
    launch("--version");
    Path library = checkout.resolve("target/libraries/spark.jar");
    Files.delete(library);
    Ran ran = launch("--help");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).startsWith("icl-sweep: may not read " + library + ", or it is gone;");
  }

  /** A folder with the tools that the launcher uses, and not this one. */
  private String pathWithout(String tool) throws IOException {
    Path few = Files.createDirectories(folder.resolve("few"));
    for (String name : TOOLS.split(" ")) {
      for (String directory : System.getenv("PATH").split(":")) {
        Path found = Path.of(directory, name);
        Path script = few.resolve(name);
        if (!name.equals(tool) && Files.isExecutable(found) && !Files.exists(script)) {
          Files.writeString(script, "#!/bin/sh\nexec '" + found + "' \"$@\"\n");
          assertThat(script.toFile().setExecutable(true)).isTrue();
        }
      }
    }
    return few.toString();
  }
}
