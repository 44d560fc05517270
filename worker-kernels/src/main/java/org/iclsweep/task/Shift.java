package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** What an out-of-distribution curve changes, by α. */
public enum Shift implements Labelled {
  /** The scale of the inputs: of uniform ones the half-width of their range. */
  INPUT_RANGE,
  /** The scale of the teacher: the deviation of its weights, the amplitude of its sine. */
  TEACHER_SCALE,
  /** Inputs from other distributions, {@link InputLaw#MIXTURE}, contexts of Frobenius norm α. */
  OTHER_INPUTS,
  /** The scale of the teacher, on inputs from those distributions, contexts of norm 1. */
  OTHER_INPUTS_TEACHER_SCALE,
  /** Inputs from those distributions as they are, not normalised, times α. */
  OTHER_INPUTS_RAW
}
