package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.Baselines;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.spi.Provided;
import org.iclsweep.spi.ProviderException;
import org.iclsweep.spi.Settings;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.ProvidedPairs;
import org.iclsweep.task.Shift;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.ProvidedMeasures.ProvidedNumber;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials of tasks, with learners and measures that come from outside. */
class ProvidedTrialTest {

  private static final int CONTEXT = 7;
  private static final int DIM = 3;
  private static final int TASKS = 50;
  private static final Prices PRICES = new Prices(100, 1000, 0, 0, 0, 77, 0, 0);
  private static final LinearRegression PLAIN = new LinearRegression(DIM, CONTEXT, 0.5, 1);

  private static Provided provided(String name, Map<String, ?> settings) {
    return new Provided(name, "1.0", Settings.of(settings));
  }

  private static ProvidedPairs regression(boolean fail) {
    Provided provider = provided("plain-regression", Map.of("range", 0.5, "fail", fail));
    return new ProvidedPairs(provider, CONTEXT, DIM, TokenLayout.CONCATENATED);
  }

  private static ProvidedMeasures counts(Map<String, ?> settings) {
    return new ProvidedMeasures(List.of(provided("counts", settings)));
  }

  private static MeasureSpec.Builder measures() {
    return MeasureSpec.every(10).evalTasks(TASKS).evalSeed(4);
  }

