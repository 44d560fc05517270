package org.iclsweep.model;

import static org.iclsweep.spec.Requirements.require;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.LaneParts;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.MesaQueries;
import org.iclsweep.task.GramRoots;
import org.iclsweep.task.InContext;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;

/**
 * A stack of layers on one block of tasks, with its parameters as one flat array and room for
 * everything a step needs.
 *
 * <p>What it puts out is what the task's {@link ReadOut} reads as its answers.
 *
 * <p>Order of the parameters: {@link #slices}. Not for use by several threads at once.
 */
public final class Network implements BatchLoss {

  private final LaneKernels kernels = Lanes.kernels();
  private final ModelSpec spec;
  private final TaskSpec task;
  private final TaskBlock block;
  private final Parameters parameters;
  private final Stack stack;
  private final List<AttentionWeights> attention;
  private final boolean queryIsLookedAt;
  private final LaneMatrix ones;
  private final LaneMatrix querySensitivity;

  public Network(ModelSpec spec, TaskSpec task) {
    spec.requireReadable(task);
    this.spec = spec;
    this.task = task;
    block = new TaskBlock(task, spec.positions());
    SublayerList sublayers = SublayerList.of(spec, task);
    parameters = new Parameters(SublayerList.slices(spec, task));
    stack = new Stack(sublayers, parameters, block.tokens());
    attention = stack.attention();
    queryIsLookedAt = sublayers.looksAtQuery();
    ones = LaneMatrix.ones(readOut().positions(), readOut().features().count());
    querySensitivity = stack.inputGradient().row(task.tokens() - 1).cols(0, queryFeatures());
  }

  public ModelSpec spec() {
    return spec;
  }

  /** Where the tasks lie that the network works on. */
  public TaskBlock block() {
    return block;
  }

  /** Where the answers stand among the outputs. */
  public ReadOut readOut() {
    return task.readOut();
  }

  /** Features of the query's input; 0 where tasks have no query. */
  public int queryFeatures() {
    return task.inContext().map(InContext::inputDim).orElse(0);
  }

  /** The parameters; after a change, call {@link #prepare}. */
  public float[] parameters() {
    return parameters.values();
  }

  /** The gradient that {@link #closeGradient} wrote, in the order of the parameters. */
  public float[] gradient() {
    return parameters.gradient();
  }

  /** What the parameters are, in their order, without gaps. */
  public List<ParameterSlice> slices() {
    return parameters.slices();
  }

  /** The attention weights of each distinct layer. */
  public List<AttentionWeights> weights() {
    return attention;
  }

  /** The queries that mesa layers solve for, head by head, in the order of the layers. */
  public List<MesaQueries> solved() {
    return stack.solved();
  }

  /**
   * Whether a mesa layer solved for nothing in the last pass, because λ or γ had left its bounds or
   * rounding had.
   *
   * @param lanes tasks that are looked at, the first ones
   */
  public boolean isBroken(int lanes) {
    boolean broken = false;
    for (int k = 0; k < solved().size(); k++) {
      broken |= solved().get(k).broken(lanes);
    }
    return broken;
  }

  /**
   * What comes before attention and the first {@code count} attention layers with what follows each
   * of them, on this network's block and parameters.
   *
   * @param count less than the depth: the last layer computes no more than the read-out needs
   */
  public Stack firstLayers(int count) {
    require(
        count >= 0 && count < spec.depth(),
        "count",
        count,
        "0 or more and less than the depth of " + spec.depth());
    return new Stack(SublayerList.first(count, spec, task), parameters, block.tokens());
  }

  /** All layers whole, on this network's block and parameters, and the stream between them. */
  public Streams streams() {
    return new Streams(spec, task, parameters, block.tokens());
  }

  /**
   * The first layer and what stands before and behind it, whole, on this network's block and
   * parameters: every token's queries and keys are there where weights are factors.
   */
  public Stack firstLayer() {
    SublayerList first = SublayerList.first(1, spec, task).byFactors();
    return new Stack(first, parameters, block.tokens());
  }

