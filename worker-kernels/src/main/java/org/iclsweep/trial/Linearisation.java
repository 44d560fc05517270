package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.LinearisedNetwork;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.LossRatio;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.LayerCut;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.random.Stream;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Linearisation.LinearisedLayer;

/**
 * What a model loses where one of its layers of attention is replaced by the nearest causal linear
 * one, layer by layer, at the end of training.
 *
 * <p>The linear layer is fitted by least squares and trained further on sequences that are drawn
 * anew: least squares know few sequences, and all of their chance.
 *
 * <p><b>Cost.</b> For each layer its fit in double, its training, and an evaluation whose one layer
 * is in double.
 *
 * @param turns of fitting scores to values and values to scores
 * @param sequences that a layer is fitted on; none of them is of the evaluation set
 * @param steps of its training; 0 for none
 * @param rate of the first of them
 */
public record Linearisation(int turns, int sequences, int steps, double rate)
    implements Taking<LinearisedLayer> {

  /** Why a layer behind a norm is not linearised. */
  public static final String NORMED =
      "a layer is linearised that reads what the layers before it put out, with no LayerNorm between";

  /** Flops of a trained model that one in double, of one sequence at a time, is worth. */
  private static final double DOUBLE_FLOPS = 12;

  /**
   * A layer in whose place another stands.
   *
   * @param layer from 0
   * @param unexplained share of the squares of what the layer adds to its inputs that the linear
   *     one does not give, on as many sequences of the evaluation set as it is fitted on
   * @param loss mean over the evaluation tasks
   * @param lossStandardError of that mean
   * @param ratio of this loss to the model's
   * @param ratioStandardError of that ratio, on the same tasks
   * @param keyQueryMeans of the linear layer, the mean of the diagonal of every block of what
   *     scores tokens, between two observations: head by head, row by row; empty where layers read
   *     anything else
   * @param valueProjectionMeans the same of what is added of values; a head's two products are
   *     known up to a factor and its inverse
   */
  public record LinearisedLayer(
      int layer,
      double unexplained,
      double loss,
      double lossStandardError,
      double ratio,
      double ratioStandardError,
      List<Double> keyQueryMeans,
      List<Double> valueProjectionMeans)
      implements Serializable {
    public LinearisedLayer {
      keyQueryMeans = List.copyOf(keyQueryMeans);
      valueProjectionMeans = List.copyOf(valueProjectionMeans);
    }
  }

  public Linearisation {
    atLeastOne("turns", turns);
    atLeastOne("sequences", sequences);
    require(steps >= 0, "steps", steps, "0 or more");
    positive("rate", rate);
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    if (model.attention().keys() != Keys.CAUSAL) {
      throw new IllegalArgumentException(
          "layers of causal attention are linearised, but keys are "
              + model.attention().keys().label());
    }
    if (model.norm() != NormPlace.NONE) {
      throw new IllegalArgumentException(NORMED);
    }
  }

  @Override
  public List<LinearisedLayer> atEnd(MeasuredModel model) {
    EvaluationSet evaluation = model.evaluation();
    EvaluationSet fitted =
        new EvaluationSet(evaluation.task(), Stream.SEARCH, evaluation.seed(), sequences);
    double[] own = Evaluator.losses(model.predictor(), evaluation);
    List<LinearisedLayer> layers = new ArrayList<>();
    for (int l = 0; l < model.spec().model().depth(); l++) {
      LinearisedNetwork linear = new LinearisedNetwork(model.network(), l, fitted, turns);
      if (steps > 0) {
        linear.distil(fitted, steps, rate);
      }
      double[] losses = Evaluator.losses(linear, evaluation);
      Loss loss = Evaluator.mean(losses);
      LossRatio ratio = LossRatio.of(losses, own);
      layers.add(
          new LinearisedLayer(
              l,
              linear.unexplained(evaluation.first(Math.min(sequences, evaluation.tasks()))),
              loss.mean(),
              loss.standardError(),
              ratio.ratio(),
              ratio.standardError(),
              means(linear, model.spec(), Name.KEY_QUERY),
              means(linear, model.spec(), Name.VALUE_PROJECTION)));
    }
    return layers;
  }

  private static List<Double> means(LinearisedNetwork linear, TrialSpec spec, Name matrix) {
    if (!spec.model().readsObservations(spec.task())) {
      return List.of();
    }
    List<HeadProducts> heads = new ArrayList<>();
    for (int h = 0; h < spec.model().heads(); h++) {
      heads.add(new HeadProducts(0, h, linear.scores(h), linear.values(h)));
    }
    return BlockMean.of(heads, spec.task().slots()).stream()
        .filter(each -> each.matrix() == matrix)
        .map(BlockMean::diagonalMean)
        .toList();
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    ModelSpec model = trial.model();
    int tokens = trial.task().tokens();
    double flops = 0;
    for (int l = 0; l < model.depth(); l++) {
      int width = LayerCut.width(model, trial.task().tokenWidth(), l);
      double turn = DOUBLE_FLOPS * LinearisedNetwork.turnFlops(model.heads(), tokens, width);
      double layer = 2.0 * model.heads() * tokens * width * (2.0 * width + tokens);
      double trained = LinearisedNetwork.batch() * (prices.network() + 3 * layer);
      flops +=
          sequences * (2 * prices.network() + turns * turn + DOUBLE_FLOPS * layer)
              + steps * trained
              + trial.measure().evalTasks() * (2 * prices.network() + DOUBLE_FLOPS * layer);
    }
    return flops;
  }

  @Override
  public double bytes(TrialSpec trial) {
    int heads = trial.model().heads();
    int width = LayerCut.width(trial.model(), trial.task().tokenWidth(), 0);
    double kept = 4.0 * sequences * trial.task().tokens() * width;
    double normal = 8 * Math.pow((double) heads * width, 2);
    return ModelMemory.of(trial.model(), trial.task()).bytes()
        + LinearisedNetwork.distillationBytes(heads, trial.task().tokens(), width)
        + Double.BYTES * (kept + normal + 2.0 * trial.measure().evalTasks());
  }
}
