package org.iclsweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No library on the class path is older than what mends an advisory of {@code advisories.tsv}. */
class AdvisoriesTest {

  /** As repositories of Maven lay jars out. */
  private static final Pattern JAR = Pattern.compile("(.*)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /**
   * A library.
   *
   * @param name its group, with the folder of the repository before it, and its artifact
   */
  private record Library(String name, String version) {}

  private record Advisory(String name, String fixedIn, String ids) {
    boolean concerns(Library library) {
      return library.name().matches("(?:.*[.])?" + name) && isOlder(library.version(), fixedIn);
    }
  }

  @Test
  void noLibraryHasAKnownAdvisory() throws IOException {
    List<Library> libraries = libraries().toList();
    List<String> found =
        advisories().stream()
            .flatMap(
                advisory ->
                    libraries.stream()
                        .filter(advisory::concerns)
                        .map(library -> library + ": " + advisory))
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void theLibrariesOfSparkAreLookedAt() throws IOException {
    assertThat(libraries())
        .anyMatch(each -> each.name().endsWith(".io.netty:netty-common"))
        .anyMatch(each -> each.name().endsWith("core:jackson-databind"))
        .hasSizeGreaterThan(150);
    assertThat(advisories()).hasSizeGreaterThan(20);
  }

  @Test
  void anOlderLibraryIsFound() throws IOException {
    List<Advisory> advisories = advisories();

    assertThat(advisories)
        .anyMatch(each -> each.concerns(new Library(".m2.io.netty:netty-common", "4.2.13.Final")))
        .anyMatch(
            each ->
                each.concerns(new Library("com.fasterxml.jackson.core:jackson-databind", "2.21.2")))
        .noneMatch(
            each -> each.concerns(new Library("io.netty:netty-tcnative-classes", "2.0.84.Final")))
        .noneMatch(each -> each.concerns(new Library("my.io.nettyx:netty-common", "1.0")));
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    assertThat(isOlder("2.9.8", "2.10.0")).isTrue();
    assertThat(isOlder("4.2.18.Final", "4.2.18.Final")).isFalse();
    assertThat(isOlder("1.1.10", "1.1.10.4")).isTrue();
    assertThat(isOlder("33.0.0-jre", "32.0.0-jre")).isFalse();
  }

  private static Stream<Library> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(path -> JAR.matcher(path.replace(File.separatorChar, '/')))
        .filter(Matcher::matches)
        .map(jar -> new Library(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3)));
  }

  private static List<Advisory> advisories() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                AdvisoriesTest.class.getResourceAsStream("/advisories.tsv"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(cells -> new Advisory(cells[0], cells[1], cells[2]))
          .toList();
    }
  }

  private static boolean isOlder(String version, String than) {
    int[] a = numbers(version);
    int[] b = numbers(than);
    return Arrays.compare(a, b) < 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[.-]"))
        .filter(part -> part.matches("\\d{1,9}"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
