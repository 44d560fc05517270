package org.iclsweep.trial;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.measure.SingularValues;
import org.iclsweep.spec.Column;

/**
 * A head in a few numbers, for tokens (x, y): {@code d} inputs and the label last.
 *
 * <pre>
 *   diagonal      k = mean of W_KQ[i,i],  i &lt; d
 *   off diagonal  root mean square of W_KQ[i,j] / |k|,  i, j &lt; d,  i != j
 *   value label   v = W_PV[d,d]
 *   product       v k,  which is -eta/N in one step of gradient descent
 * </pre>
 *
 * <p>The product is the only one of these that the factor leaves alone by which {@code W_KQ} and
 * {@code W_PV} are unknown. All but the ratio is {@code null} where heads are not known to have
 * roles ({@link TrialSpec#isPlain}).
 *
 * @param layer from 0
 * @param head from 0
 * @param keyQueryDiagonal k
 * @param keyQueryOffDiagonal {@code null} where k is 0, 0 where there is one input
 * @param valueLabel v
 * @param product v k
 * @param valueInputDiagonal mean of W_PV[i,i], i &lt; d: what moves the inputs, as in GD++
 * @param rankRatio second singular value of W_KQ over the first; {@code null} where W_KQ is 0
 * @param role which part the head plays
 */
public record HeadMeasures(
    int layer,
    int head,
    Double keyQueryDiagonal,
    Double keyQueryOffDiagonal,
    Double valueLabel,
    Double product,
    Double valueInputDiagonal,
    Double rankRatio,
    @Column(optional = true) HeadRole role)
    implements Serializable {

  /** Share of the strongest head's strength, the product of both largest singular values. */
  private static final double IDLE = 0.01;

  /** Strength of a model that has not begun to learn: the paper's weights start at 1e-4. */
  private static final double ASLEEP = 0.001;

  /**
   * Share of the squares of the inputs' block that {@code k} on the diagonal has to explain. One
   * head alone measured .99 and more; two share the work, and what each has beside the diagonal
   * cancels in their sum, so that theirs goes down to a half.
   */
  private static final double DIAGONAL = 0.5;

  private static final double MOST = 0.8;

  /**
   * Of the heads of a model.
   *
   * @param plain whether heads are known to have roles
   */
  public static List<HeadMeasures> of(List<HeadProducts> heads, boolean plain) {
    if (!plain) {
      return heads.stream().map(HeadMeasures::ofRank).toList();
    }
    double strongest = heads.stream().mapToDouble(HeadMeasures::strength).max().orElse(0);
    double idle = Math.max(ASLEEP, IDLE * strongest);
    return heads.stream().map(head -> of(head, idle)).toList();
  }

  private static HeadMeasures ofRank(HeadProducts head) {
    Double ratio = defined(RoleSwap.of(head).singularRatio());
    return new HeadMeasures(head.layer(), head.head(), null, null, null, null, null, ratio, null);
  }

  private static HeadMeasures of(HeadProducts head, double idle) {
    RealMatrix kq = head.keyQuery();
    RealMatrix pv = head.valueProjection();
    int dim = kq.getRowDimension() - 1;
    double diagonal = diagonal(kq, dim);
    double off = offDiagonal(kq, dim) / Math.abs(diagonal);
    RoleSwap swap = RoleSwap.of(head);
    boolean descent =
        dim * diagonal * diagonal > DIAGONAL * squares(kq, dim)
            && diagonal * pv.getEntry(dim, dim) < 0
            && swap.valueLabelShare() > MOST
            && swap.keyLabelEnergy() < 1 - MOST;
    HeadRole role =
        strength(head) < idle
            ? HeadRole.IDLE
            : descent ? HeadRole.DESCENT : swap.swapped() ? HeadRole.SWAPPED : HeadRole.OTHER;
    return new HeadMeasures(
        head.layer(),
        head.head(),
        diagonal,
        defined(off),
        pv.getEntry(dim, dim),
        pv.getEntry(dim, dim) * diagonal,
        diagonal(pv, dim),
        defined(swap.singularRatio()),
        role);
  }

  /** What is no number is no answer: null, as wherever nothing could be measured. */
  private static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static double strength(HeadProducts head) {
    return head.keyQuerySpectrum().get(0) * SingularValues.of(head.valueProjection())[0];
  }

  private static double diagonal(RealMatrix m, int dim) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      sum += m.getEntry(i, i);
    }
    return sum / dim;
  }

  /** Root mean square. */
  private static double offDiagonal(RealMatrix m, int dim) {
    double sum = squares(m, dim);
    for (int i = 0; i < dim; i++) {
      sum -= m.getEntry(i, i) * m.getEntry(i, i);
    }
    return Math.sqrt(Math.max(0, sum) / Math.max(1, dim * (dim - 1)));
  }

  private static double squares(RealMatrix m, int dim) {
    double sum = 0;
    for (int i = 0; i < dim; i++) {
      for (int j = 0; j < dim; j++) {
        sum += m.getEntry(i, j) * m.getEntry(i, j);
      }
    }
    return sum;
  }
}
