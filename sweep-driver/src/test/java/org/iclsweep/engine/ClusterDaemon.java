package org.iclsweep.engine;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs a program until standard input ends, so that neither a process of a cluster nor what it has
 * started outlives the test that started it, whatever ends the test.
 */
final class ClusterDaemon {

  private ClusterDaemon() {}

  /** The class to run, then its arguments. */
  public static void main(String[] words) throws Exception {
    Thread watch = new Thread(ClusterDaemon::endWithStandardInput, "end of standard input");
    watch.setDaemon(true);
    watch.start();
    Class.forName(words[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(words, 1, words.length));
  }

  private static void endWithStandardInput() {
    try {
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // a broken pipe ends it as well
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(1);
  }
}
