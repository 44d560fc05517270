package org.iclsweep.model;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.LaneParts;
import org.iclsweep.layer.Reach;
import org.iclsweep.task.SecondMoments;
import org.iclsweep.task.TaskSpec;

/**
 * The loss given a task's context, integrated over teacher and query: exactly, where answers are
 * bilinear in both.
 *
 * <pre>
 *   y* - ŷ = wᵀ R x,   R a function of the context's Gram matrix
 *   E (y* - ŷ)² / 2 = ‖F_wᵀ R F_x‖² / 2,   E w wᵀ = F_w F_wᵀ,   E x xᵀ = F_x F_xᵀ
 * </pre>
 *
 * <p>The network's own teacher and query play no part in it. Blocks of weights make answers
 * bilinear: labels move no inputs.
 *
 * <p><b>Shapes</b>: the errors F_wᵀ R F_x [d, d, 16].
 */
public final class IntegratedLoss implements BatchLoss {

  private final Stack stack;

  IntegratedLoss(Stack stack) {
    this.stack = stack;
  }

  /**
   * Refuses models and tasks whose answers are not bilinear in teacher and query.
   *
   * @throws IllegalArgumentException if they are not, with the reason
   */
  public static void refuse(ModelSpec model, TaskSpec task) {
    refuse(model);
    SecondMoments.require(task);
  }

  /** Refuses models whose answers are not. */
  public static void refuse(ModelSpec model) {
    String obstacle = obstacle(model);
    if (!obstacle.isEmpty()) {
      throw new IllegalArgumentException(
          "a loss is integrated over teacher and query where answers are bilinear in them, but "
              + obstacle);
    }
  }

  private static String obstacle(ModelSpec model) {
    AttentionSpec attention = model.attention();
    if (attention.kind() != AttentionSpec.Kind.LINEAR) {
      return "attention is " + attention.kind().label();
    }
    if (attention.weights().pattern().isFull()) {
      return "labels move inputs: weights have no pattern but full";
    }
    if (attention.keys() != AttentionSpec.Keys.CONTEXT) {
      return "the query is looked at";
    }
    if (model.mlp().place() != MlpSpec.Place.NONE) {
      return "perceptrons change tokens one by one";
    }
    return model.hasGramForm() ? "" : "tokens are clipped or normed one by one";
  }

  static SublayerList sublayers(ModelSpec model, TaskSpec task) {
    refuse(model, task);
    List<AttentionSublayer> layers = AttentionSublayer.among(model.sublayers(task, model.depth()));
    return new SublayerList(
        List.of(new BlockSublayer(layers, SecondMoments.of(task))), Reach.LABEL);
  }

  /** Arithmetic for one context. */
  public static ModelCost cost(ModelSpec model, TaskSpec task) {
    return sublayers(model, task).cost();
  }

  /** What of a context its weights meet. */
  public static KnownTask known(ModelSpec model, TaskSpec task) {
    return sublayers(model, task).sublayers().get(0).known().orElseThrow();
  }

  /** What it takes beside the network. */
  public static double bytes(ModelSpec model, TaskSpec task) {
    ModelMemory.Count count = new ModelMemory.Count();
    sublayers(model, task).forEach((sublayer, reach) -> sublayer.count(count, reach));
    return count.bytes();
  }

  @Override
  public void prepare() {
    stack.prepare();
  }

  @Override
  public void forward() {
    stack.forward();
  }

  @Override
  public void forwardOfKnown() {
    stack.forwardOfKnown();
  }

  @Override
  public LaneParts known() {
    return new LaneParts(stack.known());
  }

  @Override
  public LaneMatrix errors(int tasks) {
    LaneMatrix errors = stack.outputGradient();
    errors.copyFrom(stack.output());
    errors.clear(tasks);
    return errors;
  }

  @Override
  public int answers() {
    return 1;
  }

  @Override
  public void backward() {
    stack.backward();
  }

  @Override
  public void closeGradient(float scale) {
    stack.closeGradient(scale);
  }

  /** The loss of a lane's context; after {@link #forward}. */
  public double loss(int lane) {
    LaneMatrix errors = stack.output();
    double sum = 0;
    for (int r = 0; r < errors.rows(); r++) {
      for (int c = 0; c < errors.cols(); c++) {
        double error = errors.get(r, c, lane);
        sum += error * error;
      }
    }
    return sum / 2;
  }
}
