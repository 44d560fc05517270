package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.cli.SparkArguments.DeployMode;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.junit.jupiter.api.Test;

/** The words for spark-submit. */
class SubmissionTest {
  private static final List<String> TYPED = List.of("run", "a.conf", "--set", "training.steps=700");
  private static final String G1 = "-XX:+UseG1GC -XX:G1HeapRegionSize=4m";

  private final SparkArguments spark = new SparkArguments();
  private final Study study;

  SubmissionTest() throws StudyException {
    study = Study.parse("study = a", "a.conf", List.of("training.steps=700"));
  }

  @Test
  void aDriverHereIsToldWhatWasTyped() {
    spark.master = "spark://host:7077";
    spark.conf = List.of("spark.executor.memory=4g");

    assertThat(words(Map.of(), ""))
        .containsExactly(
            "--class",
            "org.iclsweep.cli.IclSweep",
            "--name",
            "icl-sweep a",
            "--master",
            "spark://host:7077",
            "--deploy-mode",
            "client",
            "--conf",
            "spark.executor.memory=4g",
            "--conf",
            "spark.driver.defaultJavaOptions=" + G1,
            "the.jar",
            "run",
            "a.conf",
            "--set",
            "training.steps=700");
  }

  @Test
  void aDriverInTheClusterHasTheModuleAndTheStudyWithIt() throws StudyException {
    spark.deployMode = DeployMode.CLUSTER;
    List<String> words = words(Map.of(), "");

    assertThat(words)
        .containsSubsequence("--deploy-mode", "cluster")
        .contains(
            "spark.driver.extraJavaOptions=--add-modules=x -Db=c",
            "spark.standalone.submit.waitAppCompletion=true",
            "spark.executor.maxNumFailures=100",
            "spark.executor.failuresValidityInterval=10m")
        .containsSubsequence("the.jar", "run", "a.conf", "--set", "training.steps=700");
    assertThat(words.get(words.size() - 2)).isEqualTo("--study-text");
    String text = words.get(words.size() - 1);
    String sent = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    assertThat(Study.parse(sent, "sent", List.of())).isEqualTo(study);
  }

  @Test
  void settingsOfTheUserComeAfterThoseChosenHere() {
    spark.deployMode = DeployMode.CLUSTER;
    spark.conf = List.of("spark.driver.extraJavaOptions=-Duser=1");

    assertThat(words(Map.of("spark.driver.extraJavaOptions", "-Ddefaults=1"), "-Xmx3g -Dopts=1"))
        .contains("spark.driver.extraJavaOptions=--add-modules=x -Db=c -Dopts=1 -Duser=1");
  }

  @Test
  void theDefaultsOfTheDistributionAreKept() {
    Map<String, String> defaults =
        Map.of(
            "spark.submit.deployMode", "cluster",
            "spark.driver.extraJavaOptions", "-Ddefaults=1",
            "spark.standalone.submit.waitAppCompletion", "false",
            "spark.executor.maxNumFailures", "5",
            "spark.master", "yarn");

    assertThat(words(defaults, ""))
        .contains("spark.driver.extraJavaOptions=--add-modules=x -Db=c -Ddefaults=1")
        .contains("spark.standalone.submit.waitAppCompletion=false")
        .doesNotContain("spark.executor.maxNumFailures=100")
        .containsSubsequence("--deploy-mode", "cluster")
        .doesNotContain("--master");
  }

  @Test
  void aDeployModeThatIsTypedWinsOverTheDefaults() {
    spark.deployMode = DeployMode.CLIENT;

    assertThat(words(Map.of("spark.submit.deployMode", "cluster"), ""))
        .containsSubsequence("--deploy-mode", "client")
        .doesNotContain("--study-text");
  }

  @Test
  void aCollectorThatTheUserChoseForTheDriverIsTheOnlyOne() {
    assertThat(words(Map.of("spark.driver.extraJavaOptions", "-XX:+UseZGC"), ""))
        .doesNotContain("spark.driver.defaultJavaOptions=" + G1);
    assertThat(words(Map.of(), "-XX:+UseParallelGC"))
        .doesNotContain("spark.driver.defaultJavaOptions=" + G1);
  }

  @Test
  void theHeapOfTheLauncherIsTheDriversUnlessItHasOne() {
    assertThat(words(Map.of(), "-Xmx8g -Da=b")).contains("spark.driver.memory=8g");
    assertThat(words(Map.of("spark.driver.memory", "2g"), "-Xmx8g"))
        .doesNotContain("spark.driver.memory=8g");
  }

  @Test
  void aStudyOnAnotherFileSystemIsReadByTheDriver() {
    spark.deployMode = DeployMode.CLUSTER;
    Submission submission = new Submission("the.jar", Map.of(), "", "");

    assertThat(submission.words(Optional.empty(), spark, List.of("run", "hdfs:///a.conf")))
        .containsSubsequence("--name", "icl-sweep", "--deploy-mode")
        .endsWith("the.jar", "run", "hdfs:///a.conf");
  }

  @Test
  void aShellReadsQuotedWordsAsTheyAre() throws Exception {
    List<String> words = List.of("plain", "", "two words", "it's", "a\nb", "$HOME `x` \\ \"q\" *");
    String script = "eval \"set -- $1\"; for word; do printf '<%s>' \"$word\"; done";
    Process shell = new ProcessBuilder("sh", "-c", script, "sh", Submission.quoted(words)).start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(read).isEqualTo("<" + String.join("><", words) + ">");
  }

  private List<String> words(Map<String, String> defaults, String javaOptions) {
    Submission submission =
        new Submission("the.jar", defaults, "--add-modules=x -Db=c", javaOptions);
    return new ArrayList<>(submission.words(Optional.of(study), spark, TYPED));
  }
}