  private static TrialSpec spec(TaskSpec task, MeasureSpec measure) {
    return new TrialSpec(
        3,
        new ModelSpec(
            1, false, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        task,
        new TrainingSpec(
            20,
            40,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        measure);
  }

  /** Nothing of the record says of which family the tasks are. */
  @ParameterizedTest
  @EnumSource(TokenLayout.class)
  void tasksThatAreDrawnLikeTheProgramsGiveItsBits(TokenLayout layout) {
    MeasureSpec measure = measures().build();
    TrialRecord own = TrialRunner.run(spec(PLAIN.laidOut(layout), measure), List.of());
    TrialRecord provided =
        TrialRunner.run(spec(regression(false).laidOut(layout), measure), List.of());

    assertThat(provided).isEqualTo(own);
    assertThat(provided.zeroLoss()).isPositive();
  }

  @Test
  void learnersOfTheProgramAreFittedToThem() {
    MeasureSpec measure = measures().against(List.of(LearnerKind.GD)).build();

    assertThat(TrialRunner.run(spec(regression(false), measure).learner(LearnerKind.GD)))
        .isEqualTo(TrialRunner.run(spec(PLAIN, measure).learner(LearnerKind.GD)));
  }

  @Test
  void tasksAskTheProviderOfShapesAndCosts() {
    ProvidedPairs task = regression(false);
    task.check();
    assertThat(task.draws()).isEqualTo(100 * DIM + CONTEXT);
    Provided absent = provided("absent", Map.of());
    ProvidedPairs unknown = new ProvidedPairs(absent, CONTEXT, DIM, TokenLayout.CONCATENATED);
    unknown.check();
    assertThat(unknown.draws()).isEqualTo(DIM * (CONTEXT + 2.0));
    assertThatThrownBy(() -> new ProvidedPairs(task.provider(), 7, 8, task.layout()).check())
        .hasMessage("dim is 8, must be at most 7");
    assertThatThrownBy(() -> task.shifted(Shift.INPUT_RANGE, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "shift is input-range, which is not defined for the tasks of plain-regression 1.0");
    assertThatThrownBy(() -> new ProvidedPairs(absent, 0, 1, task.layout()))
        .hasMessageContaining("context is 0");
    assertThatThrownBy(() -> new ProvidedPairs(absent, 1, 0, task.layout()))
        .hasMessageContaining("dim is 0");
  }

  @Test
  void whatFailsInADrawIsToldOfItsProvider() {
    TrialSpec failing = spec(regression(true), measures().build());

    assertThatThrownBy(() -> TrialRunner.run(failing, List.of()))
        .isInstanceOf(ProviderException.class)
        .hasMessage("plain-regression 1.0 failed: java.lang.IllegalStateException: as it was told");
  }

  @Test
  void whatIsNotThereIsTold() {
    Provided absent = provided("absent", Map.of());
    TaskSpec task = new ProvidedPairs(absent, CONTEXT, DIM, TokenLayout.CONCATENATED);

    assertThatThrownBy(() -> TrialRunner.run(spec(task, measures().build()), List.of()))
        .isInstanceOf(ProviderException.class)
        .hasMessage(
            "there is no provider of tasks with the name absent; give its jar, of version 1.0, by"
                + " --jars");
    Provided newer = new Provided("counts", "1.1", Settings.NONE);
    MeasureSpec measure = measures().asked(List.of(new ProvidedMeasures(List.of(newer)))).build();
    assertThatThrownBy(() -> TrialRunner.run(spec(PLAIN, measure), List.of()))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("counts is asked for in version 1.1, but org.iclsweep.spi.Counts in ")
        .hasMessageEndingWith(" has version 1.0; give the jar of version 1.1 by --jars");
  }

  private static LearnerSpec learner(double rate, TaskSpec task) {
    Provided meanLabel = provided("mean-label", Map.of("rate", rate));
    MeasureSpec measure =
        measures()
            .against(List.of(LearnerKind.PROVIDED))
            .baselines(Baselines.NONE.with(meanLabel))
            .build();
    return spec(task, measure).learner(LearnerKind.PROVIDED);
  }

  /** A step of gradient descent at the rate that a search has found for it. */
  @Test
  void aLearnerThatIsOneOfTheProgramsHasItsLoss() {
    MeasureSpec measure = measures().against(List.of(LearnerKind.GD)).build();
    TrialRecord gd = TrialRunner.run(spec(PLAIN, measure).learner(LearnerKind.GD));
    double rate = gd.learners().get(0).learningRates().get(0);
    TrialRecord same = TrialRunner.run(learner(rate, PLAIN));

    // answers of the layer are sums of some ten floats
    assertThat(same.finalLoss()).isCloseTo(gd.finalLoss(), within(1e-5 * gd.finalLoss()));
    assertThat(same.zeroLoss()).isEqualTo(gd.zeroLoss());
    assertThat(same.learners().get(0).kind()).isEqualTo(LearnerKind.PROVIDED);
  }

  /** The learner is linear in the query, so that differences are exact but for rounding. */
  @Test
  void differencesAreItsGradient() {
    LearnerSpec spec = learner(0.5, PLAIN);
    Predictor predictor = spec.predictor(spec.fit());
    spec.task().sampler(predictor.block()).draw(1, Stream.EVAL, 0, 0);
    predictor.predict();
    LaneMatrix gradient = predictor.sensitivity();
    LaneMatrix inputs = predictor.block().contextInputs();
    LaneMatrix labels = predictor.block().contextLabels();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      for (int i = 0; i < DIM; i++) {
        double sum = 0;
        for (int s = 0; s < CONTEXT; s++) {
          sum += 0.5 / CONTEXT * labels.get(s, 0, lane) * inputs.get(s, i, lane);
        }
        assertThat(gradient.get(0, i, lane)).isCloseTo((float) sum, within(1e-7f));
      }
    }
  }

  @Test
  void aLearnerAsksTheProviderOfShapesAndCosts() {
    LearnerSpec spec = learner(1, PLAIN);
    double answer = spec.learner().answerFlops(PLAIN, PRICES);
    assertThat(answer).isEqualTo(100 + 2.0 * CONTEXT * DIM);
    TrialSpec absent =
        spec(
            PLAIN,
            measures()
                .against(List.of(LearnerKind.PROVIDED))
                .baselines(Baselines.NONE.with(provided("absent", Map.of())))
                .build());
    assertThat(absent.learner(LearnerKind.PROVIDED).learner().answerFlops(PLAIN, PRICES))
        .isEqualTo(77);
    assertThatThrownBy(() -> learner(1, new LinearRegression(2, 51, 0.5, 1)))
        .hasMessage("context is 51, must be at most 50");
  }

  private static List<ProvidedNumber> numbers(Map<String, ?> settings) {
    MeasureSpec measure = measures().asked(List.of(counts(settings))).build();
    return TrialRunner.run(spec(PLAIN, measure), List.of()).measured(Measures.PROVIDED);
  }

  @Test
  void measuresSeeAnswersAndWeightsOfTheFinalModel() {
    MeasureSpec measure = measures().asked(List.of(counts(Map.of("leave", "all")))).build();
    TrialRecord record = TrialRunner.run(spec(PLAIN, measure), List.of());
    List<ProvidedNumber> left = record.measured(Measures.PROVIDED);
    Map<String, Double> numbers =
        left.stream().collect(Collectors.toMap(ProvidedNumber::name, ProvidedNumber::value));

    assertThat(left).extracting(ProvidedNumber::name).isSorted();
    assertThat(left).extracting(ProvidedNumber::provider).containsOnly("counts");
    assertThat(numbers.get("loss")).isCloseTo(record.finalLoss(), within(1e-12));
    assertThat(numbers.get("loss.told")).isEqualTo(record.finalLoss());
    assertThat(numbers.get("zero.told")).isEqualTo(record.zeroLoss());
    assertThat(numbers.get("tasks")).isEqualTo(TASKS * (TASKS - 1) / 2);
    for (WeightMatrix matrix : record.weights()) {
      String name = matrix.name() + "." + matrix.layer() + "." + matrix.head();
      float last = matrix.values().get(matrix.values().size() - 1);
      assertThat(numbers).containsEntry(name, (double) last);
    }
    assertThat(numbers).hasSize(4 + record.weights().size());
  }

  @Test
  void numbersAreBoundedAndNamed() {
    assertThat(numbers(Map.of("leave", "many", "limit", 10_000L))).hasSize(10_000);
    assertThatThrownBy(() -> numbers(Map.of("leave", "many", "limit", 10_001L)))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("counts 1.0 failed: ")
        .hasMessageContaining("it left 10001 numbers, must be at most 10000");
    assertThatThrownBy(() -> numbers(Map.of("leave", "badly")))
        .hasMessageContaining(
            "it left the number 1.0 under 'a name', must be a number under letters, digits, and . _"
                + " -");
  }

  @Test
  void measuresSayWhatTheyCost() {
    ProvidedMeasures counts = counts(Map.of("leave", "all"));
    TrialSpec trial = spec(PLAIN, measures().build());
    int parameters = 4 * (DIM + 1) * (DIM + 1);

    assertThat(counts.flops(trial, PRICES))
        .isEqualTo(TASKS * 1000.0 + 2 * (1e6 * parameters + TASKS));
    assertThat(counts.bytes(trial)).isEqualTo(32.0 * parameters + 1e9 * parameters + TASKS);
    ProvidedMeasures absent = new ProvidedMeasures(List.of(provided("absent", Map.of())));
    assertThat(absent.flops(trial, PRICES)).isEqualTo(TASKS * 1000.0);
  }
}
