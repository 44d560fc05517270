package org.iclsweep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.iclsweep.results.Pace;
import org.junit.jupiter.api.Test;

class SecondsTest {

  @Test
  void timesKeepFractionsOfAMillisecond() {
    assertThat(Seconds.of(Duration.ofNanos(1_234_567))).isEqualTo(0.001234567);
    assertThat(Seconds.time(2.5)).isEqualTo(Duration.ofMillis(2500));
    assertThat(Seconds.time(0)).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatTakesAnyTimeTakesMoreThanNothing() {
    assertThat(Seconds.time(1e-12)).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void thereIsNoTimeThatIsTooLong() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    assertThat(Seconds.of(longest)).isEqualTo(0x1p63);
    assertThat(Seconds.time(Double.MAX_VALUE)).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
  }

  @Test
  void aCoreThatDoesATrialInAMicrosecondNeedsSomeForTheNextOne() {
    CoreSpeed speed = CoreSpeed.of(Pace.of(1e9, 1e-6));

    assertThat(speed.time(3e9)).isEqualTo(Duration.ofNanos(3000));
    assertThat(speed.flops(Duration.ofNanos(500))).isEqualTo(5e8);
  }
}
