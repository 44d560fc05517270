package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB's jar without libraries, and one of them beside it. */
final class DuckLibraryTest {

  @TempDir Path folder;

  private static Path whole() {
    return Path.of(
        DuckDBDriver.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  @Test
  void duckDbAnswersFromALibraryThatItNeedNotUnpack() throws Exception {
    Path library = DuckLibrary.unpack(whole(), folder.resolve("of one kind"));
    Path jar = library.resolveSibling(whole().getFileName());

    try (URLClassLoader own =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Connection connection = driver(own).connect("jdbc:duckdb:", new Properties());
        ResultSet answer = connection.createStatement().executeQuery("SELECT 42")) {
      assertThat(answer.next()).isTrue();
      assertThat(answer.getInt(1)).isEqualTo(42);
    }
    if (Files.exists(Path.of("/proc/self/maps"))) {
      assertThat(Files.readString(Path.of("/proc/self/maps"))).contains(library.toString());
    }
  }

  private static Driver driver(ClassLoader own) throws Exception {
    return (Driver)
        own.loadClass(DuckDBDriver.class.getName()).getDeclaredConstructor().newInstance();
  }

  @Test
  void theJarHasAllButLibrariesAndOneLiesBesideIt() throws IOException {
    Path library = DuckLibrary.unpack(whole(), folder);

    Set<String> before = names(whole());
    Set<String> after = names(folder.resolve(whole().getFileName()));
    before.removeAll(after);
    assertThat(before).contains(library.getFileName().toString()).hasSizeGreaterThan(2);
    assertThat(before).allMatch(name -> name.startsWith("libduckdb_java.so_"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    try (ZipFile jar = new ZipFile(whole().toFile())) {
      assertThat(Files.size(library))
          .isEqualTo(jar.getEntry(library.getFileName().toString()).getSize());
    }
  }

  private static Set<String> names(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void aJarWithoutThisMachinesLibraryIsToldAndOneThatIsNoneIsNotLoaded() throws IOException {
    Path library = DuckLibrary.unpack(whole(), folder.resolve("good"));
    Path none = jarOf("none.jar", "libduckdb_java.so_vms_vax");
    Path bad = jarOf("bad.jar", library.getFileName().toString());

    assertThatThrownBy(() -> DuckLibrary.unpack(none, folder.resolve("other")))
        .isInstanceOf(IOException.class)
        .hasMessage(none + " has no " + library.getFileName());
    String[] arguments = {bad.toString(), folder.resolve("bad").toString()};
    assertThatThrownBy(() -> DuckLibrary.main(arguments)).isInstanceOf(UnsatisfiedLinkError.class);
  }

  private Path jarOf(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String each : List.of(entry, "org/duckdb/A.class")) {
        out.putNextEntry(new ZipEntry(each));
        out.write('x');
      }
    }
    return jar;
  }
}
