package org.iclsweep.cli;

import java.util.List;
import org.iclsweep.engine.SetAsideDoubled;
import org.iclsweep.results.SparkSettings;

/** Mends a table whose trials have several rows, and tells what became of them. */
record DoubledMend(Console console) {

  private static final int MOST_TO_NAME = 10;

  void run(SparkSettings spark, String directory) {
    SetAsideDoubled.Result result = SetAsideDoubled.mend(spark.storage(), directory);
    if (result.trials() == 0) {
      console.say("nothing to set aside: every trial in " + directory + " has one row");
      return;
    }
    result.files().forEach(file -> console.say("set aside " + told(file)));
    List<String> differing = result.differing();
    int equal = result.trials() - differing.size();
    if (equal > 0) {
      console.say(
          "%s %s one row".formatted(Words.count(equal, "trial"), equal == 1 ? "has" : "have"));
    }
    if (!differing.isEmpty()) {
      console.say(
          "%s had rows that differ, so none was left: %s%s; the study that %s of runs %s again"
              .formatted(
                  Words.count(differing.size(), "trial"),
                  String.join(", ", differing.subList(0, Math.min(MOST_TO_NAME, differing.size()))),
                  differing.size() > MOST_TO_NAME ? ", ..." : "",
                  differing.size() == 1 ? "it is" : "they are",
                  differing.size() == 1 ? "it" : "them"));
    }
  }

  private static String told(SetAsideDoubled.Aside file) {
    return file.gone() == file.rows()
        ? "%s, all of its %s: %s"
            .formatted(file.name(), Words.count(file.rows(), "row"), file.kept())
        : "%d of the %s of %s, a copy of which is %s"
            .formatted(file.gone(), Words.count(file.rows(), "row"), file.name(), file.kept());
  }
}
