package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.engine.Adopted;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import picocli.CommandLine.Option;

/** Results directories whose rows a run takes over, and what came of that. */
final class Adopting {

  /** The option of the verb run. */
  static final String ADOPT = "--adopt";

  private static final int MOST_TO_NAME = 10;

  @Option(
      names = ADOPT,
      paramLabel = "DIR",
      description =
          "Takes finished trials of the same identity over from another results directory, before"
              + " the rest is run; may be given several times.")
  private List<String> directories = new ArrayList<>();

  List<String> directories() {
    return directories;
  }

  /**
   * Makes sure that they have results, before anything is started.
   *
   * @throws org.iclsweep.results.ResultException if one has none
   */
  void check(Storage storage) {
    directories.forEach(each -> TrialTable.at(storage, each).requireFiles(each));
  }

  /** The options again, to be typed. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    directories.forEach(each -> words.addAll(List.of(ADOPT, each)));
    return words;
  }

  static void tell(List<Adopted> all, Console console) {
    all.forEach(each -> tell(each, console));
  }

  private static void tell(Adopted adopted, Console console) {
    String learners =
        adopted.learners() == 0 ? "" : " and " + Words.count(adopted.learners(), "learner");
    console.say(
        "took over %s%s of %s"
            .formatted(Words.count(adopted.trials(), "trial"), learners, adopted.directory()));
    if (adopted.otherNumerics() > 0) {
      console.say(
          "%s there %s of other numerics than version %d, so %s trials are others"
              .formatted(
                  Words.count(adopted.otherNumerics(), "row"),
                  adopted.otherNumerics() == 1 ? "is" : "are",
                  Numerics.VERSION,
                  adopted.otherNumerics() == 1 ? "its" : "their"));
    }
    if (!adopted.refused().isEmpty()) {
      console.complain(
          "%s not taken over, not being as a trial leaves %s:"
              .formatted(
                  Words.count(adopted.refused().size(), "row"),
                  adopted.refused().size() == 1 ? "it" : "them"));
      adopted.refused().stream().limit(MOST_TO_NAME).forEach(each -> console.say("  " + each));
      if (adopted.refused().size() > MOST_TO_NAME) {
        console.say("  ...");
      }
    }
  }
}
