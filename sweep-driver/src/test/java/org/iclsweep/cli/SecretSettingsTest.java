package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.results.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told with --conf and is secret, through all that a run says and keeps. */
class SecretSettingsTest {
  private static final String VALUE = "wJalrXUtnFEMIK7MDENG";
  private static final String SETTING = "spark.hadoop.fs.s3a.secret.key=" + VALUE;
  private static final String STUDY =
      """
      study = tiny
      task { dim = 3, context = 5 }
      training { steps = 1, batch = 64 }
      measure { every = 1, eval-tasks = 64, alpha.tasks = 64, against = [gd] }
      """;

  @TempDir Path folder;

  private Ran run(String... more) throws IOException {
    SharedSpark.settings();
    Path study = Files.writeString(folder.resolve("tiny.conf"), STUDY);
    String[] words =
        Stream.concat(Stream.of("run", study.toString()), Stream.of(more)).toArray(String[]::new);
    return Ran.of(words);
  }

  private static void assertSilent(Ran ran) {
    assertThat(ran.out() + ran.err()).doesNotContain(VALUE);
  }

  @Test
  void aRunThatEndsWellKeepsNoneOfThem() throws IOException {
    Path results = folder.resolve("results");
    Ran run = run("--out", results.toString(), "--conf", SETTING);

    assertThat(run.code()).isZero();
    assertSilent(run);
    Path page = folder.resolve("page.html");
    assertSilent(Ran.of("report", results.toString(), "--out", page.toString()));
    assertSilent(Ran.of("status", results.toString()));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(VALUE);
      }
    }
  }

  @Test
  void whatToTypeNextHasTheirNamesOnly() throws IOException {
    Path results = folder.resolve("damaged");
    assertThat(run("--out", results.toString()).code()).isZero();
    Files.writeString(results.resolve("trials/broken.parquet"), "not parquet");
    Ran run = run("--out", results.toString(), "--conf", SETTING);

    assertThat(run.code()).isEqualTo(ExitCode.FAULT);
    assertThat(run.err())
        .contains("--conf 'spark.hadoop.fs.s3a.secret.key=***' --set-aside-corrupt");
    assertSilent(run);
  }

  @Test
  void complaintsAboutTheCommandHaveNone() throws IOException {
    Ran noSpark = run("--conf", "fs.s3a.secret.key=" + VALUE);
    Ran noOption = run(SETTING);
    Ran joined = run("--conf=" + SETTING, "--mistaken");
    Ran address = run("--out", "nosuch://me:" + VALUE + "@host/x");

    assertThat(noSpark.err()).contains("--conf is fs.s3a.secret.key=***, must be spark.KEY=VALUE");
    assertThat(List.of(noSpark.code(), noOption.code(), joined.code()))
        .containsOnly(ExitCode.USAGE);
    Stream.of(noSpark, noOption, joined, address).forEach(SecretSettingsTest::assertSilent);
  }

  @Test
  void sparkSubmitIsHandedThem() {
    SparkArguments arguments = new SparkArguments();
    arguments.conf = List.of(SETTING);
    Submission submission = new Submission("a.jar", Map.of(), "", "");

    assertThat(submission.words(Optional.empty(), arguments, List.of("run"))).contains(SETTING);
    assertThat(arguments.words()).containsExactly("--conf", "spark.hadoop.fs.s3a.secret.key=***");
  }
}
