package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.ShownPairs;
import org.iclsweep.measure.TokenVectors;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelCost;
import org.iclsweep.model.ModelMemory;
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
import org.iclsweep.task.PairSampler;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.States;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.FewShot.FewShotLoss;
import org.junit.jupiter.api.Test;

class FewShotTest {

  private static final int DIM = 2;
  private static final double NOISE = 0.01;
  private static final int PAIRS = 6;
  private static final int FIRST = 2;

  /** No multiple of a block's tasks. */
  private static final int TASKS = 203;

  private static final Dynamics TASK =
      new Dynamics(DIM, 18, 42)
          .withTransition(Transition.orthogonal())
          .withStates(States.PLAIN.withNoise(NOISE))
          .withTokens(SequenceTokens.RAW);

  private static final TokenTuning TUNED = new TokenTuning(100, 3e-2, 40);
  private static final FewShot ALL = new FewShot(PAIRS, FIRST, 1e-3, TUNED, 2, TUNED);
  private static final FewShot PLAIN =
      new FewShot(PAIRS, 0, 1e-3, TokenTuning.NONE, 1, TokenTuning.NONE);

  private static final TrialSpec SPEC = spec(TASK, ALL);
  private static final TrialRecord RECORD = TrialRunner.run(SPEC, List.of());
  private static final List<FewShotLoss> LOSSES = RECORD.measured(Measures.FEW_SHOT);

  @Test
  void areToldOfEveryPairOfEveryVariantAndKindOfContext() {
    List<FewShotLoss> expected = new ArrayList<>();
    for (FewShotVariant variant : FewShotVariant.values()) {
      for (int pair = 1; pair <= PAIRS; pair++) {
        expected.add(new FewShotLoss(1, variant, 1, pair, 0, 0));
      }
      for (int pair = 1; pair <= PAIRS; pair++) {
        boolean first = pair <= FIRST;
        expected.add(new FewShotLoss(2, variant, first ? 1 : 2, first ? pair : pair - FIRST, 0, 0));
      }
    }
    assertThat(LOSSES)
        .extracting(p -> new FewShotLoss(p.systems(), p.variant(), p.system(), p.pair(), 0, 0))
        .isEqualTo(expected);
    assertThat(LOSSES).allMatch(p -> p.loss() > 0 && p.lossStandardError() > 0);
  }

  private static FewShotLoss at(FewShotVariant variant, int tasks, int task, int pair) {
    return LOSSES.stream()
        .filter(p -> p.variant() == variant && p.systems() == tasks)
        .filter(p -> p.system() == task && p.pair() == pair)
        .findFirst()
        .orElseThrow();
  }

  /** The same draws: no token of the second system is there yet. */
  @Test
  void beforeTheSwitchContextsOfTwoSystemsAreThoseOfOne() {
    for (FewShotVariant variant : FewShotVariant.values()) {
      for (int pair = 1; pair <= FIRST; pair++) {
        FewShotLoss one = at(variant, 1, 1, pair);
        FewShotLoss two = at(variant, 2, 1, pair);
        assertThat(two.loss()).isEqualTo(one.loss());
        assertThat(two.lossStandardError()).isEqualTo(one.lossStandardError());
      }
    }
  }

  @Test
  void nothingIsKnownOfTheFirstPair() {
    PairSampler sampler = new PairSampler(TASK, List.of(PAIRS));
    double sum = 0;
    double squares = 0;
    for (int task = 0; task < TASKS; task++) {
      int lane = task % LaneMatrix.LANES;
      sampler.draw(SPEC.measure().evalSeed(), Stream.EVAL, 0, task - lane);
      double loss = 0;
      for (int i = 0; i < DIM; i++) {
        double y = sampler.labels().get(0, i, lane);
        loss += y * y / 2;
      }
      sum += loss;
      squares += loss * loss;
    }
    FewShotLoss first = at(FewShotVariant.LSQ, 1, 1, 1);
    double mean = sum / TASKS;
    assertThat(first.loss()).isCloseTo(mean, within(1e-12));
    assertThat(first.lossStandardError())
        .isCloseTo(Math.sqrt((squares / TASKS - mean * mean) / (TASKS - 1)), within(1e-9));
    // the model answers about 0, too: half of n times the variance of U(-1, 1)
    assertThat(at(FewShotVariant.PLAIN, 1, 1, 1).loss()).isCloseTo(DIM / 6.0, within(0.1));
  }

