package org.iclsweep.task;

import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;

/**
 * Inputs from a law that is chosen anew for every task. Candidates of every law are drawn for all
 * tasks, and each is weighted with 0 or 1: exact, and the same draws whichever law is chosen.
 */
final class MixedInputs implements InputSampler {

  private static final List<InputLaw> LAWS =
      List.of(InputLaw.EXPONENTIAL, InputLaw.NORMAL, InputLaw.LAPLACE);

  private final LaneKernels kernels = Lanes.kernels();
  private final LaneMatrix weights = LaneMatrix.zeros(1, LAWS.size());
  private final InputSampler[] candidates = new InputSampler[LAWS.size()];
  private final Multiples[] contexts = new Multiples[LAWS.size()];
  private final Multiples[] queries = new Multiples[LAWS.size()];

  MixedInputs(float scale, LaneMatrix context, LaneMatrix query) {
    for (int law = 0; law < LAWS.size(); law++) {
      LaneMatrix ownContext = LaneMatrix.zeros(context.rows(), context.cols());
      LaneMatrix ownQuery = LaneMatrix.zeros(1, query.cols());
      candidates[law] = new IndependentInputs(LAWS.get(law), scale, ownContext, ownQuery);
      contexts[law] = new Multiples(context, ownContext, weights.col(law), law > 0);
      queries[law] = new Multiples(query, ownQuery, weights.col(law), law > 0);
    }
  }

  @Override
  public void draw(int[] state) {
    kernels.fillOneHot(weights, state);
    for (int law = 0; law < candidates.length; law++) {
      candidates[law].draw(state);
      contexts[law].write();
      queries[law].write();
    }
  }
}
