package org.iclsweep.results;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Storage that tells of everything that it does to files, before and after. */
public final class SteppedStorage {

  private static final Storage DISK = new Storage(Map.of());

  private SteppedStorage() {}

  /** The local disk; whoever is told may stop the thread there. */
  public static Storage of(Consumer<String> step) {
    return new Storage(DISK, step::accept);
  }

  /** Writes a file as {@link RowWriter#inFolder} does, whose bytes are at hand. */
  public static void write(Storage storage, Path path, byte[] bytes) throws IOException {
    try (FileOutput file = FileOutput.inFolder(storage, path)) {
      file.write(bytes);
    }
  }
}