  /** Of n pairs and more, W is known but for the noise; behind the switch it is another one. */
  @Test
  void regressionKnowsTheSystemOfItsPairs() {
    assertThat(at(FewShotVariant.LSQ, 1, 1, PAIRS).loss()).isLessThan(0.01);
    assertThat(at(FewShotVariant.LSQ, 2, 2, 1).loss())
        .isGreaterThan(at(FewShotVariant.LSQ, 1, 1, 1).loss());
  }

  /** By a ridge that outweighs all pairs it answers next to 0, as it does at the first pair. */
  @Test
  void regressionIsByTheRidgeThatIsAsked() {
    FewShot asked = new FewShot(PAIRS, 0, 1e6, TokenTuning.NONE, 1, TokenTuning.NONE);
    List<FewShotLoss> losses =
        TrialRunner.run(spec(TASK, asked), List.of()).measured(Measures.FEW_SHOT);
    for (FewShotLoss point : losses) {
      if (point.variant() == FewShotVariant.LSQ) {
        double first = at(FewShotVariant.LSQ, 1, 1, 1).loss();
        assertThat(point.loss()).isBetween(0.8 * first, 1.2 * first);
      }
    }
  }

  @Test
  void areTheSameAgain() {
    assertThat(TrialRunner.run(SPEC, List.of()).measured(Measures.FEW_SHOT)).isEqualTo(LOSSES);
  }

  @Test
  void changeNothingElse() {
    MeasureSpec measure = MeasureSpec.every(100).evalTasks(TASKS).evalSeed(4).build();
    TrialRecord plain =
        TrialRunner.run(
            new TrialSpec(SPEC.seed(), SPEC.model(), TASK, SPEC.training(), measure), List.of());
    assertThat(plain.measured(Measures.FEW_SHOT)).isEmpty();
    assertThat(RECORD.with(Measures.FEW_SHOT, List.of())).isEqualTo(plain);
  }

  /** On tasks that no step has drawn, of the final weights. */
  @Test
  void tuningLowersTheLossOnNewTasks() {
    Network network = new Network(SPEC.model(), TASK);
    FinalWeights.write(network, RECORD.weights());
    TokenVectors none = TokenVectors.none(DIM);
    TokenVectors eos = TokenVectors.drawn(1, DIM, SPEC.seed(), 0);
    ShownPairs separated = new ShownPairs(network, TASK, List.of(PAIRS), eos, none);
    double drawn = loss(separated);
    TUNED.tune(eos, separated, SPEC.seed(), 0);
    assertThat(loss(separated)).isLessThan(drawn);
    assertThat(loss(separated)).isEqualTo(mean(FewShotVariant.EOS));

    float[] kept = eos.values().clone();
    TokenVectors prefix = TokenVectors.drawn(2, DIM, SPEC.seed(), 1);
    ShownPairs prefixed = new ShownPairs(network, TASK, List.of(PAIRS), eos, prefix);
    double before = loss(prefixed);
    TUNED.tune(prefix, prefixed, SPEC.seed(), TUNED.steps());
    assertThat(loss(prefixed)).isLessThan(before);
    assertThat(loss(prefixed)).isEqualTo(mean(FewShotVariant.EOS_PREFIX));
    assertThat(eos.values()).isEqualTo(kept);

    TokenVectors again = TokenVectors.drawn(2, DIM, SPEC.seed(), 1);
    TokenTuning brief = new TokenTuning(1, 3e-2, 40);
    TokenVectors other = TokenVectors.drawn(2, DIM, SPEC.seed(), 1);
    brief.tune(again, new ShownPairs(network, TASK, List.of(PAIRS), eos, again), SPEC.seed(), 0);
    brief.tune(other, new ShownPairs(network, TASK, List.of(PAIRS), eos, other), SPEC.seed(), 100);
    assertThat(again.gradient()).as("of other tasks").isNotEqualTo(other.gradient());
  }

