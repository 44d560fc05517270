package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.iclsweep.engine.S3Server;
import org.iclsweep.engine.SparkHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A distribution of Spark that knows no S3, and the lines of the documentation that teach it: Ivy
 * fetches what they name from Maven Central.
 */
@Tag("clusters")
class S3PackagesIT {
  private static final Path DOCUMENT = Path.of("../docs/object-stores.md");
  private static final Pattern SETTING =
      Pattern.compile("--conf (spark\\.jars\\.(?:packages|excludes)=\\S+)");

  @TempDir Path folder;

  @Test
  void theLinesOfTheDocumentGiveASparkThatKnowsNoS3AllThatItNeeds() throws Exception {
    S3Server server = S3Server.shared();
    SparkHome home = SparkHome.withoutS3(folder.resolve("spark"));
    BuiltCheckout checkout = BuiltCheckout.make(folder.resolve("checkout"));
    Path study = Files.writeString(folder.resolve("tiny.conf"), S3CommandsIT.STUDY);
    String results = S3Server.directory("packages");
    List<String> run =
        new ArrayList<>(List.of(checkout.launcher().toString(), "run", study.toString()));
    run.addAll(List.of("--out", results, "--master", "local[2]"));
    server
        .settings()
        .forEach(
            (key, value) -> run.addAll(List.of("--conf", "spark.hadoop." + key + "=" + value)));

    assertThat(said(home, run, 2))
        .contains(
            results + ": no classes for s3a:// on the class path",
            "spark.jars.packages=org.apache.hadoop:hadoop-aws:");

    List<String> taught = settings();
    assertThat(taught).hasSize(2);
    taught.forEach(setting -> run.addAll(List.of("--conf", setting)));
    run.addAll(List.of("--conf", "spark.jars.ivy=" + folder.resolve("ivy")));
    said(home, run, 0);
    String onDisk = folder.resolve("disk").toString();
    assertThat(Ran.of("run", study.toString(), "--out", onDisk).code()).isZero();
    assertThat(digest(server, results)).isEqualTo(Ran.of("digest", onDisk).out());
  }

  private static List<String> settings() throws IOException {
    return SETTING
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(found -> found.group(1))
        .filter(setting -> !setting.endsWith("..."))
        .toList();
  }

  /** What the launcher says, in a process of its own that ends with this code. */
  private String said(SparkHome home, List<String> command, int code) throws Exception {
    Path log = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(home.environment());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    assertThat(builder.start().waitFor()).as(Files.readString(log)).isEqualTo(code);
    return Files.readString(log);
  }

  private static String digest(S3Server server, String results) {
    Map<String, String> settings = server.settings();
    settings.forEach((key, value) -> System.setProperty("spark.hadoop." + key, value));
    try {
      return Ran.of("digest", results).out();
    } finally {
      settings.forEach((key, value) -> System.clearProperty("spark.hadoop." + key));
    }
  }
}
