package org.iclsweep.study.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.sweep.Plan;

/**
 * A question with its plan.
 *
 * @param name names the folder of its results; no part of any trial
 * @param remark a note and tags; no part of any trial
 * @param plan its trials
 * @param learntRule when a model has learnt; no part of any trial
 * @param lossUnit in which findings and figures tell losses; no part of any trial
 * @param checks what its results are held against
 * @param resolved canonical HOCON of the whole study, every parameter that applies written out;
 *     reads back to an equal study
 */
public record Study(
    String name,
    Remark remark,
    Plan plan,
    LearntRule learntRule,
    LossUnit lossUnit,
    List<Check> checks,
    String resolved) {

  public Study {
    checks = List.copyOf(checks);
  }

  /**
   * Reads a study file as it is.
   *
   * @throws StudyException with everything that is wrong with it
   */
  public static Study read(Path file) throws StudyException {
    return read(file, List.of());
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
      text = TextFile.read(file);
    } catch (TextFile.Unreadable unreadable) {
      problems.add("", unreadable.getMessage(), unreadable.suggestion());
    }
    problems.throwIfAny();
    problems.nameOf(SyntaxCure.ofName(file.toString()));
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
    Study study = new StudyReader(problems).read(document.orElseThrow());
    problems.addTooLong(study.resolved());
    problems.throwIfAny();
    return study;
  }

  static Study of(
      String name,
      Remark remark,
      Plan plan,
      LearntRule learntRule,
      LossUnit lossUnit,
      List<Check> checks) {
    String resolved = StudyText.of(name, remark, plan, learntRule, lossUnit, checks);
    return new Study(name, remark, plan, learntRule, lossUnit, checks, resolved);
  }
}
