package org.iclsweep.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;

/**
 * A question with its plan.
 *
 * @param name names the folder of its results; no part of any trial
 * @param plan its trials
 * @param learntRule when a model has learnt; no part of any trial
 * @param checks what its results are held against
 * @param resolved canonical HOCON of the whole study, every parameter that applies written out;
 *     reads back to an equal study
 */
public record Study(
    String name, Plan plan, LearntRule learntRule, List<Check> checks, String resolved) {

  public Study {
    checks = List.copyOf(checks);
  }

  /**
   * Reads a study file.
   *
   * @param overrides each {@code path=value}, later ones over earlier ones
   * @throws StudyException with everything that is wrong with it
   */
  public static Study read(Path file, List<String> overrides) throws StudyException {
    Problems problems = new Problems(file.toString());
    String text = "";
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      String fault = Files.exists(file) ? "cannot be read: " + unreadable : "no such file";
      problems.add("", fault, neighbour(file));
    }
    problems.throwIfAny();
    return read(text, file.toString(), Optional.of(file), overrides, problems);
  }

  /**
   * Reads a study from text, which cannot include files.
   *
   * @param origin the name of the text in messages
   * @param overrides each {@code path=value}, later ones over earlier ones
   * @throws StudyException with everything that is wrong with it
   */
  public static Study parse(String text, String origin, List<String> overrides)
      throws StudyException {
    return read(text, origin, Optional.empty(), overrides, new Problems(origin));
  }

  private static Study read(
      String text, String origin, Optional<Path> file, List<String> overrides, Problems problems)
      throws StudyException {
    var document = StudyDocument.parse(text, origin, file, overrides, problems);
    if (document.isEmpty()) {
      problems.throwIfAny();
    }
    return new StudyReader(problems).read(document.orElseThrow());
  }

  static Study of(String name, Plan plan, LearntRule learntRule, List<Check> checks) {
    return new Study(name, plan, learntRule, checks, StudyText.of(name, plan, learntRule, checks));
  }

  private static String neighbour(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(each -> each.getFileName().toString()).sorted().toList();
      return Nearest.of(file.getFileName().toString(), names)
          .map(name -> "Did you mean " + file.resolveSibling(name) + "?")
          .orElse("");
    } catch (IOException noFolder) {
      return "There is no folder " + folder + ".";
    }
  }
}
