package org.iclsweep.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iclsweep.results.Storage;

/** A driver in a process of its own that does nothing but hold a lease until its input ends. */
final class SampleHolder {

  private SampleHolder() {}

  /** Holds the lease of a directory, and says so, or why not. */
  public static void main(String[] args) throws IOException {
    try (Lease lease = Lease.take(StudyFolder.at(new Storage(Map.of()), args[0]))) {
      System.out.println("holds it");
      System.in.readAllBytes();
      lease.check();
    } catch (SweepException e) {
      System.out.println(e.getMessage());
    }
  }

  /**
   * Starts one.
   *
   * @param before words before those of Java, as in {@code unshare}
   * @param millis between two heartbeats, and of patience
   */
  static Process start(List<String> before, Path directory, long heartbeat, long patience)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(OwnJvm.plain("256m"));
    command.add("-XX:-UsePerfData");
    command.add("-D" + LeaseTerms.HEARTBEAT + "=" + heartbeat);
    command.add("-D" + LeaseTerms.PATIENCE + "=" + patience);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SampleHolder.class.getName(), directory.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
