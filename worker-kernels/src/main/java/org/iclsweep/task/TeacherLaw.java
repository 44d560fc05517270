package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** How a teacher's weights are distributed beside inputs of some covariance Σ. */
public enum TeacherLaw implements Labelled {
  /** N(0, s² I). */
  ISOTROPIC,
  /** N(0, s² Σ⁻¹), so that labels have the same law for every Σ. */
  INVERSE_COVARIANCE
}
