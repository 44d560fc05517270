package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the launcher starts, with which Java, and what reaches the program. */
class LauncherTest extends LauncherCase {
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

  /** A class path with a folder in it cannot be laid out, so an archive is made without. */
  @Test
  void theFolderOfAHadoopClusterIsOnTheClassPathAndNotInTheArchiveOfClasses() throws Exception {
    ProcessBuilder launcher =
        launcher(checkout.resolve("icl-sweep"), "sql", "hdfs:///x", "SELECT 1");
    launcher.environment().put("HADOOP_CONF_DIR", "/etc/a cluster:/etc/another");
    Ran asked = run(launcher);

    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(asked.out())
        .contains("/target/libraries/a library.jar:/etc/a cluster:/etc/another]");
    assertThat(checkout.resolve("target/icl-sweep.build.log"))
        .content()
        .contains(
            "AtExit=",
            "[-cp]",
            "/target/libraries/a library.jar]\n[org.iclsweep.cli.IclSweep]\n[run]",
            "/target/libraries/a library.jar]\n[org.iclsweep.cli.IclSweep]\n[sql]");
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
}
