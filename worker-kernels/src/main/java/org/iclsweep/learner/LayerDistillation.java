package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.LayerCut;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.Optimizer;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskArray;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * Trains a layer of causal linear attention to put out what another layer does with what comes to
 * it, on sequences that are drawn anew in every step, by Adam at a rate that falls linearly to 0.
 *
 * <p><b>Shapes</b> (T tokens, width m, H heads): tokens e and targets e' [T, m, 16]; A, B [H, m,
 * m], which are the parameters.
 */
final class LayerDistillation implements TaskSampler {

  /** Sequences of a step. */
  static final int BATCH = 64;

  private final LayerCut cut;
  private final TaskSampler sequences;
  private final Network linear;
  private final int width;

  /** What comes to the layer and what it makes of it, as a task. */
  private record Layer(int tokens, int tokenWidth) implements TaskSpec {

    @Override
    public ReadOut readOut() {
      return new ReadOut(tokens, Columns.first(tokenWidth), false);
    }

    @Override
    public double draws() {
      return 0;
    }

    @Override
    public List<TaskArray> arrays(TaskBlock block) {
      return List.of();
    }

    @Override
    public TaskSampler sampler(TaskBlock block) {
      throw new UnsupportedOperationException("a layer's tokens are made by those before it");
    }
  }

  /**
   * @param cut at the layer
   * @param sequences of the block that it is on
   * @param heads H
   */
  LayerDistillation(LayerCut cut, TaskSampler sequences, int heads) {
    this.cut = cut;
    this.sequences = sequences;
    width = cut.stream().cols();
    linear = new Network(model(heads), new Layer(cut.stream().rows(), width));
  }

  private static ModelSpec model(int heads) {
    // no weight keeps its initial value
    Initialisation unused = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1);
    return new ModelSpec(1, false, AttentionSpec.causalProducts(heads), 0, unused);
  }

  /** What it takes. */
  static double bytes(int heads, int tokens, int width) {
    return ModelMemory.of(model(heads), new Layer(tokens, width)).bytes();
  }

  @Override
  public TaskBlock block() {
    return linear.block();
  }

  @Override
  public void draw(long seed, Stream stream, int step, int firstTask) {
    sequences.draw(seed, stream, step, firstTask);
    cut.forward();
    cut.attend();
    linear.block().tokens().copyFrom(cut.stream());
    linear.block().targets().copyFrom(cut.attended());
  }

  /**
   * Overwrites A and B by what they are after some steps of training. Before it, both of a head get
   * the same norm by a factor and its inverse, which changes nothing but how fast they move.
   */
  void train(double[] scores, double[] values, long seed, int steps, double rate) {
    AttentionWeights layer = linear.weights().get(0);
    for (int h = 0; h < layer.heads(); h++) {
      double factor = Math.sqrt(norm(values, h) / norm(scores, h));
      factor = factor > 0 && Double.isFinite(factor) ? factor : 1;
      write(layer.weight(Name.KEY_QUERY, h), scores, h, factor);
      write(layer.weight(Name.VALUE_PROJECTION, h), values, h, 1 / factor);
    }
    BatchGradient batch = new BatchGradient(linear, this);
    Optimizer adam =
        new OptimizerSpec.Adam(rate, 0.9, 0.999, 1e-8).optimizer(linear.parameters().length);
    for (int step = 1; step <= steps; step++) {
      batch.compute(seed, Stream.SEARCH, step, 0, BATCH);
      adam.step(linear.parameters(), linear.gradient(), 1 - (step - 1f) / steps);
    }
    for (int h = 0; h < layer.heads(); h++) {
      read(scores, layer.weight(Name.KEY_QUERY, h), h);
      read(values, layer.weight(Name.VALUE_PROJECTION, h), h);
    }
  }

  private double norm(double[] all, int head) {
    double squares = 0;
    for (int k = head * width * width; k < (head + 1) * width * width; k++) {
      squares = Math.fma(all[k], all[k], squares);
    }
    return Math.sqrt(squares);
  }

  private void write(SharedMatrix into, double[] all, int head, double factor) {
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        into.set(r, c, (float) (factor * all[(head * width + r) * width + c]));
      }
    }
  }

  private void read(double[] all, SharedMatrix from, int head) {
    for (int r = 0; r < width; r++) {
      for (int c = 0; c < width; c++) {
        all[(head * width + r) * width + c] = from.get(r, c);
      }
    }
  }
}
