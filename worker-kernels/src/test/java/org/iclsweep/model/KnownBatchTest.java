package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch that is kept gives the bits of one that is drawn, and is drawn once. */
class KnownBatchTest {

  private static final org.iclsweep.random.Stream TRAIN = org.iclsweep.random.Stream.TRAIN;
  private static final int BATCH = 37;
  private static final int BLOCKS = 3;

  static Stream<Architecture> all() {
    return Architectures.all();
  }

  /** A sampler that tells which blocks were drawn. */
  private record Told(TaskSampler sampler, List<Integer> drawn) implements TaskSampler {
    @Override
    public TaskBlock block() {
      return sampler.block();
    }

    @Override
    public void draw(long seed, org.iclsweep.random.Stream stream, int step, int firstTask) {
      sampler.draw(seed, stream, step, firstTask);
      drawn.add(firstTask);
    }
  }

  /** A network at work on batches. */
  private static final class Training {
    private final Network network;
    private final Told sampler;
    private final BatchGradient batch;

    Training(Architecture architecture, int kept) {
      network = new Network(architecture.model(), architecture.task());
      Initialiser.initialise(network, 5);
      sampler = new Told(architecture.task().sampler(network.block()), new ArrayList<>());
      batch = new BatchGradient(network, sampler, kept);
    }

    /** A step, after which other tasks lie in the block, as an evaluation leaves them. */
    List<Double> step(int step, int firstTask, int tasks) {
      List<Double> bits = new ArrayList<>();
      bits.add(batch.compute(7, TRAIN, step, firstTask, tasks));
      for (int k = 0; k < network.parameters().length; k++) {
        bits.add((double) network.gradient()[k]);
        network.parameters()[k] -= 0.1f * network.gradient()[k];
      }
      sampler.sampler.draw(3, TRAIN, 99, 0);
      network.prepare();
      network.forward();
      return bits;
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsKeptHasTheBitsOfWhatIsDrawn(Architecture architecture) {
    Training drawing = new Training(architecture, 0);
    Training keeping = new Training(architecture, BATCH);
    for (int step : new int[] {1, 1, 1, 4, 4, 1}) {
      assertThat(keeping.step(step, 0, BATCH)).isEqualTo(drawing.step(step, 0, BATCH));
    }
    assertThat(drawing.sampler.drawn).hasSize(6 * BLOCKS);
    assertThat(keeping.sampler.drawn).hasSize(3 * BLOCKS);
    assertThat(keeping.step(1, 32, BATCH)).isEqualTo(drawing.step(1, 32, BATCH));
    assertThat(keeping.step(1, 32, 20)).isEqualTo(drawing.step(1, 32, 20));
    assertThat(keeping.step(1, 32, 40)).isEqualTo(drawing.step(1, 32, 40));
    assertThat(keeping.step(1, 32, 20)).isEqualTo(drawing.step(1, 32, 20));
    assertThat(keeping.sampler.drawn).hasSize(4 * BLOCKS + 2 + BLOCKS + 2);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsKeptTakesWhatIsCounted(Architecture architecture) {
    Network network = new Network(architecture.model(), architecture.task());
    KnownTask task = KnownTask.of(architecture.model(), architecture.task());
    assertThat(task.floats(BATCH))
        .isEqualTo(network.known().floats() * BLOCKS)
        .isEqualTo(BLOCKS * LaneMatrix.LANES * task.floats());
    int most = (int) (1 << 24) / (int) task.floats() / 16 * 16;
    assertThat(task.fits(most)).isTrue();
    assertThat(task.fits(most + 1)).isFalse();
  }
}
