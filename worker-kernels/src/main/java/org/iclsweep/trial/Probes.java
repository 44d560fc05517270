package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.learner.Prices;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.spec.Column;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Probes.ProbePoint;

/**
 * What the residual stream at a token holds of a sequence: how much of it is a linear map of the
 * stream, layer by layer, by least squares over sequences, and on as many others.
 *
 * <p>Errors are half the squared error, summed over features, as losses are. In sample a probe of p
 * regressors that knows nothing leaves (1 - p / N) of what the answer 0 does, so that its error on
 * others is told beside.
 *
 * <p>Of preconditioned inputs, and of their control, sequences are left out in which the norm of
 * what is looked for is above its mean by more than two standard deviations, both over those that
 * are fitted: as the authors' code does. Of targets it leaves out, where states are clipped, those
 * that are as large as the bound in a feature; on the other side of 0 it leaves them in.
 *
 * <p><b>Cost.</b> Twice the tasks go through the model; a decomposition of [tasks, width] for every
 * layer and position, and another one for preconditioned inputs, and for targets where some are
 * left out.
 *
 * @param kinds what is looked for
 * @param tasks N sequences of the evaluation set to fit, the first; the N behind them are those on
 *     which it is held
 * @param positions t, of tokens from 1; the last one where there are none
 * @param lags the largest l of tokens and features
 * @param inputs what is preconditioned, and how
 * @param atPoints whether they are taken at every point of the curve, or at the end alone
 * @param largestTarget sequences of which a feature of the target is so large, or larger, are no
 *     part of probes of it; 0 where all are
 * @see <a href="https://arxiv.org/abs/2309.05858">von Oswald et al. (2023), section 5</a>
 */
