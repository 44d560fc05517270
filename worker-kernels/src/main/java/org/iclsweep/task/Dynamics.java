package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.Columns;
import org.iclsweep.lanes.LaneMatrix;

/**
 * Sequences of observations of a system, of which every next one is to be told.
 *
 * <pre>
 *   h_1 as the states start,   h_{t+1} = W f(h_t) + ε_t,   s_t = C h_t + ε'_t
 *   token t = (0, s_t, s_t, s_{t-1}),  s_0 = 0, or others of the last observations;   answer t = s_{t+1}, in the first features
 * </pre>
 *
 * <p>Where tokens are constructed, one layer of causal linear attention can take a step of gradient
 * descent on all transitions that came before.
 *
 * <p>A sequence has the same system and first state whatever its noise and tokens, and a longer one
 * begins with the shorter: W is drawn first, then C, then h_1, then ε step by step; ε' has
 * generators of its own.
 *
 * @param dim n, features of a state
 * @param length T, tokens of a sequence
 * @param teacherSeed of what all sequences share: a fixed W, systems where they are so many, f
 * @param transition W
 * @param states h_1, ε and f
 * @param observations C and ε'
 * @param tokensOf what tokens are made of
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), sections 2 and 3</a>
 */
public record Dynamics(
    int dim,
    int length,
    long teacherSeed,
    Transition transition,
    States states,
    Observations observations,
    SequenceTokens tokensOf)
    implements TaskSpec {

  public Dynamics {
    atLeastOne("dim", dim);
    atLeastOne("length", length);
    requireObserved(observations, dim);
    requireLength(tokensOf, length);
  }

  /** States themselves, one orthogonal W for all sequences, constructed tokens. */
  public Dynamics(int dim, int length, long teacherSeed) {
    this(
        dim,
        length,
        teacherSeed,
        Transition.FIXED,
        States.PLAIN,
        Observations.ALL,
        SequenceTokens.CONSTRUCTED);
  }

  /**
   * These tasks as sequences of a system.
   *
   * @throws IllegalArgumentException if they are no such
   */
  public static Dynamics of(TaskSpec task) {
    if (task instanceof Dynamics sequences) {
      return sequences;
    }
    throw new IllegalArgumentException(
        "probes and what first layers look at are of sequences of a system, but the task is "
            + task);
  }

  /** Refuses more features of an observation than a state has. */
  public static void requireObserved(Observations observations, int dim) {
    int observed = observations.observed();
    require(observed <= dim, "observed", observed, "at most " + dim + ", the features of a state");
  }

  /** Refuses tokens of more observations than there are. */
  public static void requireLength(SequenceTokens tokens, int length) {
    int stack = tokens.fewest();
    require(stack <= length, "stack", stack, "at most " + length + ", the tokens of a sequence");
  }

  /** The same with other W. */
  public Dynamics withTransition(Transition other) {
    return new Dynamics(dim, length, teacherSeed, other, states, observations, tokensOf);
  }

  /** The same with other states. */
  public Dynamics withStates(States other) {
    return new Dynamics(dim, length, teacherSeed, transition, other, observations, tokensOf);
  }

  /** The same with other observations. */
  public Dynamics withObservations(Observations other) {
    return new Dynamics(dim, length, teacherSeed, transition, states, other, tokensOf);
  }

  /** The same sequences in other tokens. */
  public Dynamics withTokens(SequenceTokens other) {
    return new Dynamics(dim, length, teacherSeed, transition, states, observations, other);
  }

  /** The same with so many tokens. */
  public Dynamics withLength(int other) {
    return new Dynamics(dim, other, teacherSeed, transition, states, observations, tokensOf);
  }

  @Override
  public Dynamics canonical() {
    return withTokens(SequenceTokens.CONSTRUCTED).withTransition(transition.among(0));
  }

  @Override
  public int tokens() {
    return length;
  }

  @Override
  public int tokenWidth() {
    return slots() * observed();
  }

  @Override
  public int slots() {
    return tokensOf.parts();
  }

  /** n_s, features of an observation and of an answer. */
  public int observed() {
    return observations.width(dim);
  }

  /** Where a part of the tokens lies, from 0: [T, n_s, 16]. */
  LaneMatrix part(int number, TaskBlock block) {
    return block.tokens().cols(number * observed(), (number + 1) * observed());
  }

  /**
   * Where tokens show an observation.
   *
   * @param number of the observation, from 0
   * @param tokens [T, w, 16], or their gradient
   * @return each [1, n_s, 16]
   */
  public List<LaneMatrix> shown(int number, LaneMatrix tokens) {
    List<LaneMatrix> shown = new ArrayList<>();
    List<Integer> lags = tokensOf.lags();
    for (int part = 0; part < lags.size(); part++) {
      int token = number + lags.get(part);
      if (lags.get(part) != SequenceTokens.NEVER && token < length) {
        shown.add(tokens.row(token).cols(part * observed(), (part + 1) * observed()));
      }
    }
    return shown;
  }

  /**
   * What the perceptron of states makes of the observations in a block.
   *
   * @throws IllegalArgumentException if states go through none, or are seen in part
   */
  public StateFeatures features(TaskBlock block) {
    requireFeatures(states.map(), observations);
    StatePerceptron perceptron = StatePerceptron.of(states.map(), dim, teacherSeed);
    return new StateFeatures(perceptron, observations(block));
  }

  /** Refuses features of what is no whole state of a nonlinear system. */
  public static void requireFeatures(StateMap map, Observations observations) {
    if (!map.isNonlinear()) {
      throw new IllegalArgumentException("states go through no perceptron that has features");
    }
    if (observations.observed() > 0) {
      throw new IllegalArgumentException(
          "features are of whole states, but observations are of a part of them");
    }
  }

  @Override
  public LaneMatrix observations(TaskBlock block) {
    return part(tokensOf.lags().indexOf(0), block);
  }

  @Override
  public ReadOut readOut() {
    return new ReadOut(length, Columns.first(observed()), false);
  }

  /** System and first state are drawn, and noise; all else is computed from them. */
  @Override
  public double draws() {
    return dim * (length + 1.0)
        + transition.draws(dim)
        + length * states.drawsOfStep(dim)
        + observations.draws(dim, length);
  }

  @Override
  public List<TaskArray> arrays(TaskBlock block) {
    return List.of(
        new TaskArray(
            "tokens", List.of(length, tokenWidth()), block.tokens().cols(0, tokenWidth())),
        new TaskArray("targets", List.of(length, observed()), block.targets()));
  }

  @Override
  public TaskSampler sampler(TaskBlock block) {
    return new DynamicsSampler(this, block);
  }
}
