package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iclsweep.study.Axis;
import org.iclsweep.study.Study;

/** Where the results of a run are, and what to type next. */
final class NextSteps {

  private static final String SEED = "sweep.grid.seed";

  private NextSteps() {}

  static void tell(
      Console console, StudyArguments arguments, Study study, String directory, long failed) {
    console.say("");
    if (failed > 0) {
      console.complain(Words.count(failed, "trial") + " failed; see why, then try them again:");
      console.say("  " + Words.command("sql", directory, WHY_FAILED));
      console.say("  " + Words.command(retry(arguments)));
    }
    console.say("table: " + directory + "/trials/*.parquet");
    console.say("next:");
    console.say("  " + Words.command("report", directory));
    console.say("  " + Words.command("sql", directory, query(study)));
    console.say("  " + Words.command(moreSeeds(arguments, study)));
  }

  private static final String WHY_FAILED =
      "SELECT seed, failure_class, failure_message FROM trials WHERE outcome = \"failed\"";

  private static List<String> retry(StudyArguments arguments) {
    List<String> words = new ArrayList<>(arguments.again("run"));
    words.add("--retry-failed");
    return words;
  }

  /** Transitions by what is swept. */
  static String query(Study study) {
    List<String> columns =
        study.plan().axes().stream()
            .map(axis -> axis.parameter().column())
            .filter(column -> !column.equals("seed"))
            .toList();
    String counts =
        "count(*) AS trials, count(transition_step) AS made_it, median(transition_step) AS step,"
            + " median(final_loss) AS loss";
    return columns.isEmpty()
        ? "SELECT " + counts + " FROM trials"
        : "SELECT %s, %s FROM trials GROUP BY ALL ORDER BY ALL"
            .formatted(String.join(", ", columns), counts);
  }

  /** The same study with twice the seeds. */
  static List<String> moreSeeds(StudyArguments arguments, Study study) {
    StudyArguments more = new StudyArguments();
    more.file = arguments.file;
    more.out = arguments.out;
    more.overrides =
        arguments.overrides.stream()
            .filter(override -> !override.startsWith(SEED + "="))
            .collect(Collectors.toCollection(ArrayList::new));
    more.overrides.add(SEED + "=" + seeds(study));
    return more.again("run");
  }

  private static String seeds(Study study) {
    Optional<List<Long>> swept =
        study.plan().axes().stream()
            .filter(axis -> axis.path().equals("seed"))
            .findFirst()
            .map(Axis::values)
            .map(values -> values.stream().map(Long.class::cast).toList());
    if (swept.isEmpty()) {
      return "0..31";
    }
    long first = swept.get().stream().mapToLong(Long::longValue).min().orElse(0);
    long last = swept.get().stream().mapToLong(Long::longValue).max().orElse(0);
    return first + ".." + (2 * last - first + 1);
  }
}