public record Probes(
    List<ProbeKind> kinds,
    int tasks,
    List<Integer> positions,
    int lags,
    ProbeInputs inputs,
    boolean atPoints,
    double largestTarget)
    implements Taking<ProbePoint> {

  /**
   * A probe.
   *
   * @param step optimizer steps done; at the end all of them, be the kept weights earlier ones
   * @param kind what it looks for
   * @param layer layers that the stream is behind, 0 for what enters the first; {@code null} of a
   *     control, which reads none
   * @param position of the token whose stream it reads, from 1
   * @param lag l of tokens and features; {@code null} of others
   * @param sequences that it is fitted to
   * @param regressors directions of what it reads, p: the rank
   * @param error mean over these
   * @param errorHeldOut mean over the others
   * @param errorHeldOutStandardError of that mean, the fit being given
   * @param zeroError mean over the others of what the answer 0 leaves
   */
  public record ProbePoint(
      int step,
      @Column(inView = "probe") ProbeKind kind,
      Integer layer,
      int position,
      Integer lag,
      int sequences,
      int regressors,
      double error,
      double errorHeldOut,
      double errorHeldOutStandardError,
      double zeroError)
      implements Serializable {}

  /** Operations of a decomposition, of N p². */
  private static final double DECOMPOSITION = 20;

  /** What one of them takes, in floating-point operations of a model. */
  private static final double DOUBLE_FLOPS = 12;

  /** Of targets of any size. */
  public Probes(
      List<ProbeKind> kinds,
      int tasks,
      List<Integer> positions,
      int lags,
      ProbeInputs inputs,
      boolean atPoints) {
    this(kinds, tasks, positions, lags, inputs, atPoints, 0);
  }

  public Probes {
    kinds = List.copyOf(kinds);
    positions = List.copyOf(positions);
    atLeastOne("tasks", tasks);
    require(lags >= 0, "lags", lags, "0 or more");
    positions.forEach(t -> atLeastOne("position", t));
    require(largestTarget >= 0, "largestTarget", largestTarget, "positive, or 0 for none");
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    Dynamics sequences = Dynamics.of(task);
    requirePositions(positions, sequences.length());
    if (looksBack(kinds)) {
      requireLags(lags, positions, sequences.length());
    }
    if (needsFeatures()) {
      Dynamics.requireFeatures(sequences.states().map(), sequences.observations());
    }
    if (readsStreams(kinds)) {
      requireTasks(tasks, model.width(sequences.tokenWidth()));
    }
    if (preconditions(kinds)) {
      ProbeInputs.requireStack(inputs.stack(), sequences.length());
    }
    if (kinds.contains(ProbeKind.CONTROL)) {
      requireTasks(tasks, inputs.width(sequences));
    }
  }

  /** Refuses positions behind the last one. */
  public static void requirePositions(List<Integer> positions, int length) {
    for (int t : positions) {
      require(t <= length, "position", t, "at most " + length + ", the tokens of a sequence");
    }
  }

  /** Refuses lags that go back behind the first observation. */
  public static void requireLags(int lags, List<Integer> positions, int length) {
    for (int t : at(positions, length)) {
      require(
          lags < t, "lags", lags, "at most " + (t - 1) + ", the observations before position " + t);
    }
  }

  /** Refuses fewer sequences than make an error. */
  public static void requireTasks(int tasks, int regressors) {
    require(
        tasks > regressors,
        "tasks",
        tasks,
        "more than " + regressors + ", what a probe reads of each, or it leaves no error");
  }

  /** Whether a probe of these looks for what lies back. */
  public static boolean looksBack(List<ProbeKind> kinds) {
    return kinds.contains(ProbeKind.TOKEN) || kinds.contains(ProbeKind.FEATURE);
  }

  /** Whether a probe of these is about preconditioned inputs. */
  public static boolean preconditions(List<ProbeKind> kinds) {
    return kinds.contains(ProbeKind.PRECONDITIONED) || kinds.contains(ProbeKind.CONTROL);
  }

  /** Whether a probe of these reads streams. */
  public static boolean readsStreams(List<ProbeKind> kinds) {
    return kinds.stream().anyMatch(kind -> kind != ProbeKind.CONTROL);
  }

  boolean needsFeatures() {
    return kinds.contains(ProbeKind.FEATURE) || preconditions(kinds) && inputs.ofFeatures();
  }

  private static List<Integer> at(List<Integer> positions, int length) {
    return positions.isEmpty() ? List.of(length) : positions;
  }

  /** The positions of tasks of so many tokens. */
  List<Integer> positions(int length) {
    return at(positions, length);
  }

  @Override
  public boolean isOverSteps() {
    return atPoints;
  }

  @Override
  public AtPoints<ProbePoint> atPoints(MeasuredModel model) {
    if (!atPoints) {
      return point -> List.of();
    }
    ProbeRun run = new ProbeRun(this, model);
    return point -> run.points(point.step());
  }

  @Override
  public List<ProbePoint> atEnd(MeasuredModel model) {
    return atPoints ? List.of() : new ProbeRun(this, model).points(model.steps());
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    Dynamics task = Dynamics.of(trial.task());
    double streams = readsStreams(kinds) ? trial.model().depth() + 1.0 : 0;
    double probed =
        streams
            * (1
                + (kinds.contains(ProbeKind.PRECONDITIONED) ? 1 : 0)
                + (largestTarget > 0 ? 1 : 0));
    double width = trial.model().width(task.tokenWidth());
    double square = probed * width * width + Math.pow(inputs.width(task), 2);
    double fits = DECOMPOSITION * tasks * positions(task.length()).size() * square;
    double targets = 2.0 * tasks * inputs.by().operations(inputs.width(task), task.length());
    double times = atPoints ? trial.points() : 1;
    return times * (2 * tasks * prices.network() + DOUBLE_FLOPS * fits) + DOUBLE_FLOPS * targets;
  }

  @Override
  public double bytes(TrialSpec trial) {
    Dynamics task = Dynamics.of(trial.task());
    double read = positions(task.length()).size() * (trial.model().depth() + 1.0);
    double width = trial.model().width(task.tokenWidth());
    double sequence = (4.0 * task.observed() + inputs.width(task)) * task.length();
    return ModelMemory.of(trial.model(), task).bytes()
        + 2.0 * tasks * Double.BYTES * (read * width + sequence);
  }
}
