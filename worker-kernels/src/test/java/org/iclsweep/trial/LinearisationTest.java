package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.iclsweep.learner.LinearisedNetwork;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.LossRatio;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.CausalSpec;
import org.iclsweep.model.CausalSpec.Answer;
import org.iclsweep.model.CausalSpec.PositionsFor;
import org.iclsweep.model.CausalSpec.QkNorm;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.Linearisation.LinearisedLayer;
import org.junit.jupiter.api.Test;

class LinearisationTest {

  private static final int DIM = 2;
  private static final Dynamics TASK = SlotDescent.task(DIM, 7);

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static TrialSpec trial(ModelSpec model, int steps, Taking<?>... asked) {
    MeasureSpec measure =
        MeasureSpec.every(200).evalTasks(TASKS).evalSeed(4).asked(List.of(asked)).build();
    return SlotDescent.trial(model, TASK, steps, measure);
  }

  @Test
  void nothingIsLostOfLayersThatAreLinear() {
    Linearisation asked = new Linearisation(1, 37, 0, 1);
    MeasuredModel model =
        MeasuredModel.of(trial(SlotDescent.model(Kind.LINEAR, 3, 2, DIM), 1, asked), List.of());
    SlotDescent.write(model.network(), DIM, List.of(.5, .25, .75));
    List<LinearisedLayer> layers = asked.atEnd(model);
    double loss = Evaluator.loss(model.predictor(), model.evaluation()).mean();
    assertThat(layers).extracting(LinearisedLayer::layer).containsExactly(0, 1, 2);
    for (LinearisedLayer layer : layers) {
      assertThat(layer.unexplained()).isLessThan(1e-10);
      assertThat(layer.loss()).isCloseTo(loss, within(1e-5));
      assertThat(layer.ratio()).isCloseTo(1, within(1e-5));
      assertThat(layer.ratioStandardError()).isLessThan(1e-5);
      assertThat(layer.keyQueryMeans()).hasSize(2 * 16);
      assertThat(layer.valueProjectionMeans()).hasSize(2 * 16);
    }
    // row 3, column 2 scores s_{j-1} by the query; s_j is added to slot 0, s_{j-1} to slot 2
    assertThat(sum(layers.get(2), 14, 4)).isCloseTo(.75, within(1e-4));
    assertThat(sum(layers.get(2), 14, 14)).isCloseTo(-.75, within(1e-4));
    assertThat(sum(layers.get(2), 11, 4)).isCloseTo(0, within(1e-4));
  }

