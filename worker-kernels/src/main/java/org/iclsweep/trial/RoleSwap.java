package org.iclsweep.trial;

import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Signs that a head has swapped roles: it keeps the label in its keys and the inputs in its values,
 * and so does gradient descent in one direction only.
 *
 * @param singularRatio second singular value of {@code W_KQ} over the first: 0 for rank one
 * @param keyLabelEnergy share of the squares of {@code W_KQ} in the row of the key's label
 * @param valueLabelShare share of the squares of the label column of {@code W_PV} in its label row
 */
public record RoleSwap(double singularRatio, double keyLabelEnergy, double valueLabelShare) {
  /** A swapped head measured .007, a head of the construction has 1. */
  private static final double RANK_ONE = 0.2;

  private static final double MOST = 0.8;

  public static RoleSwap of(HeadProducts head) {
    List<Double> spectrum = head.keyQuerySpectrum();
    int label = head.keyQuery().getRowDimension() - 1;
    RealMatrix kq = head.keyQuery();
    return new RoleSwap(
        spectrum.size() < 2 ? 0 : spectrum.get(1) / spectrum.get(0),
        share(kq.getRowVector(label).getNorm(), kq.getFrobeniusNorm()),
        share(
            head.valueProjection().getEntry(label, label),
            head.valueProjection().getColumnVector(label).getNorm()));
  }

  /** Whether all three signs are there: rank below .2, most energy in the key's label row. */
  public boolean swapped() {
    return singularRatio < RANK_ONE && keyLabelEnergy > MOST && valueLabelShare < 1 - MOST;
  }

  private static double share(double part, double whole) {
    return (part / whole) * (part / whole);
  }
}
