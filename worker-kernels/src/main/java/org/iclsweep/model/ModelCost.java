package org.iclsweep.model;

import org.iclsweep.task.TaskSpec;

/**
 * What a model's arithmetic comes to for one task, counted from its shape.
 *
 * <p>It is also the rule by which the form is chosen in which a model is computed: see {@link
 * SublayerList#of}. With width m, N context tokens, H heads and depth K, leading terms: {@code K H
 * N (6 m² + 6 N m)} for tokens, {@code N m² + K (6 H + 5) m³} for Gram matrices.
 *
 * @param forward fused multiply-adds of answering
 * @param backward fused multiply-adds of the gradient, on top of those
 * @param elementwise other operations of both: exponentials and the like, in single operations
 */
public record ModelCost(double forward, double backward, double elementwise) {

  /** That of no sublayer at all. */
  static final ModelCost NOTHING = new ModelCost(0, 0, 0);

  /** Of a model on tasks of this shape. */
  public static ModelCost of(ModelSpec spec, TaskSpec task) {
    return SublayerList.of(spec, task).cost();
  }

  /** Both. */
  ModelCost plus(ModelCost other) {
    return new ModelCost(
        forward + other.forward, backward + other.backward, elementwise + other.elementwise);
  }

  /** Fused multiply-adds of a training step. */
  public double multiplyAdds() {
    return forward + backward;
  }
}
