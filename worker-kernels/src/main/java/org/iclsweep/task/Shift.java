package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** What an out-of-distribution curve changes, by α. */
public enum Shift implements Labelled {
  /** The scale of the inputs: of uniform ones the half-width of their range. */
  INPUT_RANGE("input-range"),
  /** The scale of the teacher: the deviation of its weights, the amplitude of its sine. */
  TEACHER_SCALE("teacher-scale"),
  /** Inputs from other distributions, {@link InputLaw#MIXTURE}, contexts of Frobenius norm α. */
  OTHER_INPUTS("other-inputs"),
  /** The scale of the teacher, on inputs from those distributions, contexts of norm 1. */
  OTHER_INPUTS_TEACHER_SCALE("other-inputs-teacher-scale"),
  /** Inputs from those distributions as they are, not normalised, times α. */
  OTHER_INPUTS_RAW("other-inputs-raw");

  private final String label;

  Shift(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
