package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.trial.Spectroscopy.PolynomialPoint;
import org.junit.jupiter.api.Test;

class SpectroscopyTest {

  private static final int DIM = 2;
  private static final int LENGTH = 11;
  private static final Dynamics TASK = SlotDescent.task(DIM, LENGTH);
  private static final ModelSpec THREE = SlotDescent.model(Kind.LINEAR, 3, 2, DIM);

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static TrialSpec trial(ModelSpec model, int steps, Taking<?>... asked) {
    MeasureSpec measure =
        MeasureSpec.every(20).evalTasks(TASKS).evalSeed(4).asked(List.of(asked)).build();
    return SlotDescent.trial(model, TASK, steps, measure);
  }

  /** Of steps of gradient descent that layers have been built to take, not trained. */
  private static List<PolynomialPoint> ofDescent(Spectroscopy asked) {
    MeasuredModel model = MeasuredModel.of(trial(THREE, 20, asked), List.of());
    SlotDescent.write(model.network(), DIM, List.of(.5, .25, .75));
    return asked.atEnd(model);
  }

  /** .5 + .25 (1 - .5 x) + .75 (1 - .5 x) (1 - .25 x) = 1.5 - .6875 x + .09375 x². */
  @Test
  void threeStepsAreTheirPolynomialOfDegreeTwo() {
    for (double until : List.of(.6, 1.0)) {
      List<PolynomialPoint> points = ofDescent(new Spectroscopy(4, 1000, until, When.LAST));
      assertThat(points).extracting(PolynomialPoint::degree).containsExactly(0, 1, 2, 3, 4);
      assertThat(points).extracting(PolynomialPoint::step).containsOnly(20);
      PolynomialPoint two = points.get(2);
      assertThat(two.explained()).isCloseTo(1, within(1e-11));
      List<Double> expected = List.of(1.5, -.6875, .09375);
      for (int k = 0; k < 3; k++) {
        // answers are of float
        assertThat(two.coefficients().get(k)).isCloseTo(expected.get(k), within(1e-5));
      }
      assertThat(points.get(1).explained()).isLessThan(.999);
      assertThat(points.get(0).explained()).isLessThan(points.get(1).explained());
      assertThat(two.loss()).isCloseTo(two.modelLoss(), within(1e-6 * two.modelLoss()));
      assertThat(two.leastLoss()).isLessThan(two.loss());
    }
  }

  @Test
  void twoStepsOfTheThreeAreOfDegreeOne() {
    MeasuredModel model = MeasuredModel.of(trial(THREE, 20), List.of());
    SlotDescent.write(model.network(), DIM, List.of(.5, .25, 0.0));
    PolynomialPoint one = new Spectroscopy(2, 101, .6, When.LAST).atEnd(model).get(1);
    assertThat(one.explained()).isCloseTo(1, within(1e-11));
    assertThat(one.coefficients().get(0)).isCloseTo(.75, within(1e-5));
    assertThat(one.coefficients().get(1)).isCloseTo(-.125, within(1e-5));
  }

  /** By a QR decomposition of all features of all states, in double. */
  @Test
  void aTrainedModelsAreTheLeastSquaresOfItsAnswers() {
    int tasks = 37;
    TrialSpec spec = trial(THREE, 20, new Spectroscopy(2, tasks, .6, When.EVERY));
    TrialRecord record = TrialRunner.run(spec, List.of());
    List<PolynomialPoint> points = record.measured(Measures.SPECTROSCOPY);
    assertThat(points).extracting(PolynomialPoint::step).containsExactly(0, 0, 0, 20, 20, 20);

    Network network = new Network(spec.model(), TASK);
    FinalWeights.write(network, record.weights());
    for (int degree = 0; degree < 3; degree++) {
      States states = States.of(network, tasks, 6, degree);
      RealMatrix features = states.features();
      RealVector model = features.operate(states.solve(states.answers));
      RealVector best = features.operate(states.solve(states.targets));
      RealVector answers = new ArrayRealVector(states.array(states.answers));
      RealVector targets = new ArrayRealVector(states.array(states.targets));
      int count = tasks * 6;
      PolynomialPoint point = points.get(3 + degree);
      assertThat(point.explained())
          .isCloseTo(1 - square(answers.subtract(model)) / square(answers), within(1e-9));
      assertThat(point.loss())
          .isCloseTo(square(targets.subtract(model)) / (2 * count), within(1e-9));
      assertThat(point.leastLoss())
          .isCloseTo(square(targets.subtract(best)) / (2 * count), within(1e-9));
      assertThat(point.modelLoss())
          .isCloseTo(square(targets.subtract(answers)) / (2 * count), within(1e-9));
      for (int k = 0; k <= degree; k++) {
        assertThat(point.coefficients().get(k))
            .isCloseTo(states.solve(states.answers).getEntry(k), within(1e-7));
      }
    }
  }

  private static double square(RealVector x) {
    return x.dotProduct(x);
  }

  /** Rows of least squares, a feature of an answer each. */
  private record States(List<double[]> rows, List<Double> answers, List<Double> targets) {