  /** A linear layer that reads positions beside its tokens is one that reads both. */
  @Test
  void positionsOfTheFirstLayerAreRead() {
    Linearisation asked = new Linearisation(3, 301, 0, 1);
    CausalSpec causal = new CausalSpec(Answer.LINEAR, PositionsFor.FIRST_KEYS, QkNorm.NONE);
    ModelSpec spec = SlotDescent.model(Kind.LINEAR, 2, 1, DIM).withCausal(causal);
    MeasuredModel model = MeasuredModel.of(trial(spec, 1, asked), List.of());
    Random random = new Random(3);
    float[] parameters = model.network().parameters();
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = (float) (.4 * random.nextGaussian());
    }
    model.network().prepare();
    double loss = Evaluator.loss(model.predictor(), model.evaluation()).mean();
    for (LinearisedLayer layer : asked.atEnd(model)) {
      assertThat(layer.unexplained()).isLessThan(1e-6);
      assertThat(layer.loss()).isCloseTo(loss, within(1e-3 * loss));
      assertThat(layer.keyQueryMeans()).isEmpty();
    }
    // twice as many features cost more
    Prices prices = new Prices(1, 1, 1, 1, 1, 1, 1, 1);
    ModelSpec plain = SlotDescent.model(Kind.LINEAR, 2, 1, DIM);
    assertThat(asked.flops(trial(spec, 1), prices))
        .isGreaterThan(1.5 * asked.flops(trial(plain, 1), prices));
  }

  /** Over both heads, which score alike, so that they share their values. */
  private static double sum(LinearisedLayer layer, int score, int value) {
    double sum = 0;
    for (int h = 0; h < 2; h++) {
      sum +=
          layer.keyQueryMeans().get(16 * h + score)
              * layer.valueProjectionMeans().get(16 * h + value);
    }
    return sum;
  }

  @Test
  void somethingIsLostOfASoftmax() {
    TrialRecord record =
        TrialRunner.run(
            trial(
                SlotDescent.model(Kind.SOFTMAX, 2, 2, 4), 200, new Linearisation(2, 37, 40, 3e-3)),
            List.of());
    List<LinearisedLayer> layers = record.measured(Measures.LINEARISED);
    assertThat(layers).extracting(LinearisedLayer::layer).containsExactly(0, 1);
    for (LinearisedLayer layer : layers) {
      assertThat(layer.unexplained()).isBetween(1e-3, .9);
      assertThat(layer.ratio()).isGreaterThan(1 + 2 * layer.ratioStandardError());
      assertThat(layer.loss()).isCloseTo(layer.ratio() * record.finalLoss(), within(1e-9));
      assertThat(layer.loss()).isLessThan(record.zeroLoss());
    }
  }

  /** Fitted on sequences of a search, and each in the place of its own layer. */
  @Test
  void eachLayerIsReplacedAlone() {
    ModelSpec model = SlotDescent.model(Kind.SOFTMAX, 2, 2, 4);
    TrialSpec spec = trial(model, 20, new Linearisation(1, 21, 0, 1));
    TrialRecord record = TrialRunner.run(spec, List.of());
    Network network = new Network(model, TASK);
    FinalWeights.write(network, record.weights());
    EvaluationSet fitted = new EvaluationSet(TASK, Stream.SEARCH, 4, 21);
    EvaluationSet evaluation = new EvaluationSet(TASK, Stream.EVAL, 4, TASKS);
    double[] own = Evaluator.losses(new NetworkPredictor(network), evaluation);
    for (int l = 0; l < 2; l++) {
      LinearisedNetwork linear = new LinearisedNetwork(network, l, fitted, 1);
      LinearisedLayer layer = record.measured(Measures.LINEARISED).get(l);
      double[] losses = Evaluator.losses(linear, evaluation);
      assertThat(layer.unexplained()).isEqualTo(linear.unexplained(evaluation.first(21)));
      assertThat(layer.loss()).isEqualTo(Evaluator.mean(losses).mean());
      assertThat(layer.lossStandardError()).isEqualTo(Evaluator.mean(losses).standardError());
      assertThat(layer.ratioStandardError()).isEqualTo(LossRatio.of(losses, own).standardError());
    }
  }

  /** Of few sequences, least squares know the chance; fresh ones tell what the layer does. */
  @Test
  void trainingExplainsMoreOfOtherSequences() {
    ModelSpec model = SlotDescent.model(Kind.SOFTMAX, 1, 2, 4);
    double fitted = unexplained(model, new Linearisation(1, 37, 0, 1));
    double trained = unexplained(model, new Linearisation(1, 37, 200, 3e-3));
    assertThat(trained).isLessThan(.9 * fitted);
  }

  private static double unexplained(ModelSpec model, Linearisation asked) {
    return TrialRunner.run(trial(model, 20, asked), List.of())
        .measured(Measures.LINEARISED)
        .get(0)
        .unexplained();
  }

  /** A layer that is linear is found, and stays so. */
  @Test
  void trainingLeavesWhatIsRight() {
    Linearisation asked = new Linearisation(1, 37, 20, 1e-4);
    MeasuredModel model =
        MeasuredModel.of(trial(SlotDescent.model(Kind.LINEAR, 3, 2, DIM), 1, asked), List.of());
    SlotDescent.write(model.network(), DIM, List.of(.5, .25, .75));
    assertThat(asked.atEnd(model))
        .allSatisfy(layer -> assertThat(layer.unexplained()).isLessThan(1e-5));
  }

  @Test
  void changesNothingElse() {
    ModelSpec model = SlotDescent.model(Kind.SOFTMAX, 2, 2, 4);
    TrialRecord record = TrialRunner.run(trial(model, 3, new Linearisation(1, 5, 0, 1)), List.of());
    TrialRecord plain = TrialRunner.run(trial(model, 3), List.of());
    assertThat(plain.measured(Measures.LINEARISED)).isEmpty();
    TrialSpec regression =
        SlotDescent.trial(
            model,
            new LinearRegression(2, 3, 1, 1),
            1,
            trial(model, 1, new Linearisation(1, 5, 0, 1)).measure());
    assertThat(TrialRunner.run(regression, List.of()).measured(Measures.LINEARISED))
        .hasSize(2)
        .allSatisfy(layer -> assertThat(layer.keyQueryMeans()).isEmpty());
    assertThat(record.with(Measures.LINEARISED, List.of())).isEqualTo(plain);
  }

  @Test
  void itsCostIsOfLayersTurnsAndSequences() {
    double flops = flops(2, 2, 10);
    double evaluated = flops - 2 * (flops - flops(2, 2, 5));
    assertThat(flops(2, 2, 20) - evaluated).isEqualTo(2 * (flops - evaluated));
    assertThat(flops(4, 2, 10)).isEqualTo(2 * flops);
    assertThat(flops(2, 4, 10)).isGreaterThan(1.5 * flops - evaluated);
    ModelSpec model = SlotDescent.model(Kind.SOFTMAX, 2, 2, 4);
    assertThat(
            new Linearisation(1, 20, 0, 1).bytes(trial(model, 1))
                - new Linearisation(1, 10, 0, 1).bytes(trial(model, 1)))
        .isEqualTo(4 * Double.BYTES * 10 * 7 * 4 * DIM);
  }

  private static double flops(int depth, int turns, int sequences) {
    Prices prices = new Prices(1, 1, 1, 1, 1, 1, 1, 1);
    ModelSpec model = SlotDescent.model(Kind.SOFTMAX, depth, 2, 4);
    return new Linearisation(turns, sequences, 0, 1).flops(trial(model, 1), prices);
  }

  @Test
  void whatIsNotCausalIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Linearisation(1, 5, 0, 1)
                    .refuse(
                        new ModelSpec(1, false, 1, 0, 0, SlotDescent.INITIAL),
                        new LinearRegression(2, 2, 1, 1)))
        .withMessage("layers of causal attention are linearised, but keys are context");
  }
}
