package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.learner.Preconditioner.Solver;
import org.iclsweep.learner.Prices;
import org.iclsweep.learner.SolverSpec;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Observations;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.StartLaw;
import org.iclsweep.task.StateFeatures;
import org.iclsweep.task.StateMap;
import org.iclsweep.task.States;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.Probes.ProbePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.Test;

class ProbesTest {

  private static final int DIM = 3;
  private static final int LENGTH = 9;
  private static final int DEPTH = 3;

  /** No multiple of a block's tasks, nor is the double. */
  private static final int TASKS = 77;

  private static final long SEED = 6;
  private static final double RIDGE = 0.05;

  /** A factor of weights that they have once they are prepared. */
  private static final double DAMPENING = 0.5;

  private static final double[] RATES = {0.11, 0.07, 0.13};
  private static final List<Integer> POSITIONS = List.of(5, LENGTH);
  private static final Dynamics CONSTRUCTED =
      new Dynamics(DIM, LENGTH, 5)
          .withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(0.02));
  private static final ProbeInputs EXACT = new ProbeInputs(Preconditioner.exact(RIDGE), false, 1);

  private static final ProbeInputs FITTED =
      new ProbeInputs(
          new Preconditioner(Solver.SECOND_ORDER, new SolverSpec(SolverValues.FITTED, 3, RIDGE)),
          false,
          1);

  /** A sequence: s_1 to s_T, and the next ones, which are noisy. */
  private record Sequence(double[][] states, double[][] next) {}

  private static List<Sequence> sequences(Dynamics task) {
    TaskBlock block = new TaskBlock(task);
    TaskSampler sampler = task.sampler(block);
    List<Sequence> all = new ArrayList<>();
    for (int number = 0; number < 2 * TASKS; number++) {
      int lane = number % LaneMatrix.LANES;
      sampler.draw(SEED, Stream.EVAL, 0, number - lane);
      all.add(new Sequence(rows(task.observations(block), lane), rows(block.targets(), lane)));
    }
    return all;
  }

  private static double[][] rows(LaneMatrix matrix, int lane) {
    double[][] rows = new double[matrix.rows()][];
    Arrays.setAll(rows, t -> ProbedSequences.row(matrix, t, lane));
    return rows;
  }

  /** Layers that take a step of gradient descent each, as mesa-optimisers of four slots do. */
  private static void construct(Network network) {
    Arrays.fill(network.parameters(), 0);
    for (int l = 0; l < DEPTH; l++) {
      AttentionWeights weights = network.weights().get(l);
      for (int i = 0; i < DIM; i++) {
        for (int h = 0; h < 2; h++) {
          weights.weight(Name.KEY, h).set(3 * DIM + i, i, 1);
          weights.weight(Name.QUERY, h).set(2 * DIM + i, i, 1);
        }
        weights.weight(Name.VALUE, 0).set(DIM + i, i, 1);
        weights.weight(Name.PROJECTION, 0).set(i, i, (float) (RATES[l] / DAMPENING));
        weights.weight(Name.VALUE, 1).set(3 * DIM + i, i, 1);
        weights.weight(Name.PROJECTION, 1).set(i, 2 * DIM + i, (float) (-RATES[l] / DAMPENING));
      }
    }
  }

  /** (prediction, s_t, residual, s_{t-1}) behind so many steps of gradient descent, in double. */
  private static double[] stream(double[][] states, int t, int steps) {
    double[] prediction = new double[DIM];
    double[] residual = states[t].clone();
    for (int k = 0; k < steps; k++) {
      double[] before = residual.clone();
      for (int j = 1; j <= t; j++) {
        double score = 0;
        for (int i = 0; i < DIM; i++) {
          score += states[j - 1][i] * before[i];
        }
        for (int i = 0; i < DIM; i++) {
          prediction[i] += RATES[k] * score * states[j][i];
          residual[i] -= RATES[k] * score * states[j - 1][i];
        }
      }
    }
    double[] past = t == 0 ? new double[DIM] : states[t - 1];
    double[][] slots =
        steps == 0
            ? new double[][] {states[t], past}
            : new double[][] {prediction, states[t], residual, past};
    return Arrays.stream(slots).flatMapToDouble(Arrays::stream).toArray();
  }

  private static List<ProbePoint> probe(Probes probes, Dynamics task, Consumer<Network> weights) {
    ModelSpec model = model(Kind.LINEAR, task);
    MeasuredModel measured = MeasuredModel.of(spec(model, task, probes), List.of());
    weights.accept(measured.network());
    measured.network().prepare();
    return new ProbeRun(probes, measured).points(8);
  }

  /** Least squares by Householder's reflections, of regressors that are independent. */
  private static double[] errors(double[][] x, double[][] y, int fitted) {
    RealMatrix fit = MatrixUtils.createRealMatrix(Arrays.copyOf(x, fitted));
    RealMatrix map =
        new QRDecomposition(fit)
            .getSolver()
            .solve(MatrixUtils.createRealMatrix(Arrays.copyOf(y, fitted)));
    double[] errors = new double[2];
    for (int n = 0; n < x.length; n++) {
      double[] answer = map.preMultiply(x[n]);
      double error = 0;
      for (int i = 0; i < answer.length; i++) {
        error += (answer[i] - y[n][i]) * (answer[i] - y[n][i]) / 2;
      }
      errors[n < fitted ? 0 : 1] += error / (n < fitted ? fitted : x.length - fitted);
    }
    return errors;
  }

  private static void assertErrors(ProbePoint point, double[] expected) {
    // streams are of single precision
    assertThat(point.error()).as("%s", point).isCloseTo(expected[0], within(1e-4 * expected[0]));
    assertThat(point.errorHeldOut())
        .as("%s", point)
        .isCloseTo(expected[1], within(1e-4 * expected[1]));
  }

  /** Of s_{t+1}: the best linear map of prediction, residual and states after k steps. */
  @Test
  void targetsOfConstructedLayersAreWhatStepsOfGradientDescentLeave() {
    List<Sequence> sequences = sequences(CONSTRUCTED);
    List<ProbePoint> points =
        probe(probes(List.of(ProbeKind.TARGET), 0), CONSTRUCTED, ProbesTest::construct);
    assertThat(points).hasSize(POSITIONS.size() * (DEPTH + 1));
    for (ProbePoint point : points) {
      int t = point.position() - 1;
      double[][] x = map(sequences, each -> stream(each.states, t, point.layer()));
      double[][] y = map(sequences, each -> each.next[t]);
      assertErrors(point, errors(x, y, TASKS));
      assertThat(point.regressors()).isEqualTo(x[0].length);
      assertThat(point.sequences()).isEqualTo(TASKS);
      assertThat(point.lag()).isNull();
      assertThat(point.step()).isEqualTo(8);
      assertThat(point.zeroError()).isCloseTo(zero(y), within(1e-12));
      if (point.layer() > 0) {
        // the prediction itself is one of the maps
        assertThat(point.error()).isLessThan(left(sequences, t, point.layer()));
      }
    }
    assertThat(points).extracting(ProbePoint::layer).startsWith(0, 1, 2, 3, 0);
    for (int l = 1; l < points.size(); l++) {
      boolean deeper = points.get(l).layer() > 0;
      assertThat(!deeper || points.get(l).error() < points.get(l - 1).error()).isTrue();
    }
  }

  /** On the one side alone, in the fit and in what is held out; others do not notice. */
  @Test
  void largeTargetsAreLeftOut() {
    List<ProbeKind> kinds = List.of(ProbeKind.TARGET, ProbeKind.TOKEN);
    List<Sequence> sequences = sequences(CONSTRUCTED);
    // that of a sequence, which is left out itself
    double bound =
        sequences.stream()
            .mapToDouble(ProbesTest::largest)
            .filter(m -> m > 0.6)
            .min()
            .orElseThrow();
    Probes all = new Probes(kinds, TASKS, POSITIONS, 0, EXACT, false);
    Probes some = new Probes(kinds, TASKS, POSITIONS, 0, EXACT, false, bound);
    List<ProbePoint> of = probe(all, CONSTRUCTED, ProbesTest::construct);
    List<ProbePoint> points = probe(some, CONSTRUCTED, ProbesTest::construct);
    assertThat(points).hasSameSizeAs(of);
    assertThat(small(sequences, 4, bound))
        .allMatch(n -> largest(sequences.get(n)) < bound)
        .isNotEmpty();
    for (int i = 0; i < points.size(); i++) {
      ProbePoint point = points.get(i);
      if (point.kind() == ProbeKind.TOKEN) {
        assertThat(point).isEqualTo(of.get(i));
        continue;
      }
      int t = point.position() - 1;
      List<Integer> small = small(sequences, t, bound);
      int fitted = (int) small.stream().filter(n -> n < TASKS).count();
      double[][] x = map(sequences, each -> stream(each.states, t, point.layer()));
      double[][] y = map(sequences, each -> each.next[t]);
      assertErrors(point, errors(some(x, small), some(y, small), fitted));
      assertThat(point.sequences()).isEqualTo(fitted).isBetween(20, TASKS - 5);
    }
  }

  private static double largest(Sequence sequence) {
    return Arrays.stream(sequence.next[4]).max().orElseThrow();
  }

  private static List<Integer> small(List<Sequence> sequences, int t, double bound) {
    return IntStream.range(0, sequences.size())
        .filter(n -> Arrays.stream(sequences.get(n).next[t]).max().orElseThrow() < bound)
        .boxed()
        .toList();
  }

  /** Of twenty features one is positive in any sequence: a probe of none is none. */
  @Test
  void whereAllTargetsAreLargeThereIsNoProbe() {
    List<ProbeKind> kinds = List.of(ProbeKind.TARGET, ProbeKind.TOKEN);
    Probes none = new Probes(kinds, TASKS, POSITIONS, 0, EXACT, false, 1e-30);
    Dynamics wide =
        new Dynamics(20, LENGTH, 5)
            .withTransition(Transition.orthogonal())
            .withTokens(SequenceTokens.RAW);
    assertThat(probe(none, wide, ProbesTest::nothing))
        .hasSize(POSITIONS.size() * (DEPTH + 1))
        .extracting(ProbePoint::kind)
        .containsOnly(ProbeKind.TOKEN);
  }

  private static double left(List<Sequence> sequences, int t, int steps) {
    double sum = 0;
    for (Sequence each : sequences.subList(0, TASKS)) {
      double[] stream = stream(each.states, t, steps);
      for (int i = 0; i < DIM; i++) {
        sum += Math.pow(stream[i] - each.next[t][i], 2) / 2 / TASKS;
      }
    }
    return sum;
  }

  private static double zero(double[][] y) {
    return Arrays.stream(y, TASKS, 2 * TASKS)
        .flatMapToDouble(Arrays::stream)
        .map(each -> each * each / 2 / TASKS)
        .sum();
  }

  @Test
  void theStandardErrorIsThatOfTheMeanOverOthers() {
    ProbePoint point =
        probe(probes(List.of(ProbeKind.TARGET), 0), CONSTRUCTED, ProbesTest::construct).get(3);
    List<Sequence> sequences = sequences(CONSTRUCTED);
    double[][] x = map(sequences, each -> stream(each.states, 4, 3));
    double[][] y = map(sequences, each -> each.next[4]);
    double[] each = new double[TASKS];
    for (int n = 0; n < TASKS; n++) {
      double[][] some = Arrays.copyOf(x, TASKS + 1);
      double[][] of = Arrays.copyOf(y, TASKS + 1);
      some[TASKS] = x[TASKS + n];
      of[TASKS] = y[TASKS + n];
      each[n] = errors(some, of, TASKS)[1];
    }
    double mean = Arrays.stream(each).average().orElseThrow();
    double variance =
        Arrays.stream(each).map(e -> (e - mean) * (e - mean)).sum() / (TASKS - 1) / TASKS;
    assertThat(point.errorHeldOutStandardError())
        .isCloseTo(Math.sqrt(variance), within(1e-4 * Math.sqrt(variance)));
  }

  /** Also the sequences that are left out: those above mean + 2 standard deviations. */
  @Test
  void preconditionedInputsAndTheirControl() {
    List<ProbeKind> kinds = List.of(ProbeKind.PRECONDITIONED, ProbeKind.CONTROL);
    List<ProbePoint> points = probe(probes(kinds, 0), CONSTRUCTED, ProbesTest::construct);
    assertThat(points).hasSize(POSITIONS.size() * (DEPTH + 2));
    List<Sequence> sequences = sequences(CONSTRUCTED);
    boolean leftOut = false;
    for (ProbePoint point : points) {
      int t = point.position() - 1;
      double[][] preconditioned = map(sequences, each -> preconditioned(each.states, t));
      List<Integer> usual = usual(preconditioned);
      int fitted = (int) usual.stream().filter(n -> n < TASKS).count();
      leftOut |= usual.size() - fitted < TASKS;
      boolean control = point.kind() == ProbeKind.CONTROL;
      double[][] x =
          control ? preconditioned : map(sequences, each -> stream(each.states, t, point.layer()));
      double[][] y = control ? map(sequences, each -> each.next[t]) : preconditioned;
      assertThat(point.sequences()).isEqualTo(fitted).isBetween(TASKS - 9, TASKS - 1);
      assertErrors(point, errors(some(x, usual), some(y, usual), fitted));
      if (control) {
        assertThat(point.layer()).isNull();
        assertThat(point.regressors()).isEqualTo(DIM);
      }
    }
    assertThat(leftOut).isTrue();
  }

  private static double[] preconditioned(double[][] states, int t) {
    RealMatrix sum = MatrixUtils.createRealIdentityMatrix(DIM).scalarMultiply(RIDGE);
    for (int j = 0; j < t; j++) {
      RealMatrix column = MatrixUtils.createColumnRealMatrix(states[j]);
      sum = sum.add(column.multiply(column.transpose()));
    }
    return MatrixUtils.inverse(sum).operate(states[t]);
  }

  private static List<Integer> usual(double[][] preconditioned) {
    double[] norms =
        Arrays.stream(preconditioned)
            .mapToDouble(p -> Math.sqrt(Arrays.stream(p).map(e -> e * e).sum()))
            .toArray();
    double mean = Arrays.stream(norms, 0, TASKS).average().orElseThrow();
    double variance =
        Arrays.stream(norms, 0, TASKS).map(e -> (e - mean) * (e - mean)).sum() / TASKS;
    return IntStream.range(0, norms.length)
        .filter(n -> norms[n] <= mean + 2 * Math.sqrt(variance))
        .boxed()
        .toList();
  }

  /** Of several observations each, zeros before the first. */
  @Test
  void stackedInputsArePreconditionedTogether() {
    ProbeInputs stacked = new ProbeInputs(EXACT.by(), false, 2);
    double[][] parts = {{1, 2}, {3, 4}, {5, 6}};
    double[][] stacks = {{1, 2, 0, 0}, {3, 4, 1, 2}, {5, 6, 3, 4}};
    LearnerFit none = EXACT.by().stored();
    assertThat(stacked.of(parts, none)).isDeepEqualTo(EXACT.by().of(stacks, none));
  }

  /** As its row has them; the rows of other learners beside it are none of it. */
  @Test
  void stepsThatAreFittedAreThoseOfSecondOrder() {
    List<Double> alphas = List.of(1.1, 3.2, 1.7);
    List<Double> betas = List.of(0.0, .4, 1.3);
    List<TrialRecord> rows =
        List.of(
            row(new FittedLearner(LearnerKind.GD_PREFIX, 1, 0, List.of(.1), List.of())),
            row(new FittedLearner(LearnerKind.SECOND_ORDER, 1, 0, alphas, betas, RIDGE, null)));
    Probes probes = new Probes(List.of(ProbeKind.CONTROL), TASKS, POSITIONS, 0, FITTED, false);
    TrialSpec trial = spec(model(Kind.LINEAR, CONSTRUCTED), CONSTRUCTED, probes);
    List<ProbePoint> points = new ProbeRun(probes, MeasuredModel.of(trial, rows)).points(8);
    assertThat(points).hasSize(POSITIONS.size());
    LearnerFit fit = rows.get(1).learners().get(0).fit(null);
    List<Sequence> sequences = sequences(CONSTRUCTED);
    for (ProbePoint point : points) {
      int t = point.position() - 1;
      double[][] x = map(sequences, each -> FITTED.by().of(each.states, fit)[t]);
      List<Integer> usual = usual(x);
      double[][] y = map(sequences, each -> each.next[t]);
      assertErrors(point, errors(some(x, usual), some(y, usual), point.sequences()));
    }
    assertThatThrownBy(() -> new ProbeRun(probes, MeasuredModel.of(trial, rows.subList(0, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model is not held against second-order, whose fit is asked for");
  }

  private static TrialRecord row(FittedLearner learner) {
    return TrialRecord.ended(Outcome.COMPLETED)
        .zeroLoss(1.0, 0.0)
        .finalLoss(1.0, 0.0)
        .with(Measures.LEARNERS, List.of(learner))
        .build();
  }

  @Test
  void stepsThatAreFittedAreOfSingleObservations() {
    assertThatThrownBy(() -> new ProbeInputs(FITTED.by(), true, 1))
        .hasMessage("second-order fits its steps to single observations, but inputs are features");
    assertThatThrownBy(() -> new ProbeInputs(FITTED.by(), false, 2))
        .hasMessage(
            "second-order fits its steps to single observations, but inputs are stacks of 2");
  }

  /** Zero weights leave the tokens: the present one is there, what lies back is not. */
  @Test
  void tokensOfLayersThatDoNothing() {
    Dynamics raw = CONSTRUCTED.withTokens(SequenceTokens.RAW);
    List<ProbePoint> points = probe(probes(List.of(ProbeKind.TOKEN), 4), raw, ProbesTest::nothing);
    assertThat(points).hasSize(POSITIONS.size() * (DEPTH + 1) * 5);
    double flattered = 0;
    int count = 0;
    for (ProbePoint point : points) {
      assertThat(point.regressors()).isEqualTo(DIM);
      if (point.lag() == 0) {
        assertThat(point.error()).isLessThan(1e-13);
        assertThat(point.errorHeldOut()).isLessThan(1e-13);
      } else if (point.layer() == DEPTH) {
        flattered += point.error() / (DIM / 6.0);
        count++;
      }
    }
    // what knows nothing leaves (1 - p / N) of n / 6; the mean of so many features of U(-1, 1)
    // squared has a standard error of .9 / sqrt(N n), and lags of one sequence are alike
    assertThat(flattered / count)
        .isCloseTo(1 - (double) DIM / TASKS, within(3 * 0.9 / Math.sqrt(TASKS * DIM)));
    List<ProbePoint> constructed =
        probe(probes(List.of(ProbeKind.TOKEN), 2), CONSTRUCTED, ProbesTest::nothing);
    for (ProbePoint point : constructed) {
      assertThat(point.error()).isBetween(point.lag() < 2 ? 0 : 0.3, point.lag() < 2 ? 1e-13 : 0.6);
    }
  }

  private static void nothing(Network network) {
    Arrays.fill(network.parameters(), 0);
  }

  private static final Dynamics NONLINEAR =
      new Dynamics(DIM, LENGTH, 5)
          .withTransition(Transition.orthogonal())
          .withStates(new States(StartLaw.UNIFORM, 0.25, 0.01, 0, new StateMap(4, 1.1)))
          .withTokens(SequenceTokens.RAW);

  /** By lag, before the norm is divided by; preconditioned inputs may be of those behind it. */
  @Test
  void featuresAreWhatTheSystemsPerceptronMakes() {
    ProbeInputs ofFeatures = new ProbeInputs(EXACT.by(), true, 1);
    List<ProbeKind> kinds = List.of(ProbeKind.FEATURE, ProbeKind.CONTROL);
    Probes probes = new Probes(kinds, TASKS, POSITIONS, 2, ofFeatures, false);
    List<ProbePoint> points = probe(probes, NONLINEAR, ProbesTest::nothing);
    TaskBlock block = new TaskBlock(NONLINEAR);
    StateFeatures features = NONLINEAR.features(block);
    TaskSampler sampler = NONLINEAR.sampler(block);
    double[][][] g = new double[2 * TASKS][][];
    double[][][] f = new double[2 * TASKS][][];
    for (int n = 0; n < g.length; n++) {
      sampler.draw(SEED, Stream.EVAL, 0, n - n % LaneMatrix.LANES);
      features.write();
      g[n] = rows(features.features(), n % LaneMatrix.LANES);
      f[n] = rows(features.directions(), n % LaneMatrix.LANES);
    }
    List<Sequence> sequences = sequences(NONLINEAR);
    for (ProbePoint point : points) {
      int t = point.position() - 1;
      if (point.kind() == ProbeKind.FEATURE) {
        double[][] x = map(sequences, each -> each.states[t]);
        double[][] y = Arrays.stream(g).map(each -> each[t - point.lag()]).toArray(double[][]::new);
        assertErrors(point, errors(x, y, TASKS));
      } else {
        double[][] x =
            Arrays.stream(f).map(each -> preconditioned(each, t)).toArray(double[][]::new);
        double[][] y = map(sequences, each -> each.next[t]);
        List<Integer> usual = usual(x);
        assertErrors(point, errors(some(x, usual), some(y, usual), point.sequences()));
      }
    }
    assertThat(points).hasSize(POSITIONS.size() * (3 * (DEPTH + 1) + 1));
  }

  /** A stream that is no number leaves no number, and no end of a search. */
  @Test
  void streamsThatAreNoNumbersLeaveNone() {
    List<ProbePoint> points =
        probe(
            probes(List.of(ProbeKind.TARGET), 0),
            CONSTRUCTED,
            network -> Arrays.fill(network.parameters(), Float.NaN));
    assertThat(points.get(0).error()).isBetween(0.001, 1.0);
    assertThat(points.get(1).error()).isNaN();
    assertThat(points.get(1).errorHeldOut()).isNaN();
    assertThat(points.get(1).regressors()).isZero();
  }

  /** Twice the tasks go through the model each time; the rest grows with positions and layers. */
  @Test
  void costsAndMemory() {
    List<ProbeKind> target = List.of(ProbeKind.TARGET);
    Probes one = new Probes(target, TASKS, List.of(), 0, EXACT, false);
    Probes everywhere = new Probes(target, TASKS, List.of(), 0, EXACT, true);
    Probes two = new Probes(target, TASKS, POSITIONS, 0, EXACT, false);
    TrialSpec trial = spec(model(Kind.LINEAR, CONSTRUCTED), CONSTRUCTED);
    Prices nothing = new Prices(0, 0, 0, 0, 0, 0, 0, 0);
    Prices network = new Prices(0, 1, 0, 0, 0, 0, 0, 0);
    double fits = one.flops(trial, nothing);
    assertThat(one.flops(trial, network) - fits).isCloseTo(2 * TASKS, within(1e-3));
    // three points: the start, and two of eight steps
    assertThat(everywhere.flops(trial, network) - everywhere.flops(trial, nothing))
        .isCloseTo(3 * 2 * TASKS, within(1e-3));
    // of a decomposition of [77, 12] for each of 4 streams and one of inputs, at a dozen an
    // operation
    double decomposed = 12.0 * 20 * 77 * (4 * 144 + 9);
    // sums, factors and solutions of 3 features at 9 positions, of tasks to fit and others
    double solved = 12.0 * 2 * 77 * 9 * (4 * 9 + 9 * (1 + 20));
    assertThat(fits).isCloseTo(decomposed + solved, within(1.0));
    assertThat(two.flops(trial, nothing)).isCloseTo(2 * decomposed + solved, within(1.0));
    assertThat(two.bytes(trial) - one.bytes(trial)).isEqualTo(2.0 * TASKS * 8 * 4 * 12);
    Probes small = new Probes(target, TASKS, List.of(), 0, EXACT, false, 2);
    assertThat(small.flops(trial, nothing)).isCloseTo(fits + 12.0 * 20 * 77 * 144 * 4, within(1.0));
    double layer =
        new LagSensitivities(9, 2, POSITIONS).flops(trial, new Prices(0, 0, 0, 3, 0, 0, 0, 0));
    assertThat(layer).isEqualTo(3.0 * 9 * 2 * 12);
    assertThat(new AttentionLags(2, 9).flops(trial, new Prices(1, 4, 0, 0, 0, 0, 0, 0)))
        .isEqualTo(3.0 * 9 * (1 + 2));
  }

  /** All three, in one training; nothing else of it changes. */
  @Test
  void areTakenAtTheEndOrAtEveryPoint() {
    Probes atEnd = new Probes(List.of(ProbeKind.TARGET), TASKS, List.of(), 0, EXACT, false);
    Probes atPoints = new Probes(List.of(ProbeKind.TARGET), TASKS, List.of(), 0, EXACT, true);
    ModelSpec softmax = model(Kind.SOFTMAX, CONSTRUCTED);
    List<Taking<?>> first =
        List.of(new AttentionLags(2, 21), new LagSensitivities(21, 2, List.of(4, 9)));
    TrialRecord plain = TrialRunner.run(spec(softmax, CONSTRUCTED), List.of());
    List<Taking<?>> asked = new ArrayList<>(first);
    asked.add(atPoints);
    TrialRecord every =
        TrialRunner.run(spec(softmax, CONSTRUCTED, asked.toArray(Taking<?>[]::new)), List.of());
    TrialRecord end = TrialRunner.run(spec(softmax, CONSTRUCTED, atEnd), List.of());
    List<ProbePoint> points = every.measured(Measures.PROBES);
    assertThat(points).hasSize(3 * (DEPTH + 1));
    assertThat(points).extracting(ProbePoint::step).contains(0, 4, 8);
    assertThat(points).extracting(ProbePoint::position).containsOnly(LENGTH);
    assertThat(end.measured(Measures.PROBES))
        .isEqualTo(points.subList(2 * (DEPTH + 1), 3 * (DEPTH + 1)));
    assertThat(every.measured(Measures.ATTENTION_LAGS)).hasSize(3 * 2 * 3);
    assertThat(every.measured(Measures.LAG_SENSITIVITIES)).hasSize(3 * 2 * 4);
    assertThat(
            every
                .with(Measures.PROBES, List.of())
                .with(Measures.ATTENTION_LAGS, List.of())
                .with(Measures.LAG_SENSITIVITIES, List.of()))
        .isEqualTo(plain);
  }

  @Test
  void whatCannotBeProbedIsRefused() {
    refused(probes(List.of(ProbeKind.TARGET), 0, 10), "position is 10, must be at most 9, the");
    refused(
        probes(List.of(ProbeKind.TOKEN), 5, 9, 5),
        "lags is 5, must be at most 4, the observations before position 5");
    refused(probes(List.of(ProbeKind.TOKEN), 9), "lags is 9, must be at most 8");
    refused(probes(List.of(ProbeKind.FEATURE), 0, 9), "states go through no perceptron");
    refused(
        new Probes(List.of(ProbeKind.TARGET), 12, List.of(), 0, EXACT, false),
        "tasks is 12, must be more than 12, what a probe reads of each");
    refused(
        new Probes(
            List.of(ProbeKind.CONTROL),
            TASKS,
            List.of(),
            0,
            new ProbeInputs(EXACT.by(), false, 10),
            false),
        "stack is 10, must be at most 9");
    refused(
        new Probes(
            List.of(ProbeKind.CONTROL),
            6,
            List.of(),
            0,
            new ProbeInputs(EXACT.by(), false, 2),
            false),
        "tasks is 6, must be more than 6");
    Dynamics part = NONLINEAR.withObservations(Observations.some(2));
    assertThatThrownBy(
            () -> spec(model(Kind.LINEAR, part), part, probes(List.of(ProbeKind.FEATURE), 0)))
        .hasMessageContaining("features are of whole states");
    refused(
        new AttentionLags(2, 9),
        "shares of looks are of a first layer of softmax, but attention is linear");
    refused(new LagSensitivities(9, 3, List.of(3)), "lags is 3, must be at most 2");
    assertThatThrownBy(
            () -> spec(model(Kind.SOFTMAX, CONSTRUCTED), CONSTRUCTED, new AttentionLags(9, 9)))
        .hasMessageContaining("lags is 9, must be at most 8, the tokens before the last");
    TaskSpec pairs = new LinearRegression(2, 5, 1, 1);
    for (Taking<?> each :
        List.of(probes(List.of(ProbeKind.TARGET), 0), new LagSensitivities(9, 1, List.of()))) {
      assertThatThrownBy(() -> each.refuse(model(Kind.LINEAR, CONSTRUCTED), pairs))
          .hasMessageContaining("are of sequences of a system, but the task is LinearRegression");
    }
  }

  private static void refused(Taking<?> asked, String message) {
    assertThatThrownBy(() -> spec(model(Kind.LINEAR, CONSTRUCTED), CONSTRUCTED, asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Probes probes(List<ProbeKind> kinds, int lags, Integer... positions) {
    List<Integer> at = positions.length == 0 ? POSITIONS : List.of(positions);
    return new Probes(kinds, TASKS, lags == 9 ? List.of() : at, lags, EXACT, false);
  }

  private interface OfSequence {
    double[] of(Sequence sequence);
  }

  private static double[][] map(List<Sequence> sequences, OfSequence of) {
    return sequences.stream().map(of::of).toArray(double[][]::new);
  }

  private static double[][] some(double[][] rows, List<Integer> which) {
    return which.stream().map(n -> rows[n]).toArray(double[][]::new);
  }

  private static ModelSpec model(Kind kind, Dynamics task) {
    AttentionSpec attention =
        new AttentionSpec(kind, 2, DIM, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO);
    return new ModelSpec(
        DEPTH,
        false,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        DAMPENING,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.2));
  }

  private static TrialSpec spec(ModelSpec model, TaskSpec task, Taking<?>... asked) {
    return new TrialSpec(
        3,
        model,
        task,
        new TrainingSpec(
            8,
            20,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(4).evalTasks(33).evalSeed(SEED).asked(List.of(asked)).build());
  }
}
