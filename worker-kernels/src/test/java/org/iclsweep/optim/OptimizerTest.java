package org.iclsweep.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OptimizerTest {

  private static final ScheduleSpec CONSTANT = new ScheduleSpec.Constant();

  /** Twice what optax and PyTorch 2.15.0, both in float32, differ by in the traces: 4.5e-7. */
  private static final double ROUNDING = 1e-6;

  /**
   * Minimising x² / 2 + 10 y² / 2 from (1, -2) with rate 0.1, betas 0.9 and 0.98: positions after
   * 1, 2, 3 and 50 steps, computed in double by algorithm 1 of Kingma and Ba written out in another
   * language.
   */
  @Test
  void adamOnAQuadraticIsThatOfThePaper() {
    float[] position = {1f, -2f};
    Optimizer adam = new OptimizerSpec.Adam(0.1, 0.9, 0.98, 1e-8).optimizer(2);
    double[][] expected = {
      {0.900000001, -1.90000000005},
      {0.8003620061066734, -1.8001419158128846},
      {0.70139703850656, -1.7005319345798302},
      {-0.030248810629377648, 0.038653108443782676}
    };
    int next = 0;
    for (int step = 1; step <= 50; step++) {
      adam.step(position, new float[] {position[0], 10 * position[1]}, 1f);
      if (step <= 3 || step == 50) {
        assertThat((double) position[0]).isCloseTo(expected[next][0], within(2e-6));
        assertThat((double) position[1]).isCloseTo(expected[next][1], within(2e-6));
        next++;
      }
    }
  }

  /**
   * Positions after 1, 2, 3 and 50 steps on Rosenbrock's function, in float32, by optax 0.2.8 on
   * jax 0.10.2, as are those of the other traces:
   *
   * <pre>
   *   grad = jax.grad(lambda p: (1 - p[0])**2 + 100 * (p[1] - p[0]**2)**2)
   *   p = jnp.array([-1.2, 1.0]); state = tx.init(p)
   *   for t in range(50):
   *       update, state = tx.update(grad(p), state, p); p = optax.apply_updates(p, update)
   *
   *   tx = optax.adam(.05, b1=.9, b2=.98)
   * </pre>
   */
  @Test
  void adamIsThatOfOptax() {
    assertTrace(
        new OptimizerSpec.Adam(0.05, 0.9, 0.98, 1e-8),
        CONSTANT,
        new double[][] {
          {-1.1500001, 1.05},
          {-1.102003, 1.0981793},
          {-1.0587015, 1.1417105},
          {-0.9981873, 0.9848216}
        });
  }

  /** {@code tx = optax.adamw(.05, b1=.9, b2=.98, weight_decay=.3)}. */
  @Test
  void adamWIsThatOfOptax() {
    assertTrace(
        new OptimizerSpec.AdamW(0.05, 0.9, 0.98, 1e-8, 0.3),
        CONSTANT,
        new double[][] {
          {-1.1320001, 1.035},
          {-1.0677681, 1.0670093},
          {-1.0108346, 1.0921504},
          {-0.5375559, 0.31359455}
        });
  }

  /**
   * The schedule acts on the decay, too.
   *
   * <pre>
   *   rate = optax.warmup_cosine_decay_schedule(0., .05, 7, 41, .005)
   *   tx = optax.adamw(rate, b1=.9, b2=.98, weight_decay=.3)
   * </pre>
   */
  @Test
  void adamWOnAScheduleIsThatOfOptax() {
    assertTrace(
        new OptimizerSpec.AdamW(0.05, 0.9, 0.98, 1e-8, 0.3),
        new ScheduleSpec.WarmupCosine(7, 41, 0.1),
        new double[][] {
          {-1.2, 1.0}, {-1.1902858, 1.005}, {-1.170937, 1.0149446}, {-0.8065658, 0.64850163}
        });
  }

  /** {@code tx = optax.sgd(4e-4, momentum=.7)}. */
  @Test
  void sgdIsThatOfOptax() {
    assertTrace(
        new OptimizerSpec.Sgd(4e-4, 0.7),
        CONSTANT,
        new double[][] {
          {-1.11376, 1.0352},
          {-1.0151231, 1.0762609},
          {-0.95190173, 1.1013407},
          {-0.9687892, 0.9466242}
        });
  }

  /**
   * The velocity is not rescaled where the rate changes.
   *
   * <pre>
   *   rate = optax.exponential_decay(4e-4, 17, .5, staircase=True)
   *   tx = optax.sgd(rate, momentum=.7)
   * </pre>
   */
  @Test
  void sgdOnAScheduleIsThatOfOptax() {
    assertTrace(
        new OptimizerSpec.Sgd(4e-4, 0.7),
        new ScheduleSpec.Halving(17),
        new double[][] {
          {-1.11376, 1.0352},
          {-1.0151231, 1.0762609},
          {-0.95190173, 1.1013407},
          {-0.9912531, 0.9905642}
        });
  }

  private static void assertTrace(OptimizerSpec spec, ScheduleSpec schedule, double[][] expected) {
    Optimizer optimizer = spec.optimizer(2);
    float[] p = {-1.2f, 1f};
    int next = 0;
    for (int step = 1; step <= 50; step++) {
      float off = p[1] - p[0] * p[0];
      float[] gradient = {-2 * (1 - p[0]) - 400 * p[0] * off, 200 * off};
      optimizer.step(p, gradient, (float) schedule.factor(step, 50));
      if (step <= 3 || step == 50) {
        assertThat((double) p[0])
            .as("step %d", step)
            .isCloseTo(expected[next][0], within(ROUNDING));
        assertThat((double) p[1])
            .as("step %d", step)
            .isCloseTo(expected[next][1], within(ROUNDING));
        next++;
      }
    }
  }

  @Test
  void adamWWithoutDecayIsAdamBitForBit() {
    assertThat(trained(new OptimizerSpec.AdamW(0.03, 0.9, 0.98, 1e-8, 0)))
        .containsExactly(trained(new OptimizerSpec.Adam(0.03, 0.9, 0.98, 1e-8)));
    assertThat(trained(new OptimizerSpec.AdamW(0.03, 0.9, 0.98, 1e-8, 0.01)))
        .isNotEqualTo(trained(new OptimizerSpec.Adam(0.03, 0.9, 0.98, 1e-8)));
  }

  @Test
  void sgdWithoutMomentumIsGradientDescentBitForBit() {
    float[] descended = start();
    for (int step = 1; step <= 20; step++) {
      float[] gradient = gradient(step);
      for (int k = 0; k < descended.length; k++) {
        descended[k] -= 0.03f * gradient[k];
      }
    }
    assertThat(trained(new OptimizerSpec.Sgd(0.03, 0))).containsExactly(descended);
    assertThat(trained(new OptimizerSpec.Sgd(0.03, 0.5))).isNotEqualTo(descended);
  }

  @Test
  void aZeroGradientMovesNothingButWhatDecays() {
    float[] still = {3f, -5f, 0f};
    float[] zero = new float[3];
    new OptimizerSpec.Adam(0.1, 0.9, 0.98, 1e-8).optimizer(3).step(still, zero, 1f);
    new OptimizerSpec.Sgd(0.1, 0.9).optimizer(3).step(still, zero, 1f);
    assertThat(still).containsExactly(3f, -5f, 0f);
    new OptimizerSpec.AdamW(0.1, 0.9, 0.98, 1e-8, 2.5).optimizer(3).step(still, zero, 1f);
    assertThat(still).containsExactly(2.25f, -3.75f, 0f);
  }

  @Test
  void aGradientThatIsNoNumberShowsInItsParameterAlone() {
    for (OptimizerSpec spec :
        new OptimizerSpec[] {
          new OptimizerSpec.Adam(0.1, 0.9, 0.98, 1e-8), new OptimizerSpec.Sgd(0.1, 0.9)
        }) {
      float[] position = {3f, 3f, 3f};
      spec.optimizer(3).step(position, new float[] {1f, Float.NaN, Float.POSITIVE_INFINITY}, 1f);
      assertThat(position[0]).isFinite().isLessThan(3f);
      assertThat(position[1]).isNaN();
      assertThat(Float.isFinite(position[2])).isFalse();
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new OptimizerSpec.Adam(0, 0.9, 0.98, 1e-8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate is 0.0, must be positive");
    assertThatThrownBy(() -> new OptimizerSpec.AdamW(0.1, 1, 0.98, 1e-8, 0))
        .hasMessage("beta1 is 1.0, must be in [0, 1)");
    assertThatThrownBy(() -> new OptimizerSpec.AdamW(0.1, 0.9, 0.98, 1e-8, -0.1))
        .hasMessage("weightDecay is -0.1, must be 0 or more");
    assertThatThrownBy(() -> new OptimizerSpec.Sgd(0.1, 1))
        .hasMessage("momentum is 1.0, must be in [0, 1)");
  }

  /** Parameters after 20 steps along given gradients. */
  private static float[] trained(OptimizerSpec spec) {
    float[] parameters = start();
    Optimizer optimizer = spec.optimizer(parameters.length);
    for (int step = 1; step <= 20; step++) {
      optimizer.step(parameters, gradient(step), 1f);
    }
    return parameters;
  }

  private static float[] start() {
    return gradient(0);
  }

  private static float[] gradient(int step) {
    Random random = new Random(step);
    float[] gradient = new float[37];
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = (float) random.nextGaussian();
    }
    return gradient;
  }
}
