package org.iclsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jar for spark-submit. */
class ClusterJarIT {

  /** Most of it is Breeze; PDFBox is less than two. */
  private static final long LARGEST = 18_000_000;

  @Test
  void onlyThisProjectIsAtTheTopLevel() throws IOException {
    assertThat(entries())
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("org/iclsweep/")
                    || name.equals("META-INF/LICENSE")
                    || name.equals("META-INF/NOTICE")
                    || name.equals("META-INF/MANIFEST.MF"));
  }

  @Test
  void nothingThatSparkBringsIsInIt() throws IOException {
    assertThat(entries())
        .contains(
            "org/iclsweep/cli/IclSweep.class",
            "org/iclsweep/trial/TrialRunner.class",
            "org/iclsweep/results/views/trials.sql",
            "org/iclsweep/shaded/picocli/CommandLine.class",
            "org/iclsweep/shaded/com/typesafe/config/Config.class",
            "org/iclsweep/shaded/breeze/linalg/svd$.class",
            "org/iclsweep/shaded/org/apache/commons/math3/util/FastMath.class")
        .noneMatch(
            name ->
                name.contains("/spark/")
                    || name.contains("/hadoop/")
                    || name.contains("/parquet/")
                    || name.contains("/log4j")
                    || name.contains("/slf4j/")
                    || name.contains("/jackson/")
                    || name.contains("/zstd/")
                    || name.startsWith("org/iclsweep/shaded/scala/")
                        && !name.startsWith("org/iclsweep/shaded/scala/collection/compat/"))
        .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|SF|DSA|RSA)|.*module-info.class"));
  }

  /** A distribution of Spark may have the same libraries in other versions. */
  @Test
  void noClassNamesALibraryByItsOldName() throws IOException {
    try (JarFile jar = new JarFile(BuiltCheckout.clusterJar().toFile())) {
      List<String> old =
          List.of("Lpicocli/", "Lcom/typesafe/", "Lbreeze/", "Lorg/apache/commons/math3/");
      for (ZipEntry entry : java.util.Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          String code =
              new String(
                  jar.getInputStream(entry).readAllBytes(),
                  java.nio.charset.StandardCharsets.ISO_8859_1);
          assertThat(old).as(entry.getName()).noneMatch(code::contains);
        }
      }
    }
  }

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(BuiltCheckout.clusterJar())).isLessThan(LARGEST);
  }

  @Test
  void theManifestOpensWhatTheLauncherOpens() throws IOException {
    Attributes manifest;
    try (JarFile jar = new JarFile(BuiltCheckout.clusterJar().toFile())) {
      manifest = jar.getManifest().getMainAttributes();
    }
    List<String> opened =
        Files.readAllLines(Path.of("../conf/jvm.args")).stream()
            .filter(line -> line.startsWith("--add-opens="))
            .map(line -> line.replace("--add-opens=", "").replace("=ALL-UNNAMED", ""))
            .toList();

    assertThat(manifest.getValue("Main-Class")).isEqualTo(IclSweep.class.getName());
    assertThat(manifest.getValue("Implementation-Version"))
        .matches(Pattern.quote(BuiltCheckout.version()) + "(\\+[0-9a-f]{12}(\\.dirty)?)?");
    assertThat(manifest.getValue("Add-Opens").split(" ")).containsExactlyElementsOf(opened);
    assertThat(manifest.getValue("Multi-Release")).isNull();
  }

  /** Maven has built it of what is checked out; where git does not answer there is no revision. */
  @Test
  void theManifestNamesTheRevisionThatWasBuilt() throws Exception {
    assumeTrue(System.getProperty("cluster.jar") == null, "the jar was built before");
    assumeTrue(Files.exists(Path.of("../.git")), "sources without git");
    Process git =
        new ProcessBuilder("git", "rev-parse", "HEAD")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assumeTrue(git.waitFor() == 0, "git does not answer here");
    try (JarFile jar = new JarFile(BuiltCheckout.clusterJar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .matches(".+\\+" + head.substring(0, 12) + "(\\.dirty)?");
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(BuiltCheckout.clusterJar().toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }
}
