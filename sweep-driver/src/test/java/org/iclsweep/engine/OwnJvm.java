package org.iclsweep.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a test starts a JVM of its own, which lives for a short time: small, and quick to be there.
 */
public final class OwnJvm {

  private static final Path ARGUMENTS = Path.of("../conf/jvm.args").toAbsolutePath();

  private OwnJvm() {}

  /** The beginning of its command, with the launcher's options for Spark and for the kernels. */
  public static List<String> ofLauncher(String heap) {
    List<String> command = plain(heap);
    command.add(1, "@" + ARGUMENTS);
    return command;
  }

  /** The beginning of its command. */
  public static List<String> plain(String heap) {
    String java = ProcessHandle.current().info().command().orElse("java");
    return new ArrayList<>(
        List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heap));
  }
}
