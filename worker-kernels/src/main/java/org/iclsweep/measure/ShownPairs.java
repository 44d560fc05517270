package org.iclsweep.measure;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.lanes.PartialSums;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.TrialInterruptedException;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.PairSampler;
import org.iclsweep.task.PairTokens;

/**
 * A trained network that is shown pairs of inputs and labels as {@link PairTokens}, with copies of
 * its parameters that nothing changes.
 *
 * <pre>  loss = (1/2BN) Σ_tasks Σ_i ‖y_i - ŷ_i‖²  </pre>
 *
 * <p>ŷ_i is what it puts out at the token of x_i; what it puts out at others is no answer. Vectors
 * that are not of pairs stand among the tokens as they are drawn, ahead of any embedding and beside
 * the code of positions: E behind every label, and a prefix.
 *
 * <p><b>Shapes</b> (N pairs): answers, labels [N, n, 16]. Allocates nothing once it is made. Not
 * for use by several threads at once.
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 5</a>
 */
public final class ShownPairs {

  /** Vectors with where each stands among tokens and in their gradient. */
  private record Placed(TokenVectors vectors, List<LaneMatrix> values, List<LaneMatrix> gradients) {

    void put() {
      for (int k = 0; k < vectors.count(); k++) {
        vectors.put(k, values.get(k));
      }
    }

    void addGradients() {
      for (int k = 0; k < vectors.count(); k++) {
        vectors.add(k, gradients.get(k));
      }
    }
  }

  private final LaneKernels kernels = Lanes.kernels();
  private final Network network;
  private final PairSampler sampler;
  private final Operation show;
  private final LaneMatrix answers;
  private final LaneMatrix errors;
  private final PartialSums squares;
  private final Operation addSquares;
  private final Placed separator;
  private final Placed prefix;

  /**
   * @param trained whose parameters are copied
   * @param task on whose tokens, states themselves, it was trained
   * @param pairs of each system that follows another
   * @param separator E, one vector or none
   * @param prefix vectors before the first pair, or none
   */
  public ShownPairs(
      Network trained,
      Dynamics task,
      List<Integer> pairs,
      TokenVectors separator,
      TokenVectors prefix) {
    sampler = new PairSampler(task, pairs);
    LaneMatrix labels = sampler.labels();
    PairTokens layout = new PairTokens(prefix.count(), separator.count() > 0, labels.rows());
    network = copy(trained, task.withLength(layout.tokens()));
    LaneMatrix tokens = task.observations(network.block());
    show =
        Operation.inOrder(
            kernels.copy(layout.inputs(tokens), sampler.inputs()),
            kernels.copy(layout.labels(tokens), labels.rows(0, labels.rows() - 1)));
    answers = layout.inputs(network.output());
    errors = layout.inputs(network.outputGradient());
    squares = PartialSums.zeros(task.dim(), task.dim());
    addSquares = kernels.accumulate(squares, errors, errors);
    LaneMatrix gradient = network.inputGradient().cols(0, task.dim());
    this.separator =
        new Placed(
            separator, List.of(layout.separators(tokens)), List.of(layout.separators(gradient)));
    this.prefix = new Placed(prefix, firstRows(tokens, prefix), firstRows(gradient, prefix));
  }

  private static Network copy(Network trained, Dynamics task) {
    Network copy = new Network(trained.spec(), task);
    System.arraycopy(trained.parameters(), 0, copy.parameters(), 0, copy.parameters().length);
    copy.prepare();
    return copy;
  }

  private static List<LaneMatrix> firstRows(LaneMatrix of, TokenVectors vectors) {
    List<LaneMatrix> rows = new ArrayList<>();
    for (int k = 0; k < vectors.count(); k++) {
      rows.add(of.row(k));
    }
    return rows;
  }

  /** Draws the pairs of a block, as {@link PairSampler#draw}, and answers them. */
  public void answer(long seed, Stream stream, int step, int firstTask) {
    sampler.draw(seed, stream, step, firstTask);
    show.run();
    separator.put();
    prefix.put();
    network.forward();
  }

  /** ŷ: valid after {@link #answer}. */
  public LaneMatrix answers() {
    return answers;
  }

  /** y. */
  public LaneMatrix labels() {
    return sampler.labels();
  }

  /** x. */
  public LaneMatrix inputs() {
    return sampler.inputs();
  }

  /** Its own parameters, which are those of the trained network. */
  public float[] parameters() {
    return network.parameters();
  }

  /**
   * Answers {@code batch} tasks of {@link Stream#TUNE} and overwrites the gradients of all vectors
   * by those of the loss.
   *
   * @return the loss
   */
  public double gradient(long seed, int step, int batch) {
    squares.clear();
    separator.vectors().clear();
    prefix.vectors().clear();
    for (int first = 0; first < batch; first += LaneMatrix.LANES) {
      TrialInterruptedException.check();
      answer(seed, Stream.TUNE, step, first);
      // of other outputs the gradient is 0 from the start, and nothing here writes it
      kernels.subtract(errors, answers, labels());
      errors.clear(Math.min(LaneMatrix.LANES, batch - first));
      addSquares.run();
      network.inputBackward();
      separator.addGradients();
      prefix.addGradients();
    }
    double answered = (double) batch * labels().rows();
    separator.vectors().close((float) (1 / answered));
    prefix.vectors().close((float) (1 / answered));
    return 0.5 * sumOfSquares() / answered;
  }

  private double sumOfSquares() {
    double sum = 0;
    for (int j = 0; j < squares.cols(); j++) {
      sum += squares.sum(j, j);
    }
    return sum;
  }
}
