package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.AxisGroup;
import org.iclsweep.study.sweep.Block;
import org.iclsweep.trial.Outcome;

/** Where the results of a run are, and what to type next. */
final class NextSteps {
  /** A command of more than these is none to type. */
  private static final int MOST_OVERRIDES = 8;

  private static final String SEED = "seed";

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
    if (!study.checks().isEmpty()) {
      console.say("  " + Words.command("check", directory));
    }
    console.say("  " + Words.command("sql", directory, query(study)));
    moreSeeds(arguments, study).ifPresent(more -> console.say("  " + Words.command(more)));
  }

  /** The trials that are counted as failed, whatever ended them, and why. */
  static final String WHY_FAILED =
      "SELECT seed, outcome, failure_class, failure_message FROM trials WHERE outcome IN (%s)"
          .formatted(
              Arrays.stream(Outcome.values())
                  .filter(outcome -> outcome.isFailure() && outcome.isDone())
                  .map(outcome -> "\"" + outcome.label() + "\"")
                  .collect(Collectors.joining(", ")));

  private static List<String> retry(StudyArguments arguments) {
    List<String> words = new ArrayList<>(arguments.again("run"));
    words.add("--retry-failed");
    return words;
  }

  /** Who learnt, by what differs between trials. */
  static String query(Study study) {
    List<String> columns =
        study.plan().varied().stream()
            .map(Parameter::column)
            .filter(column -> !column.equals(SEED))
            .toList();
    String counts =
        "count(*) AS trials, count_if(learnt) AS learnt, median(learnt_step) AS step,"
            + " median(final_loss) AS loss";
    return columns.isEmpty()
        ? "SELECT " + counts + " FROM transitions"
        : "SELECT %s, %s FROM transitions GROUP BY ALL ORDER BY ALL"
            .formatted(String.join(", ", columns), counts);
  }

  /** The same study with twice the seeds; nothing if that takes no override, or very many. */
  static Optional<List<String>> moreSeeds(StudyArguments arguments, Study study) {
    Map<String, String> seeds = new LinkedHashMap<>();
    for (Block block : study.plan().blocks()) {
      String sweep = block.name().isEmpty() ? "sweep" : "sweep.blocks." + block.name();
      seeds(block).ifPresent(range -> seeds.put(sweep + ".grid." + SEED, range));
    }
    if (seeds.isEmpty() || seeds.size() > MOST_OVERRIDES) {
      return Optional.empty();
    }
    StudyArguments more = new StudyArguments();
    more.file = arguments.file;
    more.out = arguments.out;
    more.jars = arguments.jars;
    more.overrides = new ArrayList<>(arguments.overrides);
    more.overrides.removeIf(override -> isReplaced(override.split("=")[0].strip(), seeds));
    seeds.forEach((path, range) -> more.overrides.add(path + "=" + range));
    return Optional.of(more.again("run"));
  }

  private static boolean isReplaced(String path, Map<String, String> seeds) {
    return path.equals(SEED) || seeds.containsKey(path);
  }

  private static Optional<String> seeds(Block block) {
    Optional<AxisGroup> swept =
        block.groups().stream()
            .filter(group -> group.axes().stream().anyMatch(axis -> axis.path().equals(SEED)))
            .findFirst();
    if (swept.isEmpty()) {
      boolean isDefault = block.fixed().byPath().get(SEED).equals(0L);
      return isDefault ? Optional.of("0..31") : Optional.empty();
    }
    return swept
        .filter(group -> group.axes().size() == 1 && group.sample().isEmpty())
        .map(group -> twice(group.axes().get(0)));
  }

  private static String twice(Axis axis) {
    long first = axis.values().stream().mapToLong(Long.class::cast).min().orElseThrow();
    long last = axis.values().stream().mapToLong(Long.class::cast).max().orElseThrow();
    return first + ".." + (2 * last - first + 1);
  }
}