  /** Mean over the pairs of the mean loss over the evaluation tasks. */
  private static double loss(ShownPairs shown) {
    double[] sums = new double[PAIRS];
    for (int first = 0; first < TASKS; first += LaneMatrix.LANES) {
      shown.answer(SPEC.measure().evalSeed(), Stream.EVAL, 0, first);
      for (int lane = 0; lane < Math.min(LaneMatrix.LANES, TASKS - first); lane++) {
        for (int pair = 0; pair < PAIRS; pair++) {
          double loss = 0;
          for (int i = 0; i < DIM; i++) {
            double error =
                (double) shown.labels().get(pair, i, lane) - shown.answers().get(pair, i, lane);
            loss += 0.5 * error * error;
          }
          sums[pair] += loss;
        }
      }
    }
    double sum = 0;
    for (double each : sums) {
      sum += each / TASKS;
    }
    return sum / PAIRS;
  }

  private static double mean(FewShotVariant variant) {
    double sum = 0;
    for (int pair = 1; pair <= PAIRS; pair++) {
      sum += at(variant, 1, 1, pair).loss();
    }
    return sum / PAIRS;
  }

  @Test
  void contextsOfOneSystemWithoutTuningAreTwoVariants() {
    List<FewShotLoss> losses =
        TrialRunner.run(spec(TASK, PLAIN), List.of()).measured(Measures.FEW_SHOT);
    assertThat(losses)
        .isEqualTo(
            LOSSES.stream()
                .filter(p -> p.systems() == 1)
                .filter(
                    p -> p.variant() == FewShotVariant.PLAIN || p.variant() == FewShotVariant.LSQ)
                .toList());
  }