    static States of(Network network, int tasks, int positions, int degree) {
      States states = new States(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      NetworkPredictor predictor = new NetworkPredictor(network);
      TaskSampler sampler = TASK.sampler(network.block());
      LaneMatrix seen = TASK.observations(network.block());
      for (int task = 0; task < tasks; task++) {
        int lane = task % LaneMatrix.LANES;
        sampler.draw(4, Stream.EVAL, 0, task - lane);
        LaneMatrix predictions = predictor.predict();
        RealMatrix gram = new Array2DRowRealMatrix(DIM, DIM);
        RealMatrix cross = new Array2DRowRealMatrix(DIM, DIM);
        for (int t = 0; t < positions; t++) {
          RealVector state = state(seen, t, lane);
          if (t > 0) {
            RealVector past = state(seen, t - 1, lane);
            gram = gram.add(past.outerProduct(past));
            cross = cross.add(state.outerProduct(past));
          }
          RealMatrix features = new Array2DRowRealMatrix(DIM, degree + 1);
          RealVector power = state;
          for (int k = 0; k <= degree; k++) {
            features.setColumnVector(k, cross.operate(power));
            power = gram.operate(power);
          }
          for (int i = 0; i < DIM; i++) {
            states.rows.add(features.getRow(i));
            states.answers.add((double) predictions.get(t, i, lane));
            states.targets.add((double) network.block().targets().get(t, i, lane));
          }
        }
      }
      return states;
    }

    private static RealVector state(LaneMatrix seen, int t, int lane) {
      double[] state = new double[DIM];
      for (int i = 0; i < DIM; i++) {
        state[i] = seen.get(t, i, lane);
      }
      return new ArrayRealVector(state);
    }

    RealMatrix features() {
      return new Array2DRowRealMatrix(rows.toArray(double[][]::new));
    }

    double[] array(List<Double> column) {
      return column.stream().mapToDouble(each -> each).toArray();
    }

    RealVector solve(List<Double> column) {
      return new QRDecomposition(features()).getSolver().solve(new ArrayRealVector(array(column)));
    }
  }

  @Test
  void changeNothingElse() {
    TrialRecord record =
        TrialRunner.run(trial(THREE, 20, new Spectroscopy(2, 37, 1, When.LAST)), List.of());
    TrialRecord plain = TrialRunner.run(trial(THREE, 20), List.of());
    assertThat(record.measured(Measures.SPECTROSCOPY)).hasSize(3);
    assertThat(plain.measured(Measures.SPECTROSCOPY)).isEmpty();
    assertThat(record.with(Measures.SPECTROSCOPY, List.of())).isEqualTo(plain);
  }

  /** Every other way to ask for the last point says the same of it. */
  @Test
  void theLastOfAllPointsIsTheLast() {
    List<PolynomialPoint> all = points(When.EVERY);
    assertThat(points(When.LAST)).isEqualTo(all.subList(all.size() - 3, all.size()));
  }

  private static List<PolynomialPoint> points(When at) {
    TrialSpec spec = trial(THREE, 20, new Spectroscopy(2, 37, .5, at));
    return TrialRunner.run(spec, List.of()).measured(Measures.SPECTROSCOPY);
  }

  @Test
  void nothingIsExplainedOfAnswersThatAreZero() {
    MeasuredModel model = MeasuredModel.of(trial(THREE, 20), List.of());
    SlotDescent.write(model.network(), DIM, List.of(0.0, 0.0, 0.0));
    assertThat(new Spectroscopy(1, 37, .5, When.LAST).atEnd(model))
        .extracting(PolynomialPoint::explained)
        .containsOnlyNulls();
  }

  @Test
  void theirCostIsOfSequencesPositionsAndPoints() {
    double flops = flops(2, 50, .5, When.EVERY);
    assertThat(flops(2, 100, .5, When.EVERY)).isEqualTo(2 * flops);
    assertThat(flops(2, 1000, .5, When.EVERY)).isCloseTo(2.02 * flops, within(1e-9 * flops));
    assertThat(flops(2, 50, 1, When.EVERY)).isCloseTo(2.2 * flops, within(1e-9 * flops));
    assertThat(flops(3, 50, .5, When.EVERY)).isGreaterThan(1.2 * flops);
    // of two points; the sequences are answered again
    assertThat(flops(2, 50, .5, When.LAST)).isEqualTo(flops / 2 + TASKS * 7.0);
  }

  private static double flops(int degree, int tasks, double until, When at) {
    Prices prices = new Prices(1, 7, 1, 1, 1, 1, 1, 1);
    return new Spectroscopy(degree, tasks, until, at).flops(trial(THREE, 20), prices);
  }

  @Test
  void moreTermsThanPositionsAreRefused() {
    assertThat(trial(THREE, 20, new Spectroscopy(4, 37, .5, When.LAST))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trial(THREE, 20, new Spectroscopy(5, 37, .5, When.LAST)))
        .withMessage(
            "degree is 5, must be less than 5, the positions that count: so many states tell no"
                + " more terms");
  }

  @Test
  void pairsAndAQueryAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Spectroscopy(1, 37, .5, When.LAST)
                    .refuse(THREE, new LinearRegression(2, 2, 1, 1)))
        .withMessageStartingWith("polynomials are of sequences of which every next state");
  }
}
