package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a checkout of its own, with a Java that prints its arguments and a Maven that
 * builds nothing.
 */
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        -version | *' -version') echo 'openjdk version "%s" 2026-01-01' >&2; exit ;;
        *' --version') [ ! -e "$(dirname "$0")/broken" ] || { echo 'Truncated class file'; exit 1; } ;;
        *' run --submission none.conf') echo none.conf: no such file >&2; exit 2 ;;
        *' --submission '*) echo "'--class' 'Main' 'the jar' 'run' 'it'\\''s'"; exit ;;
      esac
      for argument in "$@"; do printf '[%%s]\\n' "$argument"; done
      case $* in *-XX:ArchiveClassesAtExit=*) touch "$(echo "$*" | sed 's/.*AtExit=\\(.*[.]jsa\\) .*/\\1/')" ;; esac
      """;
  private static final String MAVEN =
      """
      #!/bin/sh
      mkdir building || echo 'two at once' >>mvn.calls
      echo "mvn $*" >>mvn.calls
      mkdir -p sweep-driver/target worker-kernels/target repository
      touch sweep-driver/target/sweep-driver-9.9.jar worker-kernels/target/worker-kernels-9.9.jar
      touch 'repository/a library.jar' repository/spark.jar
      echo "$PWD/repository/spark.jar:$PWD/repository/a library.jar" >sweep-driver/target/class-path
      rmdir building
      if [ "$5" = pre-integration-test ]; then touch sweep-driver/target/icl-sweep-9.9.jar; fi
      """;

  private static final String TOOLS =
      "cat cksum cmp cp cut dirname find flock grep head ln locale mkdir mv readlink rm rmdir sed sleep"
          + " stty tail touch wc";

  private static final String SPARK_SUBMIT =
      """
      #!/bin/sh
      for argument in "$@"; do printf '[%s]\\n' "$argument"; done
      printf '<%s>\\n' "$SPARK_SUBMIT_OPTS"
      """;

  @TempDir Path folder;
  private Path checkout;
  private Path tools;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = folder.resolve("-a check *?[x]{y}%41#$HOME\\\" out");
    tools = Files.createDirectories(folder.resolve("tools/bin"));
    for (String sources : List.of("worker-kernels/src/main", "sweep-driver/src/main", "conf")) {
      Files.createDirectories(checkout.resolve(sources));
    }
    Files.copy(Path.of("../icl-sweep"), checkout.resolve("icl-sweep"));
    Files.copy(Path.of("../conf/jvm.args"), checkout.resolve("conf/jvm.args"));
    Files.writeString(checkout.resolve("pom.xml"), "<version>9.9</version>");
    Files.writeString(checkout.resolve("worker-kernels/pom.xml"), "");
    Files.writeString(checkout.resolve("sweep-driver/pom.xml"), "");
    script("java", JAVA.formatted("17.0.1"));
    script("mvn", MAVEN);
  }

  @Test
  void itBuildsTheFirstTimeAndWhenSourcesAreNewer() throws Exception {
    Ran first = launch("--version");
    Ran second = launch("--version");
    Path source = Files.writeString(checkout.resolve("sweep-driver/src/main/A.java"), "");
    FileTime built = Files.getLastModifiedTime(checkout.resolve("target/icl-sweep.built"));
    Files.setLastModifiedTime(source, FileTime.from(built.toInstant().plusSeconds(60)));
    Ran third = launch("--version");

    assertThat(first.err()).startsWith("building icl-sweep (first time: downloads ~400 MB");
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
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    Ran ran = launch("sql", "my results", "SELECT * FROM trials", "", "a'b\"c");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(":" + checkout + "/worker-kernels/target/worker-kernels-9.9.jar:" + checkout)
        .contains(
            ":%s/target/libraries/spark.jar:%1$s/target/libraries/a library.jar]"
                .formatted(checkout))
        .endsWith(
            "[org.iclsweep.cli.IclSweep]\n[sql]\n[my results]\n[SELECT * FROM trials]\n[]\n"
                + "[a'b\"c]\n");
  }

  @Test
  void trainingHasTheVectorModuleAndTheWholeCompiler() throws Exception {
    String run = launch("run", "x.conf").out();
    String sql = launch("sql", "x", "SELECT 1").out();

    assertThat(run).contains("[@" + checkout + "/conf/jvm.args]").doesNotContain("TieredStop");
    assertThat(launch("plan", "x.conf").out())
        .as("it measures what a core does in training")
        .contains("[@" + checkout + "/conf/jvm.args]")
        .doesNotContain("TieredStop");
    assertThat(sql)
        .contains("[--add-opens=java.base/java.lang=ALL-UNNAMED]", "[-XX:TieredStopAtLevel=1]")
        .doesNotContain("jdk.incubator.vector");
  }

  @Test
  void trainingStartsFromTheArchiveOfClassesThatTheBuildHasMade() throws Exception {
    String option = "[-XX:SharedArchiveFile=" + checkout + "/target/classes-";
    assertThat(launch("run", "x.conf").out()).contains(option);
    assertThat(launch("sql", "x", "SELECT 1").out()).doesNotContain(option);
    assertThat(checkout.resolve("target/first")).doesNotExist();
    script("java", JAVA.formatted("25.0.3"));
    assertThat(launch("run", "x.conf").out()).as("of another Java").doesNotContain(option);
  }

  @Test
  void optionsOfTheJvmCanBeAdded() throws Exception {
    ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), "digest", "x");
    launcher.environment().put("ICL_SWEEP_JAVA_OPTS", "-Xmx8g  -Da=*");

    assertThat(run(launcher).out()).contains("[-Xmx8g]\n[-Da=*]\n");
  }

  @Test
  void aSparkHomeRunsStudiesThroughItsSparkSubmit() throws Exception {
    Path home = sparkHome();
    Ran run = launchOn(home, "run", "x.conf", "--master", "yarn");
    Ran status = launchOn(home, "status", "results/x");
    Ran far = launchOn(home, "status", "hdfs:///x");

    assertThat(run.out()).startsWith("[--class]\n[Main]\n[the jar]\n[run]\n[it's]\n<");
    assertThat(run.out().substring(run.out().indexOf('<')))
        .contains("\"-Diclsweep.command=" + inQuotes(checkout) + "/icl-sweep\"")
        .contains(inQuotes(checkout) + "/sweep-driver/src/main/resources/log4j2.properties\"")
        .endsWith(" -Dof.user>\n");
    assertThat(status.out()).contains("[org.iclsweep.cli.IclSweep]").doesNotContain("<");
    assertThat(far.out())
        .startsWith("[--class]\n[org.iclsweep.cli.IclSweep]\n[--master]\n[local[*]]\n")
        .contains("/target/icl-sweep-9.9.jar]\n[status]\n[hdfs:///x]\n<");
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
  void aStudyThatIsWrongReachesNoSparkSubmit() throws Exception {
    Ran ran = launchOn(sparkHome(), "run", "none.conf");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).endsWith("none.conf: no such file\n");
  }

  @Test
  void theDriversMemoryIsTheHeapWhereTheDriverIsThisProcess() throws Exception {
    assertThat(launch("run", "x.conf", "--conf", "spark.driver.memory=3g").out())
        .contains("[-Xmx3g]")
        .doesNotContain("MaxRAMPercentage");
    assertThat(launch("run", "x.conf").out()).contains("[-XX:MaxRAMPercentage=50]");
  }

  @Test
  void aSparkHomeOfAnotherSparkIsToldAndLeftAlone() throws Exception {
    ProcessBuilder run = launcher(checkout.resolve("icl-sweep"), "run", "x.conf");
    run.environment().put("SPARK_HOME", "/nowhere");

    assertThat(run(run).err())
        .startsWith(
            "icl-sweep: SPARK_HOME is /nowhere, which has no Spark 4 with Scala 2.13;"
                + " using the build's own\n");
  }

  @Test
  void itIsFoundThroughSymbolicLinksFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("one"), checkout.resolve("icl-sweep"));
    Path linked = Files.createSymbolicLink(tools.resolve("sweep"), Path.of("../../one"));
    Ran ran = run(launcher(linked, "--help"));

    assertThat(link).isSymbolicLink();
    assertThat(ran.out())
        .contains(checkout + "/sweep-driver/target/sweep-driver-9.9.jar:")
        .contains("[-Diclsweep.command=" + linked + "]");
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
  void anOldJavaIsRefusedInASentence() throws Exception {
    script("java", JAVA.formatted("11.0.2"));
    Ran ran = launch("--help");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            "icl-sweep: needs Java 17 or later, and %s is Java 11; set JAVA_HOME to a JDK\n"
                .formatted(tools.resolve("java")));
  }

  @Test
  void javaEightIsCalledSo() throws Exception {
    script("java", JAVA.formatted("1.8.0_392").replace("openjdk", "java"));

    assertThat(launch("--help").err()).contains("needs Java 17 or later", " is Java 8; set JAVA");
  }

  @Test
  void whatJavaRemarksBeforeItsVersionIsNone() throws Exception {
    String remark = "echo 'Picked up JAVA_TOOL_OPTIONS: -Dof=x version \"1.8\"' >&2\n";
    script("java", JAVA.formatted("17.0.1").replace("#!/bin/sh\n", "#!/bin/sh\n" + remark));
    String archive = "[-XX:SharedArchiveFile=" + checkout + "/target/classes-";

    assertThat(launch("run", "x.conf").out()).contains(archive);
    script("java", JAVA.formatted("17.0.1"));
    assertThat(launch("run", "x.conf").out()).contains(archive);
  }

  @Test
  void aJavaThatDoesNotStartIsHeard() throws Exception {
    script("java", "#!/bin/sh\necho 'Error: no room for the heap' >&2\nexit 1\n");
    Ran ran = launch("--help");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("does not start; it says: Error: no room for the heap");
  }

  @Test
  void aJavaWithoutTheVectorModuleTrainsWithoutIt() throws Exception {
    String refuses =
        "case $* in *@*) echo 'Module jdk.incubator.vector not found'; exit 1 ;; esac\n";
    script("java", JAVA.formatted("17.0.1").replace("#!/bin/sh\n", "#!/bin/sh\n" + refuses));
    Ran run = launch("run", "x.conf");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("[--add-opens=java.base/java.lang=ALL-UNNAMED]", "[-XX:+UseG1GC]")
        .doesNotContain("jdk.incubator.vector");
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
  void aClosedStreamIsNotGivenToTheFirstFile() throws Exception {
    launch("--version");
    String closed = "exec \"$0\" \"$@\" <&- >&- 2>&-";
    String open =
        "{ ls -l /proc/self/fd; echo \"$@\"; } >'" + folder.resolve("open") + "'\nfor argument";
    script("java", JAVA.formatted("17.0.1").replace("for argument", open));
    Path launcher = checkout.resolve("icl-sweep");
    ProcessBuilder shell =
        launcher(Path.of("/bin/sh"), "-c", closed, launcher.toString(), "status");

    assertThat(run(shell).code()).isZero();
    assertThat(Files.readString(folder.resolve("open")))
        .contains(" 0 -> /dev/null\n", " 2 -> /dev/null\n", "-Diclsweep.out.closed=true");
  }

  @Test
  void aPathForCdIsNotHeard() throws Exception {
    ProcessBuilder shell =
        launcher(
            Path.of("/bin/sh"), "-c", "exec \"$0\" --help", checkout.getFileName() + "/icl-sweep");
    shell.environment().put("CDPATH", folder.toString());
    Ran ran = run(shell);

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("[--help]");
  }

  @Test
  void aNameMayEvenEndALine() throws Exception {
    Path odd = Files.move(checkout, folder.resolve("a\nb\n"));
    Ran ran = run(launcher(odd.resolve("icl-sweep"), "--help"));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(":" + odd + "/target/libraries/spark.jar:");
  }

  @Test
  void aColonInTheNameIsToldForJavaHasNoWayToWriteIt() throws Exception {
    Path odd = Files.move(checkout, folder.resolve("a:b"));
    Ran ran = run(launcher(odd.resolve("icl-sweep"), "--help"));

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).startsWith("icl-sweep: is in " + odd).contains("colon");
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

  @Test
  void aJavaHomeWithoutJavaIsToldByName() throws Exception {
    ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), "--help");
    launcher.environment().put("JAVA_HOME", "/nowhere");
    Ran ran = run(launcher);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).startsWith("icl-sweep: JAVA_HOME is /nowhere, which has no bin/java;");
  }

  private static String inQuotes(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** A Spark whose spark-submit prints its arguments and the options of its JVM. */
  private Path sparkHome() throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark home"));
    Files.createDirectories(home.resolve("jars"));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("jars/spark-core_2.13-4.2.0.jar"), "");
    script("spark-submit", SPARK_SUBMIT);
    Files.copy(tools.resolve("spark-submit"), home.resolve("bin/spark-submit"));
    return home;
  }

  private Ran launchOn(Path sparkHome, String... arguments) throws Exception {
    ProcessBuilder launcher = launcher(checkout.resolve("icl-sweep"), arguments);
    launcher.environment().put("SPARK_HOME", sparkHome.toString());
    launcher.environment().put("SPARK_SUBMIT_OPTS", "-Dof.user");
    return run(launcher);
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(tools.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ran launch(String... arguments) throws Exception {
    return run(launcher(checkout.resolve("icl-sweep"), arguments));
  }

  private ProcessBuilder launcher(Path file, String... arguments) {
    ProcessBuilder launcher = new ProcessBuilder();
    launcher.command().add(file.toString());
    launcher.command().addAll(List.of(arguments));
    Map<String, String> environment = launcher.environment();
    environment.remove("JAVA_HOME");
    environment.remove("SPARK_HOME");
    environment.remove("ICL_SWEEP_JAVA_OPTS");
    environment.put("PATH", tools + ":" + environment.get("PATH"));
    return launcher.directory(folder.toFile());
  }

  private Ran run(ProcessBuilder launcher) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = launcher.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int code = process.waitFor();
    return new Ran(code, Files.readString(out), Files.readString(err));
  }
}
