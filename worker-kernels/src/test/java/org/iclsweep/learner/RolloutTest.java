package org.iclsweep.learner;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Rollout;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One layer, applied again and again, against deep networks and against the eigenvalues. */
class RolloutTest {

  private static final LinearRegression TASK = new LinearRegression(10, 10, 0.5, 1);
  private static final int TASKS = 1 << 16;
  private static final EvaluationSet SET = new EvaluationSet(TASK, Stream.EVAL, 3, TASKS);
  private static final ContextSpectrum SPECTRUM = ContextSpectrum.of(TASK, Stream.EVAL, 3, TASKS);
  private static final double RATE = GdClosedForm.rate(TASK);

  @ParameterizedTest
  @CsvSource({
    "linear, context, 1, 0",
    "linear, all, 3, 0",
    "linear, context, 2, 0.7",
    "softmax, context, 2, 0",
    "softmax, all, 1, 0.7",
    "mesa, causal, 2, 0"
  })
  void itGoesWhereATiedNetworkOfThatDepthGoes(String kind, String keys, int heads, double clip) {
    LinearRegression task = new LinearRegression(5, 7, 1, 1);
    EvaluationSet set = new EvaluationSet(task, Stream.EVAL, 1, 100);
    AttentionSpec attention =
        new AttentionSpec(
            Kind.valueOf(kind.toUpperCase()),
            heads,
            3,
            Keys.valueOf(keys.toUpperCase()),
            keys.equals("causal") ? Scale.INVERSE_ROOT_KEY_SIZE : Scale.INVERSE_KEYS,
            AttentionSpec.Form.TOKENS);
    Network trained = drawn(model(1, attention, 0.9, Update.TOKEN, clip), task);
    List<Rollout.Point> points = Rollout.of(trained.repeated(0.6), 7, set, null);
    assertThat(points).extracting(Rollout.Point::step).containsExactly(1, 2, 3, 4, 5, 6, 7);
    for (Rollout.Point point : points) {
      Network deep = drawn(model(point.step(), attention, 0.9 * 0.6, Update.LABEL, clip), task);
      double loss = Evaluator.loss(new NetworkPredictor(deep), set).mean();
      // the last layer of a network is another path of the same float arithmetic
      assertThat(point.loss()).isCloseTo(loss, within(2e-6 * loss));
      assertThat(point.stableLoss()).isNull();
    }
    assertThat(points.get(6).loss()).isFinite().isNotCloseTo(points.get(0).loss(), within(1e-3));
  }

