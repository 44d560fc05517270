package org.iclsweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of each package, beside its classes and in CONTRIBUTING. */
class PackagesTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "sweep-driver"), "..").toAbsolutePath().normalize();
  private static final Path NAMES = Path.of("src/main/java/org/iclsweep");

  /** Folders with classes of both modules, from the root of the project. */
  static List<Path> packages() throws IOException {
    try (Stream<Path> kernel = Files.walk(ROOT.resolve("worker-kernels").resolve(NAMES));
        Stream<Path> driver = Files.walk(ROOT.resolve("sweep-driver").resolve(NAMES))) {
      return Stream.concat(kernel, driver)
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> ROOT.relativize(file.getParent()))
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** Of a package, its path below {@code org/iclsweep}, as in {@code study/read}. */
  private static String name(Path folder) {
    return folder.subpath(1 + NAMES.getNameCount(), folder.getNameCount()).toString();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageSaysWhatLivesInItAndWhatDoesNot(Path folder) throws IOException {
    Path info = ROOT.resolve(folder).resolve("package-info.java");

    assertThat(info).isRegularFile();
    assertThat(Files.readString(info))
        .startsWith("/**\n")
        .contains("\n *\n * <p>")
        .endsWith("package org.iclsweep." + name(folder).replace('/', '.') + ";\n");
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageIsOnThePageForContributors(Path folder) throws IOException {
    assertThat(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
        .containsPattern("  " + name(folder) + "/ +[a-zA-Z]");
  }
}