  /** This network's block and parameters, cut at one of its layers of attention, from 0. */
  public LayerCut cut(int layer) {
    return new LayerCut(spec, task, parameters, block.tokens(), layer);
  }

  /**
   * The loss given the context alone, on this network's block and parameters.
   *
   * @throws IllegalArgumentException if answers are not bilinear in teacher and query, with the
   *     reason
   */
  public IntegratedLoss integrated() {
    SublayerList sublayers = IntegratedLoss.sublayers(spec, task);
    return new IntegratedLoss(new Stack(sublayers, parameters, block.tokens()));
  }

  /** Takes up the present parameters and forgets all sums of gradients. */
  @Override
  public void prepare() {
    stack.prepare();
  }

  /** What is read of each task, [P, p, 16]: see {@link #readOut}. Valid after {@link #forward}. */
  public LaneMatrix output() {
    return stack.output();
  }

  /** Where the loss's gradient by {@link #output} goes before {@link #backward}. */
  public LaneMatrix outputGradient() {
    return stack.outputGradient();
  }

  /** Runs all layers on the block. */
  @Override
  public void forward() {
    stack.forward();
  }

  /** The same where {@link #known} is there, be the tokens what they may. */
  @Override
  public void forwardOfKnown() {
    stack.forwardOfKnown();
  }

  /**
   * All that answers and gradients depend on in the block's tasks: what the weights meet of their
   * tokens, the same whatever the weights, and the targets. Valid after {@link #forward}.
   */
  @Override
  public LaneParts known() {
    List<LaneMatrix> known = new ArrayList<>(stack.known());
    known.add(block.targets());
    return new LaneParts(known);
  }

  /**
   * A sampler of what is {@link #known} by pairs that stand for a context.
   *
   * @throws IllegalArgumentException if tokens are read of a context, too
   */
  TaskSampler sampler(GramRoots roots) {
    spec.requireSums(task);
    TaskBlock pairs = new TaskBlock(roots.pairs());
    return new RootSampler(roots.sampler(pairs), stack.knownOf(pairs.tokens()), block);
  }

  /** Adds the block's part to the sums of the weights' gradients. */
  @Override
  public void backward() {
    stack.backward();
  }

  @Override
  public LaneMatrix errors(int tasks) {
    readOut().residual(kernels, outputGradient(), block.targets(), output(), tasks);
    return outputGradient();
  }

  @Override
  public int answers() {
    return readOut().positions();
  }

  /**
   * How the outputs answer to the query's input, all other tokens held fixed: their sum's
   * derivative by x_query, [1, {@link #queryFeatures d}, 16]. The matrix is overwritten by the next
   * call.
   */
  public LaneMatrix querySensitivity() {
    outputGradient().copyFrom(ones);
    // where other tokens look at the query, their share of the answer is part of it
    if (queryIsLookedAt) {
      stack.inputBackward();
    } else {
      stack.queryBackward();
    }
    return querySensitivity;
  }

  /** From {@link #outputGradient} to {@link #inputGradient}; weights' sums are left alone. */
  public void inputBackward() {
    stack.inputBackward();
  }

  /** The gradient by the block's tokens that {@link #inputBackward} wrote: [T, w, 16]. */
  public LaneMatrix inputGradient() {
    return stack.inputGradient();
  }

  /**
   * The one layer with its present parameters, to be applied again and again to this network's
   * block.
   *
   * @param dampening λ, by which its updates are multiplied
   * @throws IllegalArgumentException if there is more than one layer of attention, or anything
   *     around it
   */
  public RepeatedLayer repeated(double dampening) {
    return new RepeatedLayer(spec, task, block, parameters, dampening);
  }

  /** Overwrites {@link #gradient} with {@code scale} times the sums since {@link #prepare}. */
  @Override
  public void closeGradient(float scale) {
    stack.closeGradient(scale);
  }
}