  private static ModelSpec model(
      int depth, AttentionSpec attention, double dampening, Update update, double clip) {
    return new ModelSpec(
        depth,
        true,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        dampening,
        update,
        clip,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.4));
  }

  /** Weights that are large enough for every path to matter. */
  private static Network drawn(ModelSpec spec, LinearRegression task) {
    Network network = new Network(spec, task);
    Initialiser.initialise(network, 4);
    return network;
  }

  /** Expected: from an independent program, on sets without a task that diverges. */
  @ParameterizedTest
  @CsvSource({"1, .2194", "4, .1279", "10, .0865", "25, .0583", "50, .0435"})
  void gradientDescentReachesTheKnownLossesOnStableTasks(int step, double loss) {
    assertThat(Descent75.POINTS.get(step - 1).stableLoss())
        .isCloseTo(loss, within(tolerance(loss) + 5e-5));
  }

  @ParameterizedTest
  @CsvSource({"1", "4", "10", "25", "50"})
  void gradientDescentIsTheEigenRecursionOnStableTasks(int step) {
    BitSet stable = stable(0.75);
    double[] eigenvalues =
        stable.stream()
            .flatMap(task -> IntStream.range(10 * task, 10 * task + 10))
            .mapToDouble(i -> SPECTRUM.eigenvalues()[i])
            .toArray();
    EigenRecursion recursion =
        new EigenRecursion(new ContextSpectrum(10, 10, eigenvalues), 10, 0.25 / 3, 1);
    double loss = recursion.loss(nCopies(step, 0.75 * RATE), List.of()).mean();
    assertThat(Descent75.POINTS.get(step - 1).stableLoss())
        .isCloseTo(loss, within(tolerance(loss)));
  }

  /** Three standard errors: the deviation of a task's loss is less than three times its mean. */
  private static double tolerance(double loss) {
    return 3 * 3 * loss / Math.sqrt(TASKS);
  }

  @Test
  void tasksBeyondTheEdgeOfStabilityRuleTheMean() {
    BitSet stable = stable(1);
    // the reference has 3.3 % of tasks beyond it
    assertThat(1 - stable.cardinality() / (double) TASKS).isCloseTo(0.033, within(0.003));
    Rollout.Point last = Rollout.of(descent().repeated(1), 20, SET, stable).get(19);
    assertThat(last.loss()).isGreaterThan(1000);
    assertThat(last.stableLoss()).isLessThan(0.1);
  }

  /** A roll-out of gradient descent at λ = 0.75, that several tests look at. */
  private static final class Descent75 {
    static final List<Rollout.Point> POINTS =
        Rollout.of(descent().repeated(0.75), 50, SET, stable(0.75));
  }

  private static Network descent() {
    return Construction.network(TASK, 1, 0, List.of(RATE), List.of());
  }

  private static BitSet stable(double dampening) {
    BitSet stable = new BitSet();
    IntStream.range(0, TASKS)
        .filter(task -> dampening * RATE / 10 * SPECTRUM.largest(task) < 2)
        .forEach(stable::set);
    return stable;
  }

  @Test
  void aRolloutLeavesTheNetworkAsItWas() {
    Network network = descent();
    NetworkPredictor predictor = new NetworkPredictor(network);
    EvaluationSet set = new EvaluationSet(TASK, Stream.EVAL, 3, 200);
    double before = Evaluator.loss(predictor, set).mean();
    Rollout.of(network.repeated(0.5), 3, set, null);
    network.prepare();
    assertThat(Evaluator.loss(predictor, set).mean()).isEqualTo(before);
  }

  @Test
  void whereNoTaskIsStableTheirMeanIsNaN() {
    EvaluationSet set = new EvaluationSet(TASK, Stream.EVAL, 3, 70);
    Rollout.Point point = Rollout.of(descent().repeated(1), 1, set, new BitSet()).get(0);
    assertThat(point.loss()).isFinite();
    assertThat(point.stableLoss()).isNaN();
  }

  @Test
  void whatCannotBeRepeatedIsRefused() {
    AttentionSpec linear = AttentionSpec.linear(1, 0);
    Initialisation start = new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1);
    MlpSpec mlp = new MlpSpec(MlpSpec.Place.AFTER, Nonlinearity.GELU, false, 4);
    refuses(of(2, MlpSpec.NONE, NormPlace.NONE, 0, 0), TASK, "has 2 layers of different weights");
    refuses(of(1, mlp, NormPlace.NONE, 0, 0), TASK, "has perceptrons");
    refuses(of(1, MlpSpec.NONE, NormPlace.EVERY_LAYER, 0, 0), TASK, "norms its tokens");
    refuses(of(1, MlpSpec.NONE, NormPlace.NONE, 7, 0), TASK, "embeds its tokens");
    refuses(
        of(1, MlpSpec.NONE, NormPlace.NONE, 0, 4),
        TASK,
        "has a code of positions where the label is updated");
    refuses(
        new ModelSpec(1, true, linear.heads(), 0, 0, start),
        TASK.laidOut(TokenLayout.INTERLEAVED),
        "has interleaved tokens");
  }

  private static ModelSpec of(
      int depth, MlpSpec mlp, NormPlace norm, int embedding, int positions) {
    return new ModelSpec(
        depth,
        false,
        AttentionSpec.linear(1, 0),
        mlp,
        norm,
        embedding,
        positions,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1));
  }

  private static void refuses(ModelSpec spec, LinearRegression task, String obstacle) {
    Network network = new Network(spec, task);
    assertThatThrownBy(() -> network.repeated(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "one layer of attention to concatenated tokens can be repeated, but this model "
                + obstacle);
  }
}
