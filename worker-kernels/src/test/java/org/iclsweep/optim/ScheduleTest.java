package org.iclsweep.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void aConstantRateIsTheFullOneInEveryStep() {
    assertThat(factors(new ScheduleSpec.Constant(), 7)).containsOnly(1.0);
  }

  /**
   * {@code [opt.param_groups[0]["lr"] ...]} over 16 steps, read before each, with {@code
   * torch.optim.lr_scheduler.StepLR(opt, 5, .5)} of PyTorch 2.15.0 and learning rate 1.
   */
  @Test
  void halvingIsThatOfPyTorch() {
    assertThat(factors(new ScheduleSpec.Halving(5), 16))
        .containsExactly(1, 1, 1, 1, 1, .5, .5, .5, .5, .5, .25, .25, .25, .25, .25, .125);
    assertThat(new ScheduleSpec.Halving(1).factor(4, 9)).isEqualTo(0.125);
  }

  @Test
  void halvingUnderflowsToNoStepAtAll() {
    ScheduleSpec halving = new ScheduleSpec.Halving(1);
    assertThat(halving.factor(1075, 5000)).isEqualTo(Double.MIN_VALUE);
    assertThat(halving.factor(1076, 5000)).isZero();
  }

  /**
   * {@code [float(s(count)) for count in range(21)]} with {@code s =
   * optax.warmup_cosine_decay_schedule(0., 1., 5, 17, .1)} of optax 0.2.8, in float64. Our step is
   * count + 1: the first has 0, step 6 the full rate, and from step 18 on it is the final one. The
   * tolerance is a few roundings: optax does not divide, and jax has its own cosine.
   */
  @Test
  void warmUpAndCosineAreThoseOfOptax() {
    double[] optax = {
      0.0,
      0.19999999999999996,
      0.4,
      0.6,
      0.8,
      1.0,
      0.9846666218300807,
      0.9397114317029974,
      0.8681980515339464,
      0.775,
      0.6664685702961344,
      0.55,
      0.4335314297038657,
      0.3250000000000001,
      0.23180194846605365,
      0.16028856829700258,
      0.11533337816991932,
      0.1,
      0.1,
      0.1,
      0.1
    };
    double[] factors = factors(new ScheduleSpec.WarmupCosine(5, 17, 0.1), 21);
    assertThat(factors).containsExactly(optax, within(4e-16));
    assertThat(factors[0]).isZero();
    assertThat(factors[5]).isEqualTo(1);
    assertThat(factors[17]).isEqualTo(0.1);
  }

  /** {@code optax.warmup_cosine_decay_schedule(0., 1., 0, 7, 0.)}, counts 0 to 6. */
  @Test
  void withoutWarmUpTheFirstStepHasTheFullRateAndTheFallEndsAfterTheLast() {
    double[] optax = {
      1.0,
      0.9504844339512095,
      0.8117449009293668,
      0.6112604669781572,
      0.38873953302184283,
      0.18825509907063326,
      0.04951556604879048
    };
    assertThat(factors(new ScheduleSpec.WarmupCosine(0, 0, 0), 7))
        .containsExactly(optax, within(4e-16));
  }

  @Test
  void aTrainingThatEndsWithinTheWarmUpOnlyRises() {
    assertThat(factors(new ScheduleSpec.WarmupCosine(8, 0, 0.1), 4))
        .containsExactly(0, 0.125, 0.25, 0.375);
  }

  @Test
  void finalFractionOneIsAWarmUpToAConstantRate() {
    assertThat(factors(new ScheduleSpec.WarmupCosine(2, 0, 1), 5)).containsExactly(0, .5, 1, 1, 1);
  }

  /**
   * Bits with fdlibm's cosine, which StrictMath is specified to have. In these steps Math.cos,
   * whose bits are the platform's choice, gives others on x86-64.
   */
  @Test
  void bitsOfTheFallAreThoseOfFdlibm() {
    ScheduleSpec schedule = new ScheduleSpec.WarmupCosine(1000, 30_000, 0.0125);
    long[] bits =
        IntStream.of(1626, 2379, 2920)
            .mapToLong(step -> Double.doubleToLongBits(schedule.factor(step, 10_000)))
            .toArray();
    assertThat(bits).containsExactly(0x3feff6bb81dbd2feL, 0x3fefd303f9e5bf57L, 0x3fefa8e995b48bb1L);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ScheduleSpec.Halving(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every is 0, must be at least 1");
    assertThatThrownBy(() -> new ScheduleSpec.WarmupCosine(-1, 0, 0))
        .hasMessage("warmupSteps is -1, must be 0 or more");
    assertThatThrownBy(() -> new ScheduleSpec.WarmupCosine(10, 10, 0))
        .hasMessage("decaySteps is 10, must be more than warmupSteps (10), or 0 for all steps");
    assertThatThrownBy(() -> new ScheduleSpec.WarmupCosine(10, 0, 1.5))
        .hasMessage("finalFraction is 1.5, must be in [0, 1]");
  }

  private static double[] factors(ScheduleSpec schedule, int steps) {
    return IntStream.rangeClosed(1, steps).mapToDouble(s -> schedule.factor(s, steps)).toArray();
  }
}
