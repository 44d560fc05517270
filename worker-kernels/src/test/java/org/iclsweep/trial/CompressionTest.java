package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.LossRatio;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.Compression.Made;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static final int DIM = 2;
  private static final int WIDTH = 4 * DIM;
  private static final Dynamics TASK = SlotDescent.task(DIM, 7);
  private static final ModelSpec MODEL = SlotDescent.model(Kind.LINEAR, 2, 2, DIM);

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static final EvaluationSet EVALUATION = new EvaluationSet(TASK, Stream.EVAL, 4, TASKS);
  private static final TrialSpec SPEC = trial(MODEL, new Compression(When.EVERY));
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, List.of());

  private static TrialSpec trial(ModelSpec model, Taking<?>... asked) {
    MeasureSpec measure =
        MeasureSpec.every(40).evalTasks(TASKS).evalSeed(4).asked(List.of(asked)).build();
    return SlotDescent.trial(model, TASK, 80, measure);
  }

  private static double[] losses(Network network) {
    return Evaluator.losses(new NetworkPredictor(network), EVALUATION);
  }

  @Test
  void nothingIsLostOfBlocksThatAreMultiplesOfTheIdentity() {
    MeasuredModel model = MeasuredModel.of(trial(MODEL), List.of());
    SlotDescent.write(model.network(), DIM, List.of(.5, .25));
    List<CompressedPoint> points = new Compression(When.LAST).atPoints(model).atEnd(model);
    assertThat(points)
        .extracting(CompressedPoint::network)
        .containsExactly(Made.COMPRESSED, Made.INTERPOLATED);
    double loss = Evaluator.mean(losses(model.network())).mean();
    for (CompressedPoint point : points) {
      assertThat(point.step()).isEqualTo(80);
      assertThat(point.loss()).isCloseTo(loss, within(1e-6));
      assertThat(point.ratio()).isCloseTo(1, within(1e-6));
      assertThat(point.ratioStandardError()).isLessThan(1e-6);
    }
  }

  /** Block by block, in a network of queries, keys, values and projections. */
  @Test
  void compressedAreTheMeansOfTheBlocks() {
    Network trained = last();
    Network expected = new Network(SlotDescent.model(Kind.LINEAR, 2, 2, WIDTH), TASK);
    for (int l = 0; l < 2; l++) {
      for (int h = 0; h < 2; h++) {
        AttentionWeights layer = trained.weights().get(l);
        write(
            expected.weights().get(l),
            h,
            means(layer.keyQuery(h)),
            means(layer.valueProjection(h)),
            1);
      }
    }
    expected.prepare();
    assertLosses(expected, trained, point(80, Made.COMPRESSED));
  }

  /** Four heads of a quarter each, for every pair of scores and values, are the mean of both. */
  @Test
  void interpolatedAreHalfwayToTheLastCompressed() {
    for (int step : List.of(0, 80)) {
      Network trained = step == 80 ? last() : atStart();
      Network expected = new Network(SlotDescent.model(Kind.LINEAR, 2, 8, WIDTH), TASK);
      for (int l = 0; l < 2; l++) {
        for (int h = 0; h < 2; h++) {
          AttentionWeights layer = trained.weights().get(l);
          AttentionWeights end = last().weights().get(l);
          for (int pair = 0; pair < 4; pair++) {
            write(
                expected.weights().get(l),
                4 * h + pair,
                pair % 2 == 0 ? values(layer.keyQuery(h)) : means(end.keyQuery(h)),
                pair / 2 == 0 ? values(layer.valueProjection(h)) : means(end.valueProjection(h)),
                .25f);
          }
        }
      }
      expected.prepare();
      assertLosses(expected, trained, point(step, Made.INTERPOLATED));
    }
  }

  private static void assertLosses(Network expected, Network trained, CompressedPoint point) {
    double[] losses = losses(expected);
    LossRatio ratio = LossRatio.of(losses, losses(trained));
    assertThat(point.loss()).isCloseTo(Evaluator.mean(losses).mean(), within(1e-6));
    assertThat(point.lossStandardError())
        .isCloseTo(Evaluator.mean(losses).standardError(), within(1e-6));
    assertThat(point.ratio()).isCloseTo(ratio.ratio(), within(1e-5));
    assertThat(point.ratioStandardError()).isCloseTo(ratio.standardError(), within(1e-5));
    // or nothing is told from what it is compared with
    assertThat(Math.abs(point.ratio() - 1)).isGreaterThan(1e-3);
  }

  private static Network last() {
    Network network = new Network(MODEL, TASK);
    FinalWeights.write(network, RECORD.weights());
    return network;
  }

  private static Network atStart() {
    Network network = new Network(MODEL, TASK);
    Initialiser.initialise(network, SPEC.seed());
    network.prepare();
    return network;
  }

  private static CompressedPoint point(int step, Made network) {
    return RECORD.measured(Measures.COMPRESSED).stream()
        .filter(each -> each.step() == step && each.network() == network)
        .findFirst()
        .orElseThrow();
  }

  private static float[][] values(SharedMatrix product) {
    float[][] values = new float[WIDTH][WIDTH];
    for (int r = 0; r < WIDTH; r++) {
      for (int c = 0; c < WIDTH; c++) {
        values[r][c] = product.get(r, c);
      }
    }
    return values;
  }

  /** Of n = 2. */
  private static float[][] means(SharedMatrix product) {
    float[][] means = new float[WIDTH][WIDTH];
    for (int r = 0; r < WIDTH; r++) {
      for (int c = r % 2; c < WIDTH; c += 2) {
        float other = product.get(r ^ 1, c ^ 1);
        means[r][c] = (product.get(r, c) + other) / 2;
      }
    }
    return means;
  }

  private static void write(
      AttentionWeights layer, int h, float[][] keyQuery, float[][] values, float share) {
    for (int r = 0; r < WIDTH; r++) {
      for (int c = 0; c < WIDTH; c++) {
        layer.weight(Name.KEY, h).set(r, c, r == c ? 1 : 0);
        layer.weight(Name.QUERY, h).set(r, c, keyQuery[c][r]);
        layer.weight(Name.VALUE, h).set(r, c, r == c ? share : 0);
        layer.weight(Name.PROJECTION, h).set(r, c, values[r][c]);
      }
    }
  }

  @Test
  void everyPointOfTheCurveHasBoth() {
    assertThat(RECORD.measured(Measures.COMPRESSED))
        .extracting(CompressedPoint::step)
        .containsExactly(0, 0, 40, 40, 80, 80);
    TrialRecord last = TrialRunner.run(trial(MODEL, new Compression(When.LAST)), List.of());
    assertThat(last.measured(Measures.COMPRESSED))
        .isEqualTo(RECORD.measured(Measures.COMPRESSED).subList(4, 6));
  }

  @Test
  void changesNothingElse() {
    TrialRecord plain = TrialRunner.run(trial(MODEL), List.of());
    assertThat(plain.measured(Measures.COMPRESSED)).isEmpty();
    assertThat(RECORD.with(Measures.COMPRESSED, List.of())).isEqualTo(plain);
  }

  /** Three points of the curve. */
  @Test
  void itsCostIsThatOfThreeEvaluationsAPoint() {
    Prices prices = new Prices(1000, 7000, 1, 1, 1, 1, 1, 1);
    double last = new Compression(When.LAST).flops(SPEC, prices);
    assertThat(new Compression(When.EVERY).flops(SPEC, prices)).isEqualTo(3 * last);
    assertThat(last).isGreaterThan(TASKS * (7000 + 2 * 1000));
    double kept = 2 * Float.BYTES * (2 * 2 * 4 * WIDTH * DIM);
    assertThat(new Compression(When.EVERY).bytes(SPEC) - new Compression(When.LAST).bytes(SPEC))
        .isEqualTo(kept);
  }

  /** Tokens of two or of one observation have fewer blocks. */
  @Test
  void tokensMayBeOfAnyNumberOfObservations() {
    for (SequenceTokens tokens : List.of(SequenceTokens.stacked(2), SequenceTokens.RAW)) {
      TrialSpec spec = SlotDescent.trial(MODEL, TASK.withTokens(tokens), 1, SPEC.measure());
      assertThat(TrialRunner.run(spec, List.of()).measured(Measures.COMPRESSED)).hasSize(4);
    }
  }

  @Test
  void whatHasNoSuchProductsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> trial(SlotDescent.model(Kind.SOFTMAX, 2, 2, DIM), new Compression(When.LAST)))
        .withMessageStartingWith("a network is compressed of causal linear attention to tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Compression(When.LAST).refuse(MODEL, new LinearRegression(2, 2, 1, 1)));
  }
}
