package org.iclsweep.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.MesaQueries;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.trial.MesaHeads.MesaHead;

/**
 * What the heads of mesa layers are at the end, and how far single precision carries them.
 *
 * <p><b>Cost.</b> The evaluation tasks once more, where there are such layers.
 */
public record MesaHeads() implements Taking<MesaHead> {

  /**
   * A head.
   *
   * @param layer from 0; of tied layers each time that the one is applied
   * @param head from 0
   * @param lambda λ: its ridge is 1/λ
   * @param forget γ, by which what it has seen counts less with every token; 1 where it does not
   * @param rho λ |k|², the largest of all tokens of the evaluation tasks
   */
  public record MesaHead(int layer, int head, double lambda, double forget, double rho)
      implements Serializable {}

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    return trial.model().attention().kind().hasMesa()
        ? trial.measure().evalTasks() * prices.network()
        : 0;
  }

  @Override
  public List<MesaHead> atEnd(MeasuredModel model) {
    List<MesaQueries> solved = model.network().solved();
    if (solved.isEmpty()) {
      return List.of();
    }
    double[] rho = new double[solved.size()];
    Evaluator.Observer largest =
        (block, tasks, predictions) -> {
          for (int k = 0; k < rho.length; k++) {
            rho[k] = Math.max(rho[k], solved.get(k).largestRho(tasks));
          }
        };
    Evaluator.loss(model.predictor(), model.evaluation(), List.of(largest));
    int heads = model.spec().model().heads();
    int first = model.spec().model().depth() - rho.length / heads;
    List<MesaHead> left = new ArrayList<>();
    for (int k = 0; k < rho.length; k++) {
      MesaQueries head = solved.get(k);
      left.add(new MesaHead(first + k / heads, k % heads, head.lambda(), head.forget(), rho[k]));
    }
    return left;
  }
}
