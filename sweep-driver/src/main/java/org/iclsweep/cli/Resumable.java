package org.iclsweep.cli;

import java.util.List;
import org.iclsweep.engine.Outlook;

/** A verb about the results of a study. */
interface Resumable {

  /** What to type to run what is missing of the study. */
  List<String> resume();

  /** The same, of results whose study file is the one that they keep. */
  static List<String> stored(String directory) {
    return List.of("run", StoredStudy.file(directory), "--out", directory);
  }

  /**
   * What is told of a run that was stopped.
   *
   * @param outlook on what is there
   * @param resume what to type to go on
   */
  static String interrupted(Outlook outlook, String directory, List<String> resume) {
    return "interrupted: %d of %s are in %s; to go on: %s"
        .formatted(
            outlook.present(),
            Words.count(outlook.planned(), "trial"),
            directory,
            Words.command(resume));
  }
}
