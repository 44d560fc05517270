package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryModelTest {

  /** Only weights that can be averaged with those of the construction make a second network. */
  @ParameterizedTest
  @CsvSource({
    "'model.depth = 1', 2",
    "'model { depth = 3, tied = true }', 2",
    "'model.depth = 3', 1",
    "'model.heads = 2', 1",
    "'model.attention = softmax', 1"
  })
  void aTrialHasANetworkAndMaybeOneToAverageItWith(String model, int networks) throws Exception {
    TransformerTrial trial =
        Study.parse("study = memory\n" + model, "memory", List.of()).plan().trial(0);
    TrialSpec spec = trial.spec();
    ModelMemory memory = ModelMemory.of(spec.model(), spec.task());
    double adam = 2 * Float.BYTES * memory.parameters();
    double measures =
        Measures.taken(spec.measure().asked()).mapToDouble(each -> each.bytes(spec)).sum();
    double rest = MemoryModel.FIXED_BYTES + measures + adam;

    assertThat((MemoryModel.bytes(trial) - rest) / memory.bytes())
        .isCloseTo(networks, within(1e-6));
  }

  /**
   * In the Gram form 121 numbers of the matrix, 11 of the query and the target, in whole blocks.
   */
  @Test
  void aBatchThatComesBackIsKept() throws Exception {
    String text = "study = memory\nmodel { depth = 3, form = gram }\ntraining { batch = 1000, ";
    double fresh = bytes(text + "redraw-every = 1 }");
    assertThat(bytes(text + "redraw-every = 2 }") - fresh).isEqualTo(1008 * 133 * 4);
    assertThat(bytes(text + "dataset-size = 160 }") - fresh).isEqualTo(160 * 133 * 4);
  }

  /** 484 weights: 2 m + 4 doubles each for L-BFGS in the place of Adam's two floats. */
  @Test
  void anOptimizersStateAndTheBestWeightsAreCounted() throws Exception {
    String text = "study = memory\ntraining { batch = 16, dataset-size = 16 }\n";
    double adam = bytes(text);
    assertThat(bytes(text + "training.optimizer { kind = lbfgs, memory = 600 }") - adam)
        .isEqualTo(484 * (1204 * 8 - 8));
    assertThat(bytes(text + "training.keep = best-of-last, measure.validation-tasks = 1") - adam)
        .isEqualTo(484 * 4);
  }

  /** A block of five pairs and what they are drawn by: tokens of 6 three times, inputs of 5. */
  @Test
  void whatDrawsSumsIsCounted() throws Exception {
    String text =
        "study = memory\ntask { inputs = normal, dim = 5, context = 20, draws = %s }\n"
            + "model { depth = 2, form = gram }\ntraining.batch = 16";
    assertThat(bytes(text.formatted("gram")) - bytes(text.formatted("inputs")))
        .isEqualTo(16 * (3 * 36 + 25) * 4);
  }

  @Test
  void anIntegratedLossIsCounted() throws Exception {
    String text =
        "study = memory\ntask { dim = 2, context = 5 }\nmodel { weights = merged, pattern = blocks }\n"
            + "training { batch = 16, integrate = %s }";
    TransformerTrial trial =
        (TransformerTrial) Study.parse(text.formatted(true), "memory", List.of()).plan().trial(0);
    assertThat(bytes(text.formatted(true)) - bytes(text.formatted(false)))
        .isEqualTo(IntegratedLoss.bytes(trial.spec().model(), trial.spec().task()))
        .isGreaterThan(16 * 4 * 4);
  }

  @Test
  void theNetworkThatIsShownPairsIsCounted() throws Exception {
    String text =
        "study = memory\nmodel { keys = causal, heads = 8 }\n"
            + "task { kind = dynamics, transition = orthogonal, sequence-tokens = raw, length = 90 }\n";
    double pairs = bytes(text + "measure.few-shot.pairs = 20") - bytes(text);
    assertThat(bytes(text + "measure.few-shot { pairs = 20, eos.steps = 1 }") - bytes(text))
        .isGreaterThan(1.2 * pairs);
    assertThat(pairs).isGreaterThan(39 * 10 * 16 * 4);
  }

  private static double bytes(String study) throws Exception {
    return MemoryModel.bytes(Study.parse(study, "memory", List.of()).plan().trial(0));
  }
}
