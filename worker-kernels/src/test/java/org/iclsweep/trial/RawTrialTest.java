package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.Architectures;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;

/** Trials of raw tokens, and what becomes of their weights. */
class RawTrialTest {

  private static TrialRecord run(String name, int steps) {
    Architecture raw =
        Architectures.raw().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    TrainingSpec training =
        new TrainingSpec(
            16,
            steps,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.VALUE, 1));
    TrialSpec spec =
        new TrialSpec(
            4, raw.model(), raw.task(), training, MeasureSpec.every(10).evalTasks(100).build());
    return TrialRunner.run(spec, List.of());
  }

  private static WeightMatrix matrix(TrialRecord record, Integer layer, Integer head, String name) {
    return record.weights().stream()
        .filter(
            each ->
                java.util.Objects.equals(each.layer(), layer)
                    && java.util.Objects.equals(each.head(), head)
                    && each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itsLossFallsAndItsWeightsAreKept() {
    TrialRecord record = run("raw, positions: depth 2, heads 2", 150);
    assertThat(record.finalLoss()).isLessThan(0.8 * record.zeroLoss());
    WeightMatrix readOut = matrix(record, null, null, "read-out");
    assertThat(readOut.rows()).isEqualTo(3);
    assertThat(readOut.cols()).isEqualTo(2);
    assertThat(matrix(record, 0, 1, "query").rows()).isEqualTo(6);
    assertThat(matrix(record, 1, 1, "query").rows()).isEqualTo(3);
    assertThat(matrix(record, 0, 1, "value").rows()).isEqualTo(3);
  }

  /** Of the rows that read tokens, which come first: nothing else has a value behind it. */
  @Test
  void productsOfAHeadLeavePositionsOut() {
    TrialRecord record = run("raw, positions: depth 2, heads 2", 10);
    List<HeadProducts> products = HeadProducts.of(record.weights(), (TrialSpec) null);
    assertThat(products).hasSize(4);
    HeadProducts head = products.get(1);
    assertThat(head.keyQuery().getRowDimension()).isEqualTo(3);
    assertThat(head.keyQuery().getColumnDimension()).isEqualTo(3);
    WeightMatrix key = matrix(record, 0, 1, "key");
    WeightMatrix query = matrix(record, 0, 1, "query");
    double expected = 0;
    for (int k = 0; k < 3; k++) {
      expected += (double) key.values().get(3 + k) * query.values().get(6 + k);
    }
    assertThat(head.keyQuery().getEntry(1, 2)).isCloseTo(expected, within(1e-12));
    assertThat(HeadMeasures.of(products, false)).hasSize(4);
  }
}
