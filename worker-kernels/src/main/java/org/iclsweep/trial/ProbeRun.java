package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.LinearProbe;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.Streams;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.trial.Probes.ProbePoint;

/** Probes of one model, at its present weights. */
final class ProbeRun {

  private final Probes asked;
  private final EvaluationSet set;
  private final TaskBlock block;
  private final Streams streams;
  private final List<Integer> positions;
  private final ProbedSequences sequences;

  /** Streams by layers, positions and tasks. */
  private final double[][][][] read;

  ProbeRun(Probes asked, MeasuredModel model) {
    this.asked = asked;
    set = model.evaluation().first(2 * asked.tasks());
    block = model.network().block();
    streams = model.network().streams();
    positions = asked.positions(block.tokens().rows());
    sequences = ProbedSequences.of(asked, values(model), set, block);
    read = new double[streams.layers() + 1][positions.size()][set.tasks()][];
  }

  private LearnerFit values(MeasuredModel model) {
    Preconditioner by = asked.inputs().by();
    return by.isFitted() ? model.fit(LearnerKind.SECOND_ORDER) : by.stored();
  }

  /** Those after so many steps. */
  List<ProbePoint> points(int step) {
    List<ProbePoint> points = new ArrayList<>();
    if (Probes.readsStreams(asked.kinds())) {
      read();
    }
    for (int p = 0; p < positions.size(); p++) {
      addAt(p, step, points);
    }
    return points;
  }

  private void read() {
    streams.prepare();
    Evaluator.forEachBlock(
        block,
        set,
        (number, tasks) -> {
          streams.forward();
          for (int lane = 0; lane < tasks; lane++) {
            read(number * LaneMatrix.LANES + lane, lane);
          }
        });
  }

  private void read(int task, int lane) {
    for (int l = 0; l < read.length; l++) {
      for (int p = 0; p < positions.size(); p++) {
        read[l][p][task] = ProbedSequences.row(streams.behind(l), positions.get(p) - 1, lane);
      }
    }
  }

  private void addAt(int p, int step, List<ProbePoint> points) {
    int t = positions.get(p);
    int[] all = IntStream.range(0, set.tasks()).toArray();
    int[] usual = Probes.preconditions(asked.kinds()) ? usual(t) : all;
    IntFunction<double[]> next = task -> sequences.next()[task][t - 1];
    int[] small = asked.largestTarget() > 0 ? small(all, next) : all;
    IntFunction<double[]> preconditioned = task -> sequences.preconditioned()[task][t - 1];
    for (int l = 0; l < read.length && Probes.readsStreams(asked.kinds()); l++) {
      double[][] stream = read[l][p];
      Fit fit = new Fit(step, l, t, all, task -> stream[task]);
      if (asks(ProbeKind.TARGET)) {
        Fit ofSmall =
            small.length == all.length ? fit : new Fit(step, l, t, small, task -> stream[task]);
        ofSmall.addTargets(points, next);
      }
      addLags(fit, t, points);
      if (asks(ProbeKind.PRECONDITIONED)) {
        Fit ofUsual = new Fit(step, l, t, usual, task -> stream[task]);
        points.add(ofUsual.point(ProbeKind.PRECONDITIONED, null, preconditioned));
      }
    }
    if (asks(ProbeKind.CONTROL)) {
      Fit fit = new Fit(step, null, t, usual, preconditioned);
      points.add(fit.point(ProbeKind.CONTROL, null, next));
    }
  }

  private void addLags(Fit fit, int t, List<ProbePoint> points) {
    for (int lag = 0; lag <= asked.lags(); lag++) {
      int at = t - 1 - lag;
      if (asks(ProbeKind.TOKEN)) {
        points.add(fit.point(ProbeKind.TOKEN, lag, task -> sequences.observations()[task][at]));
      }
      if (asks(ProbeKind.FEATURE)) {
        points.add(fit.point(ProbeKind.FEATURE, lag, task -> sequences.features()[task][at]));
      }
    }
  }

  private boolean asks(ProbeKind kind) {
    return asked.kinds().contains(kind);
  }

  /** The tasks whose target is below the bound in every feature. */
  private int[] small(int[] tasks, IntFunction<double[]> next) {
    return Arrays.stream(tasks)
        .filter(
            task -> Arrays.stream(next.apply(task)).allMatch(each -> each < asked.largestTarget()))
        .toArray();
  }

  /** The tasks whose preconditioned input at a position is not too large. */
  private int[] usual(int t) {
    double[] norms =
        Arrays.stream(sequences.preconditioned()).mapToDouble(each -> norm(each[t - 1])).toArray();
    double sum = 0;
    double squares = 0;
    for (int task = 0; task < asked.tasks(); task++) {
      sum += norms[task];
      squares += norms[task] * norms[task];
    }
    double mean = sum / asked.tasks();
    double variance = Math.max(squares / asked.tasks() - mean * mean, 0);
    double most = mean + 2 * Math.sqrt(variance);
    return IntStream.range(0, norms.length).filter(task -> norms[task] <= most).toArray();
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double each : vector) {
      squares = Math.fma(each, each, squares);
    }
    return Math.sqrt(squares);
  }

  /** A probe's regressors, of tasks that it is fitted to and of others. */
  private final class Fit {
    private final int step;
    private final Integer layer;
    private final int position;
    private final int[] fitted;
    private final int[] others;
    private final double[][] regressors;
    private final double[][] heldOut;
    private LinearProbe probe;

    Fit(int step, Integer layer, int position, int[] tasks, IntFunction<double[]> regressors) {
      this.step = step;
      this.layer = layer;
      this.position = position;
      fitted = Arrays.stream(tasks).filter(task -> task < asked.tasks()).toArray();
      others = Arrays.stream(tasks).filter(task -> task >= asked.tasks()).toArray();
      this.regressors = of(fitted, regressors);
      heldOut = of(others, regressors);
    }

    private static double[][] of(int[] tasks, IntFunction<double[]> values) {
      return Arrays.stream(tasks).mapToObj(values).toArray(double[][]::new);
    }

    /** What it leaves of targets, if there are any. */
    void addTargets(List<ProbePoint> points, IntFunction<double[]> next) {
      if (fitted.length > 0 && others.length > 0) {
        points.add(point(ProbeKind.TARGET, null, next));
      }
    }

    /** What it leaves of something. */
    ProbePoint point(ProbeKind kind, Integer lag, IntFunction<double[]> lookedFor) {
      double[][] targets = of(fitted, lookedFor);
      double[][] ofOthers = of(others, lookedFor);
      LinearProbe.Map map = probe().to(targets);
      Loss errorHeldOut = map.error(heldOut, ofOthers);
      return new ProbePoint(
          step,
          kind,
          layer,
          position,
          lag,
          fitted.length,
          probe().rank(),
          map.error(regressors, targets).mean(),
          errorHeldOut.mean(),
          errorHeldOut.standardError(),
          LinearProbe.zeroError(ofOthers));
    }

    /** The same for all that is looked for. */
    private LinearProbe probe() {
      if (probe == null) {
        probe = LinearProbe.of(regressors);
      }
      return probe;
    }
  }
}
