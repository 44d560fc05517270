package org.iclsweep.model;

import java.util.HashSet;
import java.util.Set;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.task.TaskSpec;

/**
 * What a {@link Network} takes of memory, counted from its shape, so that a model which is too
 * large is known before it is made.
 *
 * <p><b>Error.</b> Within a tenth for all that takes more than some megabytes; a test holds it
 * against what the JVM allocates.
 *
 * @param parameters number of trained parameters
 * @param bytes of the network: parameters, gradient, products, sums, activations
 * @param longest floats of its longest array
 */
public record ModelMemory(double parameters, double bytes, double longest) {

  /** A matrix of weights and its sums over tasks. */
  static final double SUMMED = 1 + PartialSums.PARTS;

  /** Of a model on tasks of this shape. */
  public static ModelMemory of(ModelSpec spec, TaskSpec task) {
    double parameters =
        SublayerList.slices(spec, task).stream().mapToDouble(ParameterSlice::values).sum();
    Count count = new Count();
    count.floats(2 * parameters);
    count.lanes((double) task.tokens() * spec.inputWidth(task), 2);
    SublayerList.of(spec, task).forEach((sublayer, reach) -> sublayer.count(count, reach));
    return new ModelMemory(parameters, count.bytes(), count.longest);
  }

  /** What the sublayers add to. */
  static final class Count {
    private final Set<Weighted<?>> weights = new HashSet<>();
    private double floats;
    private double longest;

    double bytes() {
      return Float.BYTES * floats;
    }

    /** Weights, which equal sublayers share. */
    void weights(Weighted<?> of) {
      if (weights.add(of)) {
        of.countWeights(this);
      }
    }

    void floats(double count) {
      floats += count;
    }

    /** Sums over tasks of so many matrices with so many elements each. */
    void sums(double elements, double matrices) {
      array(PartialSums.PARTS * elements, matrices);
    }

    /** Matrices of all lanes with so many elements each. */
    void lanes(double elements, double matrices) {
      array(LaneMatrix.LANES * elements, matrices);
    }

    /** Features of the tokens whose outer products are summed, one token a block. */
    void kept(double features) {
      lanes(PartialSums.KEPT * features, 1);
    }

    private void array(double length, double arrays) {
      longest = Math.max(longest, length);
      floats(arrays * length);
    }
  }
}
