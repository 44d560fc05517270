package org.iclsweep.study.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.sweep.Plan;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Rounds;

/**
 * A question with its plan.
 *
 * @param name names the folder of its results; no part of any trial
 * @param remark a note and tags; no part of any trial
 * @param plan its trials
 * @param learntRule when a model has learnt; no part of any trial
 * @param lossUnit in which findings and figures tell losses; no part of any trial
 * @param checks what its results are held against
 * @param rounds where they follow from results, those that are known; the plan is of these
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
    Optional<Rounds> rounds,
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
      List<Check> checks,
      Optional<Rounds> rounds) {
    Optional<Refinement> refinement = rounds.map(Rounds::of);
    String resolved = StudyText.of(name, remark, plan, learntRule, lossUnit, checks, refinement);
    return new Study(name, remark, plan, learntRule, lossUnit, checks, rounds, resolved);
  }

  /** What it refines, if it does. */
  public Optional<Refinement> refinement() {
    return rounds.map(Rounds::of);
  }

  /** The same with other rounds of the same refinement. */
  public Study with(Rounds others) {
    Plan trials = others.plan(plan);
    return new Study(
        name, remark, trials, learntRule, lossUnit, checks, Optional.of(others), resolved);
  }

  /**
   * The same with the rounds that a results directory has; itself where it refines nothing, or
   * nothing is kept.
   *
   * @param kept what {@link #roundsText} wrote, if there is any
   * @param origin the name of that text in messages
   * @throws StudyException if it is no such text, or of another refinement
   */
  public Study withRounds(Optional<String> kept, String origin) throws StudyException {
    if (rounds.isEmpty() || kept.isEmpty()) {
      return this;
    }
    Problems problems = new Problems(origin);
    Optional<Rounds> read = new RoundsText(this, problems).read(kept.get(), origin);
    problems.throwIfAny();
    return with(read.orElseThrow());
  }

  /** Its rounds as a results directory keeps them. */
  public String roundsText() {
    return RoundsText.of(this);
  }
}
