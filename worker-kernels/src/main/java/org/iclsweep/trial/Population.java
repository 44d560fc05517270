package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.layer.Pattern;
import org.iclsweep.learner.ExpectedLoss;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Update;
import org.iclsweep.task.InContext;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * The expected loss of the point of class S that is nearest to the weights, over the steps: exact,
 * with all tails, where the mean over any set of tasks is ruled by the few that are in it.
 *
 * <pre>
 *   A_h = W_KQ[inputs, inputs],  B_h = W_PV[inputs, inputs],  v_h = W_PV[label, label]  of head h
 *   α_h = tr((U D)ᵀ A_h (U D)) / d,   β_h = tr(B_h) / d
 *   η = -N s λ Σ_h v_h α_h,   γ = -s λ Σ_h β_h α_h,   s the scale of scores, λ that of updates
 * </pre>
 *
 * <p>Within class S itself, and so where trained weights have come near it, it is the expected loss
 * of the model. The projection leaves out what is off multiples of Σ⁻¹ and I, and all entries
 * between inputs and label.
 *
 * <p><b>Cost.</b> None that counts.
 *
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), theorems 3 and 4</a>
 */
public record Population() implements Taking<PopulationPoint> {

  private static final String OF =
      "a population loss is of linear attention to the context of concatenated tokens, without"
          + " perceptrons, LayerNorm, embedding, positions and a bound on activations";

  private static final int DEEPEST = 5;

  /**
   * What is nearest in class S.
   *
   * @param step optimizer steps done
   * @param populationLoss expected loss there; {@code null} where it is not finite
   * @param learningRates η of every layer, as those of a stationary point
   * @param gammas γ of every layer, the last of which is 0; empty where inputs are not moved
   */
  public record PopulationPoint(
      int step, Double populationLoss, List<Double> learningRates, List<Double> gammas)
      implements Serializable {
    public PopulationPoint {
      learningRates = List.copyOf(learningRates);
      gammas = List.copyOf(gammas);
    }
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    unknown(model, task)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  /** Why it is not known of a model and a task; empty where it is. */
  public Optional<String> unknown(ModelSpec model, TaskSpec task) {
    boolean known =
        model.isPlain(task)
            && model.attention().keys() == AttentionSpec.Keys.CONTEXT
            && model.tokenClip() == 0;
    return ExpectedLoss.unknown(task)
        .or(() -> known ? Optional.empty() : Optional.of(OF))
        .or(() -> tooDeep(model));
  }

  private static Optional<String> tooDeep(ModelSpec model) {
    return movesInputs(model) && model.depth() > DEEPEST
        ? Optional.of(
            "a population loss is known up to depth " + DEEPEST + " only where inputs are moved")
        : Optional.empty();
  }

  private static boolean movesInputs(ModelSpec model) {
    return model.depth() > 1
        && model.update() != Update.LABEL
        && model.attention().weights().pattern() != Pattern.SPARSE;
  }

  @Override
  public boolean isOverSteps() {
    return true;
  }

  @Override
  public AtPoints<PopulationPoint> atPoints(MeasuredModel model) {
    Projection projection = new Projection(model.spec());
    return point ->
        List.of(
            projection.of(point, HeadProducts.of(FinalWeights.of(model.network()), model.spec())));
  }

  /** From weights to class S. */
  private static final class Projection {
    private final ModelSpec model;
    private final WhitenedInputs whitened;
    private final ExpectedLoss expected;
    private final int context;
    private final int dim;
    private final double scale;

    Projection(TrialSpec spec) {
      model = spec.model();
      InContext task = spec.inContext();
      whitened = WhitenedInputs.of(task);
      expected = ExpectedLoss.of(task, model.depth(), movesInputs(model));
      context = task.context();
      dim = task.inputDim();
      AttentionSpec attention = model.attention();
      int keySize = attention.keySize() > 0 ? attention.keySize() : task.tokenWidth();
      scale = model.dampening() * attention.scoreScale(0, context, keySize);
    }

    PopulationPoint of(CurvePoint point, List<HeadProducts> heads) {
      double[] rates = new double[model.distinctLayers()];
      double[] gammas = new double[model.distinctLayers()];
      for (HeadProducts head : heads) {
        RealMatrix values = head.valueProjection();
        double score = mean(whitened.scoring(inputs(head.keyQuery())));
        rates[head.layer()] -= context * scale * values.getEntry(dim, dim) * score;
        gammas[head.layer()] -= scale * mean(inputs(values)) * score;
      }
      List<Double> ofLayers = new ArrayList<>();
      List<Double> moves = new ArrayList<>();
      for (int l = 0; l < model.depth(); l++) {
        ofLayers.add(rates[model.tied() ? 0 : l]);
        if (movesInputs(model)) {
          moves.add(l < model.depth() - 1 ? gammas[model.tied() ? 0 : l] : 0);
        }
      }
      // heads whose weights are not finite are left out
      boolean whole = heads.size() == rates.length * model.heads();
      double loss = whole ? expected.at(ofLayers, moves) : Double.NaN;
      return new PopulationPoint(
          point.step(), Double.isFinite(loss) ? loss : null, ofLayers, moves);
    }

    private RealMatrix inputs(RealMatrix product) {
      return product.getSubMatrix(0, dim - 1, 0, dim - 1);
    }

    private double mean(RealMatrix block) {
      return block.getTrace() / dim;
    }
  }
}
