package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.junit.jupiter.api.Test;

class PairSamplerTest {

  private static final int DIM = 2;

  private static Dynamics task(int dim, double noise) {
    return new Dynamics(dim, 5, 42)
        .withTransition(Transition.orthogonal())
        .withStates(States.PLAIN.withNoise(noise))
        .withTokens(SequenceTokens.RAW);
  }

  private static PairSampler drawn(Dynamics task, int firstTask, Integer... pairs) {
    PairSampler sampler = new PairSampler(task, List.of(pairs));
    sampler.draw(7, Stream.EVAL, 0, firstTask);
    return sampler;
  }

  /** So a model is shown the systems that its losses are known of. */
  @Test
  void theFirstPairIsTheStartOfTheSequenceOfTheSameNumber() {
    for (Dynamics task :
        List.of(
            task(DIM, 0.1),
            task(3, 0.1).withTransition(Transition.contracting(0.3, 0.9)),
            task(3, 0.1).withStates(States.PLAIN.withNoise(0.1).through(new StateMap(4, 1.1))),
            task(3, 0.1).withStates(States.PLAIN.withNoise(0.5).within(0.4)))) {
      PairSampler pairs = drawn(task, 32, 3);
      TaskBlock block = new TaskBlock(task);
      task.sampler(block).draw(7, Stream.EVAL, 0, 32);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        for (int i = 0; i < task.dim(); i++) {
          assertThat(pairs.inputs().get(0, i, lane)).isEqualTo(block.tokens().get(0, i, lane));
          assertThat(pairs.labels().get(0, i, lane)).isEqualTo(block.targets().get(0, i, lane));
        }
      }
    }
  }

  @Test
  void aTaskIsTheSameInWhateverBlock() {
    PairSampler at = drawn(task(DIM, 0.1), 16, 3, 2);
    PairSampler later = drawn(task(DIM, 0.1), 19, 3, 2);
    for (int pair = 0; pair < 5; pair++) {
      assertThat(later.labels().get(pair, 1, 0)).isEqualTo(at.labels().get(pair, 1, 3));
      assertThat(later.inputs().get(pair, 0, 4)).isEqualTo(at.inputs().get(pair, 0, 7));
    }
  }

  @Test
  void aLongerContextBeginsWithTheShorter() {
    PairSampler brief = drawn(task(3, 0.1), 0, 3);
    PairSampler longer = drawn(task(3, 0.1), 0, 3, 4);
    for (int pair = 0; pair < 3; pair++) {
      for (int i = 0; i < 3; i++) {
        assertThat(longer.inputs().get(pair, i, 5)).isEqualTo(brief.inputs().get(pair, i, 5));
        assertThat(longer.labels().get(pair, i, 5)).isEqualTo(brief.labels().get(pair, i, 5));
      }
    }
  }

  /** W of two pairs is that of all pairs up to the switch, and not of those behind it. */
  @Test
  void pairsOfASystemHaveItsMatrix() {
    PairSampler pairs = drawn(task(DIM, 0), 0, 4, 3);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double[][] first = solved(pairs, 0, lane);
      double[][] second = solved(pairs, 4, lane);
      for (int pair = 0; pair < 7; pair++) {
        double[][] own = pair < 4 ? first : second;
        assertThat(error(pairs, own, pair, lane)).isLessThan(1e-4);
      }
      assertThat(error(pairs, first, 4, lane) + error(pairs, first, 5, lane)).isGreaterThan(0.01);
      double[] column = {second[0][0], second[1][0]};
      assertThat(column[0] * column[0] + column[1] * column[1]).isCloseTo(1, within(1e-3));
    }
  }

  /** W of pairs k and k + 1: the columns of inputs to those of labels. */
  private static double[][] solved(PairSampler pairs, int k, int lane) {
    double[][] x = columns(pairs.inputs(), k, lane);
    double[][] y = columns(pairs.labels(), k, lane);
    double det = x[0][0] * x[1][1] - x[0][1] * x[1][0];
    double[][] w = new double[DIM][DIM];
    for (int i = 0; i < DIM; i++) {
      w[i][0] = (y[i][0] * x[1][1] - y[i][1] * x[1][0]) / det;
      w[i][1] = (y[i][1] * x[0][0] - y[i][0] * x[0][1]) / det;
    }
    return w;
  }

  private static double[][] columns(LaneMatrix rows, int k, int lane) {
    return new double[][] {
      {rows.get(k, 0, lane), rows.get(k + 1, 0, lane)},
      {rows.get(k, 1, lane), rows.get(k + 1, 1, lane)}
    };
  }

  private static double error(PairSampler pairs, double[][] w, int pair, int lane) {
    double sum = 0;
    for (int i = 0; i < DIM; i++) {
      double label =
          w[i][0] * pairs.inputs().get(pair, 0, lane) + w[i][1] * pairs.inputs().get(pair, 1, lane);
      sum += Math.abs(label - pairs.labels().get(pair, i, lane));
    }
    return sum;
  }

  /** Of one feature W is 1 or -1, so that the noise is what is left of a label. */
  @Test
  void noiseAndInputsAreOfEachPairAndTaskAlone() {
    int pairs = 80;
    PairSampler sampler = new PairSampler(task(1, 0.01), List.of(pairs));
    Set<Float> inputs = new HashSet<>();
    Set<Float> noises = new HashSet<>();
    double squares = 0;
    int blocks = 10;
    for (int block = 0; block < blocks; block++) {
      sampler.draw(3, Stream.TUNE, 1, block * LaneMatrix.LANES);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        float w = Math.signum(sampler.labels().get(0, 0, lane) * sampler.inputs().get(0, 0, lane));
        for (int pair = 0; pair < pairs; pair++) {
          float x = sampler.inputs().get(pair, 0, lane);
          float y = sampler.labels().get(pair, 0, lane);
          // where x is next to 0 the first pair may tell the wrong sign
          float noise = Math.abs(y - w * x) < Math.abs(y + w * x) ? y - w * x : y + w * x;
          inputs.add(x);
          noises.add(noise);
          squares += noise * noise;
        }
      }
    }
    int drawn = pairs * blocks * LaneMatrix.LANES;
    // floats of 24 bits: some of 12,800 coincide by chance
    assertThat(inputs.size()).isGreaterThan(drawn - 100);
    assertThat(noises.size()).isGreaterThan((int) (0.99 * drawn));
    // four standard errors; where |x| is below the noise, the smaller rest is taken
    assertThat(Math.sqrt(squares / drawn))
        .isCloseTo(0.01, within(0.01 * (4 / Math.sqrt(2.0 * drawn) + 0.01)));
  }

  @Test
  void drawsAreCountedBySystemsAndPairs() {
    Dynamics task = task(3, 0.1);
    double one = PairSampler.draws(task, List.of(5));
    assertThat(PairSampler.draws(task, List.of(9)) - one).isEqualTo(4 * (3 + 3.0));
    assertThat(PairSampler.draws(task, List.of(2, 3)) - one).isEqualTo(task.transition().draws(3));
  }
}
