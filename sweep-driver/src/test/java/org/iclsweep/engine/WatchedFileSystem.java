package org.iclsweep.engine;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk, on which something happens whenever somebody looks into a folder so often. */
public final class WatchedFileSystem extends RawLocalFileSystem {

  private static final URI NAME = URI.create("watched:///");
  private static final AtomicInteger LOOKS = new AtomicInteger();
  private static volatile int look;
  private static volatile Action action;

  /** What happens. */
  interface Action {
    void run() throws IOException;
  }

  /** Spark's settings for it. */
  static Map<String, String> settings() {
    return Map.of("spark.hadoop.fs.watched.impl", WatchedFileSystem.class.getName());
  }

  /** A directory of the local disk, seen through it. */
  static String path(java.nio.file.Path directory) {
    return "watched://" + directory.toAbsolutePath();
  }

  /** Does something before the answer to this look from now on, the first being 1. */
  static void atLook(int number, Action then) {
    LOOKS.set(0);
    look = number;
    action = then;
  }

  /** How many looks there have been. */
  static int looks() {
    return LOOKS.get();
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    if (LOOKS.incrementAndGet() == look) {
      action.run();
    }
    return super.listStatus(folder);
  }
}
