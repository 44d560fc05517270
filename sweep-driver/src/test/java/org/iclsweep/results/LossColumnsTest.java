package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.Falls.Fall;
import org.iclsweep.trial.Measured;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.Test;

/** Which columns are in the unit of losses. */
class LossColumnsTest {

  /** Every measure has left something, and no number is 0. */
  private static final TrialRecord ALL =
      Samples.full("a", 1)
          .record()
          .with(
              Measures.FALLS,
              List.of(new Fall(Falls.Losses.EVALUATION, 1, 40.0, 0.5, 0.25, 30.0, 50.0)))
          .with(Measures.THEORY, List.of(new Prediction("pgd", 0.5, 0.75, 0.25, 2.0)))
          .with(
              Measures.POPULATION,
              List.of(new PopulationPoint(100, 0.5, List.of(0.5, 1.5), List.of(0.25, 0.125))));

  private static void numbers(String path, Object part, Map<String, List<Double>> numbers) {
    if (part instanceof Number number) {
      numbers.computeIfAbsent(path, same -> new ArrayList<>()).add(number.doubleValue());
    } else if (part instanceof Measured measured) {
      measured.lists().forEach((name, list) -> numbers(name, list, numbers));
    } else if (part instanceof List<?> list) {
      list.forEach(each -> numbers(path, each, numbers));
    } else if (part instanceof Record record) {
      for (RecordColumn column : RecordShape.columns(record.getClass())) {
        String in = path.isEmpty() ? "" : path + ".";
        numbers(in + column.name(), column.of(record), numbers);
      }
    }
  }

  private static Map<String, List<Double>> numbers(TrialRecord record) {
    Map<String, List<Double>> numbers = new TreeMap<>();
    numbers("", record, numbers);
    return numbers;
  }

  @Test
  void theseAreLossesAndTheirErrorsAndNothingElseChanges() {
    Map<String, List<Double>> before = numbers(ALL);
    Map<String, List<Double>> after = numbers(LossColumns.times(ALL, 2));

    List<String> losses = new ArrayList<>();
    before.forEach(
        (column, values) -> {
          if (after.get(column).equals(values)) {
            return;
          }
          losses.add(column);
          assertThat(after.get(column)).isEqualTo(values.stream().map(v -> 2 * v).toList());
        });
    assertThat(losses)
        .containsExactly(
            "compressed.loss",
            "compressed.loss_standard_error",
            "curve.eval_loss",
            "curve.train_loss",
            "falls.from_loss",
            "falls.to_loss",
            "few_shot.loss",
            "few_shot.loss_standard_error",
            "final_loss",
            "final_loss_standard_error",
            "integrated_losses.integrated_loss",
            "integrated_losses.integrated_loss_standard_error",
            "interpolated_loss",
            "interpolated_loss_standard_error",
            "learner_positions.excess_loss",
            "learner_positions.excess_loss_standard_error",
            "learner_positions.loss",
            "learner_positions.loss_standard_error",
            "learners.loss",
            "learners.loss_standard_error",
            "linearised.loss",
            "linearised.loss_standard_error",
            "loss_errors.loss",
            "loss_errors.loss_standard_error",
            "ood.loss",
            "ood.loss_standard_error",
            "population.population_loss",
            "position_losses.loss",
            "position_losses.loss_standard_error",
            "quantiles.loss",
            "rollouts.loss",
            "rollouts.stable_loss",
            "spectroscopy.least_loss",
            "spectroscopy.loss",
            "spectroscopy.model_loss",
            "stationary.loss",
            "theory.final_loss",
            "theory.loss",
            "theory.residual",
            "zero_loss",
            "zero_loss_standard_error");
  }

  @Test
  void whatIsNoNumberStays() {
    TrialRecord doubled = LossColumns.times(ALL, 2);
    assertThat(doubled.outcome()).isEqualTo(ALL.outcome());
    assertThat(doubled.weights()).isEqualTo(ALL.weights());
    assertThat(doubled.measured(Measures.FALLS).get(0).loss()).isEqualTo(Falls.Losses.EVALUATION);
    assertThat(LossColumns.times(ALL, 1)).isSameAs(ALL);
  }
}
