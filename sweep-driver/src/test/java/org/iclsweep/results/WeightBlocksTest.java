package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.trial.BlockMean;
import org.iclsweep.trial.HeadProducts;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRunner;
import org.junit.jupiter.api.Test;

/** Of which rows blocks of weights are told. */
class WeightBlocksTest {

  private static final String SMALL =
      "training { steps = 1, batch = 2 }, measure { every = 1, eval-tasks = 2 }\n";

  private static final String SEQUENCES =
      SMALL + "task { kind = dynamics, dim = 3, length = 4 }, model { keys = causal, depth = 2 }\n";

  private static TrialRow row(TransformerTrial trial) {
    TrialRecord record = TrialRunner.run(trial.spec(), List.of());
    return new TrialRow(
        "a", TrialRow.TRANSFORMER, null, trial.parameters(), record, Samples.PROVENANCE);
  }

  static TrialRow ofSequences() {
    return row(trial(SEQUENCES));
  }

  private static List<BlockMean> blocks(String study) {
    return row(trial(study)).record().measured(Measures.BLOCKS);
  }

  @Test
  void ofSequencesAreThoseOfTheWeights() {
    TransformerTrial trial = trial(SEQUENCES + "model.heads = 2");
    TrialRow row = row(trial);
    List<HeadProducts> heads = HeadProducts.of(row.record().weights(), trial.spec());
    assertThat(row.record().measured(Measures.BLOCKS))
        .hasSize(2 * 2 * 2 * 16)
        .isEqualTo(BlockMean.of(heads, 4));
    assertThat(blocks(SEQUENCES + "task { sequence-tokens = stacked, stack = 2 }"))
        .hasSize(2 * 2 * 4);
    assertThat(blocks(SEQUENCES + "model.attention = softmax")).hasSize(2 * 2 * 16);
  }

  @Test
  void whereTokensAreMoreThanObservationsThereAreNone() {
    String embedded = "model { embedding = 12, read-out = linear }, task.sequence-tokens = raw";
    for (String more : List.of(embedded, "model.positions = 4", "model.mlp.place = after")) {
      assertThat(blocks(SEQUENCES + more)).isEmpty();
    }
    assertThat(blocks(SMALL + "task.context = 3, measure.against = []")).isEmpty();
  }
}
