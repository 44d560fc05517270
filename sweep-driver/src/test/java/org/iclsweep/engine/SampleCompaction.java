package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.Storage;

/** A compaction in a process of its own, to be killed. */
final class SampleCompaction {

  private SampleCompaction() {}

  /** Compacts a directory. */
  public static void main(String[] args) {
    Compaction.run(new Storage(Map.of()), args[0], SampleTable.TARGET_BYTES);
  }

  /** Starts one, on the class path of this JVM. */
  static Process start(Path directory, Path log) throws IOException {
    List<String> command = OwnJvm.plain("256m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SampleCompaction.class.getName(), directory.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
