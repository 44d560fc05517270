package org.iclsweep.cli;

import java.util.List;

/** A verb about the results of a study. */
interface Resumable {

  /** What to type to run what is missing of the study. */
  List<String> resume();

  /** The same, of results whose study file is the one that they keep. */
  static List<String> stored(String directory) {
    return List.of("run", StoredStudy.file(directory), "--out", directory);
  }
}
