package org.iclsweep.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * DuckDB's jar as it is quick to open on machines of one kind. The whole jar has the native
 * libraries of all kinds, and DuckDB unpacks one to a file for temporary use at every start;
 * without them, it loads the one that lies beside the jar.
 */
public final class DuckLibrary {

  private static final String LIBRARIES = "libduckdb_java.so_";

  private DuckLibrary() {}

  /**
   * Unpacks, and makes sure that the library can be loaded from there.
   *
   * @param arguments the jar, and a folder, which is made
   */
  public static void main(String[] arguments) throws IOException {
    System.load(unpack(Path.of(arguments[0]), Path.of(arguments[1])).toString());
  }

  /**
   * Writes the jar without libraries, under its own name, and this machine's library beside it.
   *
   * @return the library
   * @throws IOException if the jar has none for machines like this
   */
  static Path unpack(Path jar, Path folder) throws IOException {
    Path library = Files.createDirectories(folder).resolve(name()).toAbsolutePath();
    try (ZipFile whole = new ZipFile(jar.toFile())) {
      ZipEntry own = whole.getEntry(name());
      if (own == null) {
        throw new IOException(jar + " has no " + name());
      }
      try (InputStream in = whole.getInputStream(own)) {
        Files.copy(in, library);
      }
      try (OutputStream out = Files.newOutputStream(folder.resolve(jar.getFileName()))) {
        copyWithoutLibraries(whole, out);
      }
    }
    return library;
  }

  private static void copyWithoutLibraries(ZipFile whole, OutputStream out) throws IOException {
    try (ZipOutputStream rest = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(whole.entries())) {
        if (!entry.getName().startsWith(LIBRARIES)) {
          rest.putNextEntry(new ZipEntry(entry.getName()));
          try (InputStream in = whole.getInputStream(entry)) {
            in.transferTo(rest);
          }
        }
      }
    }
  }

  /** As DuckDB calls it ({@code DuckDBNative}): by system and processor. */
  private static String name() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return LIBRARIES + "osx_universal";
    }
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return LIBRARIES + (system.startsWith("windows") ? "windows_" : "linux_") + processor;
  }
}
