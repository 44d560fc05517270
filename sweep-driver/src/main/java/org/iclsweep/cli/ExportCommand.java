package org.iclsweep.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;
import org.iclsweep.results.SparkSettings;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TaskArchive;
import org.iclsweep.study.EvaluatedOn;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down what a study draws, for other programs. */
@Command(
    name = "export",
    abbreviateSynopsis = true,
    header = "Writes the tasks that models are evaluated on.",
    description = {
      "Writes the tasks that the models of a study are evaluated on, as NumPy archives, and prints"
          + " where they are and for how many trials of the table each is.",
      "",
      "An archive has context_inputs [tasks, N, d], context_labels [tasks, N], query_inputs [tasks,"
          + " d], targets [tasks] and trial_ids. With the weights in the table they give every"
          + " final_loss again: docs/model.md has the formulas and a program."
    },
    footer = {
      "  icl-sweep export results/quickstart tasks",
      "  icl-sweep export results/quickstart tasks --out quickstart-tasks"
    })
final class ExportCommand extends TableCommand {

  /** What can be written down. */
  enum What {
    TASKS
  }

  @Parameters(index = "1", paramLabel = "WHAT", description = "tasks: those of the evaluation.")
  private What what;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The folder to write to (default: DIR/tasks).")
  private String out;

  @Mixin private JarArguments jars;

  @Override
  public Integer call() throws StudyException, IOException {
    jars.open();
    Storage storage = SparkSettings.local().storage();
    String folder = out == null ? directory + "/tasks" : out;
    try (ResultTable table = ResultTable.open(directory)) {
      Study study =
          StoredStudy.read(storage, directory)
              .orElseThrow(
                  () ->
                      new ResultException(
                          "there is no %s, which says what was drawn; run the study again with --out %s"
                              .formatted(StoredStudy.file(directory), directory)));
      List<EvaluatedOn> evaluations = study.plan().evaluations();
      for (int number = 0; number < evaluations.size(); number++) {
        EvaluatedOn each = evaluations.get(number);
        List<String> ids = trialsOn(each, table);
        String file = "%s/tasks-%04d.npz".formatted(folder, number);
        storage.write(file, stream -> TaskArchive.write(each.set(), ids, stream));
        program.console().answer(file + "  " + Words.count(ids.size(), "trial") + "\n");
      }
    }
    return ExitCode.DONE;
  }

  private static List<String> trialsOn(EvaluatedOn tasks, ResultTable table) {
    String same =
        tasks.parameters().entrySet().stream()
            .map(ExportCommand::isTheSame)
            .collect(Collectors.joining(" AND "));
    List<String> ids = new ArrayList<>();
    table
        .sql("SELECT trial_id FROM trials WHERE kind = 'transformer' AND " + same + " ORDER BY 1")
        .column("trial_id")
        .forEach(id -> ids.add((String) id));
    return ids;
  }

  private static String isTheSame(Map.Entry<String, Object> parameter) {
    return parameter.getKey() + " <=> " + literal(parameter.getValue());
  }

  /**
   * Words are those of the study's reference, numbers in their shortest form; lists have numbers.
   */
  private static String literal(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(ExportCommand::literal)
          .collect(Collectors.joining(", ", "CAST(array(", ") AS array<double>)"));
    }
    return value instanceof String || value instanceof Double ? "'" + value + "'" : "" + value;
  }
}
