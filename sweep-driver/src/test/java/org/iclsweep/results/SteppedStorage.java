package org.iclsweep.results;

import java.util.Map;
import java.util.function.Consumer;

/** Storage that tells of everything that it does to files, before and after. */
public final class SteppedStorage {

  private static final Storage DISK = new Storage(Map.of());

  private SteppedStorage() {}

  /** The local disk; whoever is told may stop the thread there. */
  public static Storage of(Consumer<String> step) {
    return new Storage(DISK, step::accept);
  }
}
