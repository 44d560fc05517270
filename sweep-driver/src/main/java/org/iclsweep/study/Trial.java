package org.iclsweep.study;

import java.io.Serializable;
import java.util.Map;

/** One row of the table to be: a description whose result is a pure function of it. */
public sealed interface Trial extends Serializable permits TransformerTrial, LearnerTrial {

  /** 32 hexadecimal digits; equal for equal descriptions, whatever study they come from. */
  String id();

  /**
   * Values of all parameters by column name, in the order of {@link Parameters#all}, typed as
   * {@link ParameterType#column} says. {@code null} where a parameter does not apply, and for the
   * words (off, endless, model-width, training-steps) that stand for no number.
   */
  Map<String, Object> parameters();
}
