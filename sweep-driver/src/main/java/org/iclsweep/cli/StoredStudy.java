package org.iclsweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.read.Problem;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;

/** The study that ran last in a results directory, as it is kept there, with all its rounds. */
final class StoredStudy {

  private StoredStudy() {}

  /** Where it is kept. */
  static String file(String directory) {
    return directory + "/_study/study.conf";
  }

  /** The study; empty if none is kept. */
  static Optional<Study> read(Storage storage, String directory) throws StudyException {
    TrialTable table = TrialTable.at(storage, directory);
    Optional<String> resolved = table.study();
    return resolved.isEmpty()
        ? Optional.empty()
        : Optional.of(table.withRounds(Study.parse(resolved.get(), file(directory), List.of())));
  }

  /**
   * The study with other measures. It is kept with every parameter written out, so a measure that
   * applies no more is left out.
   *
   * @param resolved as it is kept
   * @param origin its name in messages
   */
  static Study measuredOtherwise(String resolved, String origin, List<String> overrides)
      throws StudyException {
    String text = resolved;
    while (true) {
      try {
        return Study.parse(text, origin, overrides);
      } catch (StudyException wrong) {
        Set<Integer> idle =
            wrong.problems().stream()
                .filter(StoredStudy::isIdleMeasure)
                .map(Problem::line)
                .collect(Collectors.toSet());
        if (idle.isEmpty()) {
          throw wrong;
        }
        text = without(text, idle);
      }
    }
  }

  private static boolean isIdleMeasure(Problem problem) {
    return problem.line() > 0
        && (problem.path().startsWith("measure.") || problem.path().contains(".measure."))
        && problem.message().startsWith("has no effect");
  }

  /** With empty lines in the place of some, so that all others keep their numbers. */
  private static String without(String text, Set<Integer> lines) {
    List<String> all = new ArrayList<>(text.lines().toList());
    lines.forEach(line -> all.set(line - 1, ""));
    return String.join("\n", all) + "\n";
  }
}
