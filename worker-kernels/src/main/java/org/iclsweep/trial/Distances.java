package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Pattern;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.spec.Labelled;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * How far the blocks of every head's weight products between inputs are from multiples of the
 * identity, over the steps.
 *
 * <pre>
 *   A = v W_KQ[inputs, inputs],   B = W_PV[inputs, inputs] / v,   v = W_PV[label, label]
 *   distance of M = min over α of ‖M - α I‖ / ‖M‖ = √(1 - tr(M)² / (d ‖M‖²)),   Frobenius norms
 *   scale of M    = tr(M) / d,  the α of that
 * </pre>
 *
 * <p>A is also measured as (U D)ᵀ A (U D), which scores whitened inputs z of x = U D z. B moves
 * inputs, and is a multiple of the identity in all coordinates or in none.
 *
 * <p>Constant factors of scores and updates are no part of them. B of the last layer moves inputs
 * that nothing reads, and is left out; so is one that is 0 by the model's pattern.
 *
 * <p><b>Cost.</b> None that counts.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), section 5</a>
 */
public record Distances() implements Taking<Distance> {

  /** In which coordinates of the inputs they are measured. */
  public enum Frame implements Labelled {
    /** Those of the tokens. */
    RAW,
    /** Those in which the inputs' covariance is a multiple of the identity. */
    WHITENED;

    /** A block of W_KQ, which scores x by x', in these coordinates. */
    private RealMatrix of(RealMatrix keyQuery, WhitenedInputs whitened) {
      return switch (this) {
        case RAW -> keyQuery;
        case WHITENED -> whitened.scoring(keyQuery);
      };
    }
  }

  /**
   * A block.
   *
   * @param step optimizer steps done
   * @param layer from 0
   * @param head from 0
   * @param matrix {@code key-query} for A, {@code value-projection} for B
   * @param frame coordinates
   * @param distance from the nearest multiple of the identity, 0 to 1; {@code null} of zeros
   * @param scale that multiple; {@code null} where v is 0
   */
  public record Distance(
      int step,
      int layer,
      int head,
      AttentionWeights.Name matrix,
      Frame frame,
      Double distance,
      Double scale)
      implements Serializable {

    static Distance of(
        int step, HeadProducts head, AttentionWeights.Name matrix, Frame frame, RealMatrix block) {
      double trace = block.getTrace();
      double norm = block.getFrobeniusNorm();
      int dim = block.getRowDimension();
      return new Distance(
          step,
          head.layer(),
          head.head(),
          matrix,
          frame,
          finite(Math.sqrt(Math.max(0, 1 - trace * trace / (dim * norm * norm)))),
          finite(trace / dim));
    }

    private static Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    if (!model.readsPairs(task)) {
      throw new IllegalArgumentException(
          "distances are of weights whose rows are inputs and a label: of concatenated tokens,"
              + " without perceptrons, LayerNorm, embedding and positions");
    }
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<Distance> atPoints(MeasuredModel model) {
    TrialSpec spec = model.spec();
    WhitenedInputs whitened = WhitenedInputs.of(spec.inContext());
    return point ->
        HeadProducts.of(FinalWeights.of(model.network()), spec).stream()
            .flatMap(head -> of(point, head, spec.model(), whitened).stream())
            .toList();
  }

  private static List<Distance> of(
      CurvePoint point, HeadProducts head, ModelSpec model, WhitenedInputs whitened) {
    int label = head.keyQuery().getRowDimension() - 1;
    double share = head.valueProjection().getEntry(label, label);
    RealMatrix a = inputs(head.keyQuery(), label).scalarMultiply(share);
    RealMatrix b = inputs(head.valueProjection(), label).scalarMultiply(1 / share);
    List<Distance> all = new ArrayList<>();
    for (Frame frame : Frame.values()) {
      RealMatrix block = frame.of(a, whitened);
      all.add(Distance.of(point.step(), head, AttentionWeights.Name.KEY_QUERY, frame, block));
    }
    boolean read = head.layer() < model.depth() - 1;
    if (read && model.attention().weights().pattern() != Pattern.SPARSE) {
      all.add(
          Distance.of(point.step(), head, AttentionWeights.Name.VALUE_PROJECTION, Frame.RAW, b));
    }
    return all;
  }

  private static RealMatrix inputs(RealMatrix product, int dim) {
    return product.getSubMatrix(0, dim - 1, 0, dim - 1);
  }
}
