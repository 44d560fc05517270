package org.iclsweep.task;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/**
 * What labels of a block of regression are products with: its inputs, or {@link Features} of them.
 *
 * @param context φ of the context's inputs: [N, d, 16]
 * @param query φ of the query's: [1, d, 16]
 * @param writeContext overwrites the first by what the inputs are
 * @param writeQuery overwrites the second
 */
record LabelledFeatures(
    LaneMatrix context, LaneMatrix query, Operation writeContext, Operation writeQuery) {

  /** Inputs themselves are where they lie. */
  static LabelledFeatures of(LinearRegression spec, TaskBlock block) {
    LaneMatrix contextInputs = block.contextInputs();
    LaneMatrix queryInput = block.queryInput();
    return spec.features()
        .of(spec.dim())
        .map(perceptron -> of(perceptron, contextInputs, queryInput))
        .orElseGet(
            () ->
                new LabelledFeatures(
                    contextInputs, queryInput, Operation.none(), Operation.none()));
  }

  private static LabelledFeatures of(RandomPerceptron perceptron, LaneMatrix xs, LaneMatrix x) {
    LaneMatrix context = LaneMatrix.zeros(xs.rows(), xs.cols());
    LaneMatrix query = LaneMatrix.zeros(1, x.cols());
    return new LabelledFeatures(
        context, query, perceptron.write(context, xs), perceptron.write(query, x));
  }
}