  @Test
  void whatPairsTellNothingOfIsRefused() {
    assertRefused(TASK.withTransition(Transition.FIXED), ALL, "W is the same in all sequences");
    assertRefused(TASK.withTokens(SequenceTokens.CONSTRUCTED), ALL, "but tokens are constructed");
    assertRefused(TASK.withTokens(SequenceTokens.stacked(2)), ALL, "but tokens are stacked");
    assertRefused(TASK.withObservations(Observations.some(1)), ALL, "pairs are of states");
    assertRefused(
        TASK.withObservations(Observations.ALL.withNoise(0.1)), ALL, "pairs are of states");
    assertThatThrownBy(() -> ALL.refuse(SPEC.model(), new LinearRegression(2, 5, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pairs are shown to models of sequences");
  }

  @Test
  void howManyPairsThereIsRoomForIsTold() {
    assertRefused(
        TASK.withLength(17),
        ALL,
        "pairs is 6, must be at most 5: so many have room among the 17 tokens of a sequence, with a"
            + " tuned token behind each and 2 before them");
    assertRefused(
        TASK.withLength(10),
        PLAIN,
        "pairs is 6, must be at most 5: so many have room among the 10 tokens of a sequence, with"
            + " two tokens each");
    PLAIN.refuse(SPEC.model(), TASK.withLength(11));
    ALL.refuse(SPEC.model(), TASK);
  }

  private static void assertRefused(Dynamics task, FewShot asked, String message) {
    assertThatThrownBy(() -> spec(task, asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThatThrownBy(() -> new FewShot(6, 6, 1, TUNED, 1, TUNED))
        .hasMessageStartingWith("firstPairs is 6, must be less than the 6 pairs of a context");
    assertThatThrownBy(() -> new FewShot(6, 0, 0, TUNED, 1, TUNED))
        .hasMessageStartingWith("ridge is 0.0, must be positive");
    assertThatThrownBy(() -> new FewShot(6, 0, 1, TokenTuning.NONE, 1, TUNED))
        .hasMessage("a prefix is tuned beside a separator, which is not");
    assertThatThrownBy(() -> new TokenTuning(1, 0, 1)).hasMessageStartingWith("rate is 0.0");
    assertThatThrownBy(() -> new TokenTuning(1, 1, 0)).hasMessageStartingWith("batch is 0");
  }

  /**
   * Work grows with what is tuned: each step by its batch, each variant by the evaluation tasks.
   */
  @Test
  void whatTuningCostsIsCounted() {
    Prices prices = new Prices(100, 1100, 0, 3100, 0, 0, 0, 0);
    double plain = PLAIN.flops(SPEC, prices);
    double twice =
        new FewShot(PAIRS, FIRST, 1e-3, TokenTuning.NONE, 1, TokenTuning.NONE).flops(SPEC, prices);
    assertThat(twice).isCloseTo(2 * plain, within(1e-6));
    double tuned = flops(prices, TUNED, TokenTuning.NONE);
    double longer = flops(prices, new TokenTuning(300, 3e-2, 40), TokenTuning.NONE);
    double larger = flops(prices, new TokenTuning(100, 3e-2, 120), TokenTuning.NONE);
    assertThat(longer).isEqualTo(larger);
    double step = (longer - tuned) / (200 * 40);
    // of 16 tokens of 18, drawing, answering and half of the gradient
    assertThat(step).isBetween(0.7 * 2100, 2100.0);
    double both = flops(prices, TUNED, TUNED);
    assertThat(both - tuned).isGreaterThan(tuned - plain);
  }

  /** Contexts of 11 tokens, of 16 with separators, and of 18 with a prefix, as sequences have. */
  @Test
  void eachVariantCostsItsAnswersAndItsTuning() {
    Prices prices = new Prices(100, 1100, 0, 3100, 0, 0, 0, 0);
    double draw = 100 * PairSampler.draws(TASK, List.of(PAIRS)) / TASK.draws();
    // the regression draws them once more, and solves for the two features of six pairs
    double regression = draw + PAIRS * 12 * 4 * (2 / 3.0 + 20 + 6);
    double plain = TASKS * (draw + 1000 * forward(11) + regression);
    assertThat(PLAIN.flops(SPEC, prices)).isCloseTo(plain, within(1e-6));
    double separated = draw + 1000 * forward(16);
    double eos = TASKS * separated + 100 * 40 * (separated + 1000 * backward(16));
    assertThat(flops(prices, TUNED, TokenTuning.NONE)).isCloseTo(plain + eos, within(1e-6));
    double prefixed = draw + 1000;
    double prefix = TASKS * prefixed + 100 * 40 * (prefixed + 1000);
    assertThat(flops(prices, TUNED, TUNED)).isCloseTo(plain + eos + prefix, within(1e-6));
  }

  /** Of contexts of so many tokens over the sequences that are trained on. */
  private static double forward(int tokens) {
    return cost(tokens).forward() / cost(18).forward();
  }

  private static double backward(int tokens) {
    return cost(tokens).backward() / cost(18).backward();
  }

  private static ModelCost cost(int tokens) {
    return ModelCost.of(SPEC.model(), TASK.withLength(tokens));
  }

  private static double flops(Prices prices, TokenTuning separator, TokenTuning prefix) {
    return new FewShot(PAIRS, 0, 1e-3, separator, 2, prefix).flops(SPEC, prices);
  }

  @Test
  void aNetworkOfTheLongestContextIsCounted() {
    assertThat(ALL.bytes(SPEC)).isEqualTo(ModelMemory.of(SPEC.model(), TASK).bytes());
    assertThat(PLAIN.bytes(SPEC))
        .isEqualTo(ModelMemory.of(SPEC.model(), TASK.withLength(11)).bytes());
  }

  private static TrialSpec spec(Dynamics task, FewShot asked) {
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            new AttentionSpec(Kind.LINEAR, 2, 4, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO),
            MlpSpec.NONE,
            NormPlace.NONE,
            8,
            4,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.3));
    return new TrialSpec(
        3,
        model,
        task,
        new TrainingSpec(
            150,
            32,
            0,
            new OptimizerSpec.Adam(3e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(100).evalTasks(TASKS).evalSeed(4).asked(List.of(asked)).build());
  }
}
