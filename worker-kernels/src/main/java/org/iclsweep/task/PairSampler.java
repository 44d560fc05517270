package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.lanes.Operation;
import org.iclsweep.random.Stream;

/**
 * Draws pairs of systems of {@link Dynamics}, one system after the other: states as sequences start
 * and the next ones.
 *
 * <pre>  x_i as first states,   y_i = W f(x_i) + ε_i  </pre>
 *
 * <p>A lane's generator draws W, then x_1, ε_1, x_2, ε_2 and so on; then the next system, likewise.
 * So the first pair is the start of the sequence of the same number, and a longer context begins
 * with the shorter.
 *
 * <p>Inputs and noise are independent between pairs and tasks. The released code of the paper has
 * one draw of the noise for all sequences of a batch, and draws inputs from the 76th on by the
 * generator of the first ones.
 *
 * <p><b>Shapes</b> (N pairs of all systems together): inputs, labels [N, n, 16].
 *
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 5</a>
 */
public final class PairSampler {

  private final int[] state = new int[LaneKernels.STATE_WORDS];
  private final LaneMatrix inputs;
  private final LaneMatrix labels;
  private final Operation run;

  /**
   * @param task whose systems are drawn anew for every sequence, and whose states are observed
   * @param pairs of each system
   */
  public PairSampler(Dynamics task, List<Integer> pairs) {
    pairs.forEach(each -> atLeastOne("pairs", each));
    int all = pairs.stream().mapToInt(Integer::intValue).sum();
    inputs = LaneMatrix.zeros(all, task.dim());
    labels = LaneMatrix.zeros(all, task.dim());
    TransitionSampler transition = TransitionSampler.of(task);
    StateSteps steps = new StateSteps(task, transition, state);
    List<Operation> draws = new ArrayList<>();
    int pair = 0;
    for (int ofSystem : pairs) {
      draws.add(() -> transition.draw(state));
      for (int k = 0; k < ofSystem; k++, pair++) {
        draws.add(steps.first(inputs.row(pair)));
        draws.add(steps.next(labels.row(pair), inputs.row(pair)));
      }
    }
    run = Operation.inOrder(draws);
  }

  /** Numbers that the pairs of a sequence take to draw, as {@link TaskSpec#draws}. */
  public static double draws(Dynamics task, List<Integer> pairs) {
    int all = pairs.stream().mapToInt(Integer::intValue).sum();
    return pairs.size() * task.transition().draws(task.dim())
        + all * (task.dim() + task.states().drawsOfStep(task.dim()));
  }

  /** x: [N, n, 16]. */
  public LaneMatrix inputs() {
    return inputs;
  }

  /** y: [N, n, 16]. */
  public LaneMatrix labels() {
    return labels;
  }

  /** Overwrites both, as {@link TaskSampler#draw}. */
  public void draw(long seed, Stream stream, int step, int firstTask) {
    Lanes.kernels().seed(state, seed, stream.number(), step, firstTask);
    run.run();
  }
}
