package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;

/**
 * Sequences of states of a linear system without noise, of which every next one is to be told.
 *
 * <pre>
 *   s_1 ~ U(-1, 1)^n,   s_{t+1} = W s_t,   W as the transition says
 *   token t = (0, s_t, s_t, s_{t-1}),  s_0 = 0;   answer t = s_{t+1}, in the first n features
 * </pre>
 *
 * <p>Tokens are constructed: one layer of causal linear attention can take a step of gradient
 * descent on all transitions that came before.
 *
 * @param dim n, features of a state
 * @param length T, tokens of a sequence
 * @param teacherSeed of what all sequences share: a fixed W, or systems where they are not endless
 * @param transition W
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), sections 2 and 3</a>
 */
public record Dynamics(int dim, int length, long teacherSeed, Transition transition)
    implements TaskSpec {

  /** Parts of a token, as wide as a state each. */
  private static final int PARTS = 4;

  public Dynamics {
    atLeastOne("dim", dim);
    atLeastOne("length", length);
  }

  /** One orthogonal W for all sequences. */
  public Dynamics(int dim, int length, long teacherSeed) {
    this(dim, length, teacherSeed, Transition.FIXED);
  }

  /** The same with other W. */
  public Dynamics withTransition(Transition other) {
    return new Dynamics(dim, length, teacherSeed, other);
  }

  @Override
  public int tokens() {
    return length;
  }

  @Override
  public int tokenWidth() {
    return PARTS * dim;
  }

  /** Where a part of the tokens lies, from 0: [T, n, 16]. */
  LaneMatrix part(int number, TaskBlock block) {
    return block.tokens().cols(number * dim, (number + 1) * dim);
  }

  @Override
  public ReadOut readOut() {
    return new ReadOut(length, Columns.first(dim), false);
  }

  /** The first state is drawn, and all others are computed from it. */
  @Override
  public double draws() {
    return dim * (length + 1.0) + transition.draws(dim);
  }

  @Override
  public List<TaskArray> arrays(TaskBlock block) {
    return List.of(
        new TaskArray(
            "tokens", List.of(length, tokenWidth()), block.tokens().cols(0, tokenWidth())),
        new TaskArray("targets", List.of(length, dim), block.targets()));
  }

  @Override
  public TaskSampler sampler(TaskBlock block) {
    return new DynamicsSampler(this, block);
  }
}
