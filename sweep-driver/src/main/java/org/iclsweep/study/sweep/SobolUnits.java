package org.iclsweep.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * A dimension of the Sobol sequence, shifted: in binary, without carry, by random digits that
 * belong to the seed and the parameter. What makes the sequence even is left by such a shift, and
 * each point on its own becomes uniform. The first point is kept, as in any sequence that is
 * shifted at random.
 *
 * @see <a href="https://arxiv.org/abs/2008.08051">Owen: On dropping the first Sobol' point
 *     (2020)</a>
 * @see <a href="https://web.maths.unsw.edu.au/~fkuo/sobol/">Joe and Kuo: the direction numbers</a>
 */
final class SobolUnits implements Units {

  /**
   * The parameters of the first dimensions. No line is to be moved or taken away: the dimension of
   * a parameter is for good, so that another one beside it does not change its values. Any other
   * parameter has the dimension that its path tells, whatever else is declared and wherever; a line
   * is added, at the end, only where two paths tell the same.
   */
  static final List<String> FIRST =
      """
      training.optimizer.learning-rate model.init.scale training.batch model.token-clip
      training.clip-norm model.dampening training.optimizer.weight-decay
      training.optimizer.momentum training.optimizer.beta1 training.optimizer.beta2
      training.optimizer.epsilon training.clip-value training.steps
      task.input-range task.input-scale task.noise task.teacher-scale task.context task.dim
      task.distractors training.dataset-size model.depth model.heads model.key-size
      model.embedding model.positions model.mlp.widening training.schedule.warmup-steps
      training.schedule.decay-steps training.schedule.halve-every
      training.schedule.final-fraction measure.ridge task.sine-range task.amplitude-min
      task.amplitude-max training.optimizer.kind training.schedule.kind training.clip-by
      model.attention model.tied model.keys model.score-scale model.update model.norm
      model.mlp.place model.mlp.nonlinearity model.mlp.bias model.init.kind model.form task.kind
      task.tokens task.inputs task.normalised task.amplitude-phase measure.every
      measure.eval-tasks measure.eval-seed measure.alpha.input-range
      measure.alpha.teacher-scale measure.alpha.other-inputs
      measure.alpha.other-inputs-teacher-scale measure.alpha.other-inputs-raw
      measure.alpha.tasks measure.against
      measure.sensitivity-tasks measure.functions measure.rollout.steps
      measure.rollout.dampening measure.spectrum.gammas measure.schedule measure.quantiles
      model.symmetric task.features.hidden task.observed task.initial-range
      measure.few-shot.eos.steps measure.few-shot.prefix.rate measure.probe.kinds
      measure.probe.lags measure.probe.positions measure.probe.solver training.stop.within
      """
          .lines()
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  private static final int INDEX_BITS = 31;

  /** Room for the first dimensions; those behind, as many as the library has, are told by paths. */
  private static final int ROOM = 128;

  private static final int ALL = 1000;

  /** Contribution of each bit of an index to a dimension. */
  private static final Map<Integer, long[]> DIRECTIONS = new ConcurrentHashMap<>();

  private final int dimension;
  private final long shift;

  SobolUnits(long seed, String path) {
    dimension = dimension(path);
    shift = new RandomUnits(seed, "sobol " + path).bits(0);
  }

  /** The dimension of a parameter, from 0. */
  static int dimension(String path) {
    int first = FIRST.indexOf(path);
    return first >= 0 ? first : ROOM + Math.floorMod(path.hashCode(), ALL - ROOM);
  }

  @Override
  public double at(int index) {
    return Units.middle(bits(dimension, index) ^ shift);
  }

  /** The number of the sequence itself in a dimension, from 0, as 52 bits after the point. */
  static long bits(int dimension, int index) {
    long[] directions = DIRECTIONS.computeIfAbsent(dimension, SobolUnits::directions);
    long bits = 0;
    for (int gray = index ^ index >>> 1; gray != 0; gray &= gray - 1) {
      bits ^= directions[Integer.numberOfTrailingZeros(gray)];
    }
    return bits;
  }

  /**
   * The library tells points, all dimensions of one at a time. Those at powers of two tell the
   * directions: the Gray code of 2^b has the bits b and b - 1.
   */
  private static long[] directions(int dimension) {
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimension + 1);
    long[] directions = new long[INDEX_BITS];
    for (int bit = 0; bit < INDEX_BITS; bit++) {
      long before = bit == 0 ? 0 : directions[bit - 1];
      directions[bit] = (long) (sequence.skipTo(1 << bit)[dimension] * 0x1p52) ^ before;
    }
    return directions;
  }
}
