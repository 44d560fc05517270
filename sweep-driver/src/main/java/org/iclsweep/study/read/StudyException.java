package org.iclsweep.study.read;

import java.util.List;
import java.util.stream.Collectors;

/** A study that cannot be run, with everything that is wrong with it. */
public final class StudyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<Problem> problems;

  StudyException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the lines, those of overrides last; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
