package org.iclsweep.measure;

import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;

/** A model's agreement with several learners, while it answers the tasks that they answered. */
public final class Agreements implements Evaluator.Observer {

  private final Predictor model;
  private final LaneMatrix own;
  private final List<Sums> learners;
  private int seen;

  /** With learners that have answered the same set. */
  public Agreements(Predictor model, List<Answers> learners) {
    this.model = model;
    own = LaneMatrix.zeros(1, learners.isEmpty() ? 0 : learners.get(0).dim);
    this.learners = learners.stream().map(each -> new Sums(each, own)).toList();
  }

  @Override
  public void see(int block, int tasks, LaneMatrix predictions) {
    if (learners.isEmpty()) {
      return;
    }
    own.copyFrom(model.sensitivity());
    for (Sums learner : learners) {
      learner.add(block, tasks, predictions);
    }
    seen += tasks;
  }

  /** The agreements on what was seen since they were last taken, in the order of the learners. */
  public List<Agreement> take() {
    int tasks = seen;
    seen = 0;
    return learners.stream().map(learner -> learner.take(tasks)).toList();
  }

  /** Running sums of the three measures against one learner. */
  private static final class Sums {
    private final Answers learner;
    private final LaneMatrix minusOther;
    private final LaneMatrix difference;
    private final LaneMatrix minusProduct = LaneMatrix.zeros(1, 1);
    private final LaneMatrix ownSquare = LaneMatrix.zeros(1, 1);
    private final LaneMatrix otherSquare = LaneMatrix.zeros(1, 1);
    private final LaneMatrix differenceSquare = LaneMatrix.zeros(1, 1);
    private final Operation products;
    private double predictionDifferences;
    private double modelDifferences;
    private double cosines;

    /**
     * @param own the model's g of a block, [1, d, 16]
     */
    Sums(Answers learner, LaneMatrix own) {
      this.learner = learner;
      minusOther = LaneMatrix.zeros(1, learner.dim);
      difference = LaneMatrix.zeros(1, learner.dim);
      LaneKernels kernels = Lanes.kernels();
      products =
          Operation.inOrder(
              () -> kernels.add(difference, own, minusOther),
              kernels.contract(minusProduct, own, minusOther.transposed(), false),
              kernels.contract(ownSquare, own, own.transposed(), false),
              kernels.contract(otherSquare, minusOther, minusOther.transposed(), false),
              kernels.contract(differenceSquare, difference, difference.transposed(), false));
    }

    void add(int block, int tasks, LaneMatrix predictions) {
      learner.copyMinusSensitivity(block, minusOther);
      products.run();
      for (int lane = 0; lane < tasks; lane++) {
        double answer = learner.prediction(block, lane);
        predictionDifferences += Math.abs(predictions.get(0, 0, lane) - answer);
        modelDifferences += Math.sqrt(differenceSquare.get(0, 0, lane));
        cosines +=
            -minusProduct.get(0, 0, lane) / (norm(ownSquare, lane) * norm(otherSquare, lane));
      }
    }

    private static double norm(LaneMatrix square, int lane) {
      return Math.sqrt(square.get(0, 0, lane)) + 1e-8;
    }

    /** The means, and starts anew. */
    Agreement take(int tasks) {
      Agreement means =
          new Agreement(predictionDifferences / tasks, modelDifferences / tasks, cosines / tasks);
      predictionDifferences = 0;
      modelDifferences = 0;
      cosines = 0;
      return means;
    }
  }
}
