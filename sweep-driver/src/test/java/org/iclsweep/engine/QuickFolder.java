package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for tests that write and sync many small files: in memory where that can be had. */
final class QuickFolder {
  private static final Path MEMORY = Path.of("/dev/shm"); // where syncing is quick

  private QuickFolder() {}

  /** A new one, which the caller deletes. */
  static Path create(String name) throws IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempDirectory(MEMORY, name)
        : Files.createTempDirectory(name);
  }
}
