package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;

/** Of the last points of a curve the weights that are the best on the validation tasks. */
class KeptWeightsTest {

  private static final LinearRegression TASK = new LinearRegression(3, 7, 1, 1);

  /** A rate at which losses go up and down. */
  private static TrialSpec spec(int steps, int bestOfLast, double rate) {
    ModelSpec model =
        new ModelSpec(
            2, false, 1, 0, 0, new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1));
    TrainingSpec training =
        new TrainingSpec(
                steps,
                16,
                0,
                new OptimizerSpec.Adam(rate, 0.9, 0.98, 1e-8),
                new ScheduleSpec.Constant(),
                new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10))
            .keepingBestOfLast(bestOfLast);
    MeasureSpec measure =
        MeasureSpec.every(10)
            .evalTasks(500)
            .evalSeed(5)
            .validation(300, 5)
            .ood(OodSpec.ofFamily(List.of(1.0), List.of(), 100))
            .build();
    return new TrialSpec(2, model, TASK, training, measure);
  }

  private static TrialRecord run(int steps, int bestOfLast) {
    return TrialRunner.run(spec(steps, bestOfLast, 0.05), List.of());
  }

  private static Loss loss(TrialRecord record, Stream stream, int tasks) {
    Network network = new Network(spec(1, 0, 1).model(), TASK);
    FinalWeights.write(network, record.weights());
    return Evaluator.loss(new NetworkPredictor(network), new EvaluationSet(TASK, stream, 5, tasks));
  }

  @Test
  void theKeptWeightsAreTheBestOfTheLastOnTheValidationTasks() {
    TrialRecord kept = run(100, 4);
    List<Integer> points = List.of(70, 80, 90, 100);
    Integer best =
        points.stream()
            .min(Comparator.comparing(step -> loss(run(step, 0), Stream.VALIDATION, 300).mean()))
            .orElseThrow();
    // otherwise this tells little
    assertThat(best).isNotEqualTo(100);
    assertThat(kept.keptStep()).isEqualTo(best);
    assertThat(kept.weights()).isEqualTo(run(best, 0).weights());
    assertThat(kept.ood()).isEqualTo(run(best, 0).ood());
    assertThat(kept.curve()).isEqualTo(run(100, 0).curve());
  }

  @Test
  void theFinalLossIsThatOfTheKeptWeights() {
    TrialRecord kept = run(100, 4);
    Loss again = loss(kept, Stream.EVAL, 500);
    assertThat(kept.finalLoss()).isEqualTo(again.mean());
    assertThat(kept.finalLossStandardError()).isEqualTo(again.standardError());
    assertThat(kept.curve().get(kept.keptStep() / 10).evalLoss()).isEqualTo(kept.finalLoss());
    assertThat(kept.changed().build().keptStep()).isEqualTo(kept.keptStep());
  }

  @Test
  void theLastOnesAreKeptUnlessItIsAskedFor() {
    TrialRecord last = run(100, 0);
    assertThat(last.keptStep()).isNull();
    assertThat(last.finalLoss()).isEqualTo(last.curve().get(10).evalLoss());
    assertThat(run(100, 1).keptStep()).isEqualTo(100);
    assertThat(run(100, 1).weights()).isEqualTo(last.weights());
  }

  @Test
  void nothingIsKeptOfATrainingThatDiverged() {
    TrialRecord record = TrialRunner.run(spec(100, 20, 1e6), List.of());
    assertThat(record.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(record.keptStep()).isNull();
    assertThat(record.finalLoss()).isNaN();
  }

  @Test
  void theLastPointsAreThoseOfTheWholeCurve() {
    MeasureSpec measure =
        MeasureSpec.every(10)
            .closer(new CloserPoints(List.of(new CloserPoints.Stretch(93, 95, 2))))
            .evalTasks(1)
            .build();
    assertThat(measure.firstOfLast(1, 98)).isEqualTo(98);
    assertThat(measure.firstOfLast(2, 98)).isEqualTo(95);
    assertThat(measure.firstOfLast(4, 98)).isEqualTo(90);
    assertThat(measure.firstOfLast(12, 98)).isEqualTo(10);
    assertThat(measure.firstOfLast(13, 98)).isZero();
    assertThat(measure.firstOfLast(99, 98)).isZero();
  }

  @Test
  void theBestWeightsAreThoseOfSomeTasks() {
    TrialSpec spec = spec(10, 3, 0.05);
    MeasureSpec none = MeasureSpec.every(10).evalTasks(5).build();
    assertThatThrownBy(() -> new TrialSpec(1, spec.model(), spec.task(), spec.training(), none))
        .hasMessage("validationTasks is 0, must be at least 1 where the best weights are kept");
    assertThatThrownBy(() -> spec.training().keepingBestOfLast(-1))
        .hasMessage("bestOfLast is -1, must be 0 or more");
    assertThatThrownBy(() -> MeasureSpec.every(1).evalTasks(1).validation(-1, 0).build())
        .hasMessage("validationTasks is -1, must be 0 or more");
  }
}
