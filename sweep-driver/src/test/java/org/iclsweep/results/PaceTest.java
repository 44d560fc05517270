package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void itComesBackAsItWasWritten() {
    Pace pace = Pace.of(3e10, 1.7).plus(Pace.of(1e9, 0.1));

    assertThat(Pace.parse(pace.text())).contains(pace);
    assertThat(Pace.parse(Pace.NONE.text())).contains(Pace.NONE);
  }

  @Test
  void whatIsNoPaceIsNone() {
    assertThat(Stream.of("", "1 2 3 4", "1 2 3 4 five", "1 2 3 4 5 6").map(Pace::parse))
        .allMatch(pace -> pace.isEmpty());
  }

  @Test
  void ofSeveralTrialsItIsTheirSum() {
    Pace pace = Pace.of(3e10, 2).plus(Pace.of(1e10, 3)).plus(Pace.NONE);

    assertThat(pace.trials()).isEqualTo(2);
    assertThat(pace.flopsASecond()).isEqualTo(8e9);
  }

  @Test
  void trialsThatTakeWhatTheyCostDoNotDeviate() {
    Pace pace = Pace.of(1e9, 1).plus(Pace.of(2e9, 2)).plus(Pace.of(7e9, 7));

    assertThat(pace.deviation()).isCloseTo(1, within(1e-6));
    assertThat(Pace.of(1e9, 1).deviation()).isNaN();
  }

  /** The logarithms are 0 and ln 4, so their standard deviation is ln 4 / sqrt 2. */
  @Test
  void theDeviationIsAFactor() {
    double deviation = Pace.of(1, 1).plus(Pace.of(1, 4)).deviation();

    assertThat(deviation).isCloseTo(Math.pow(4, Math.sqrt(0.5)), within(1e-12));
  }

  @Test
  void aTrialThatTookNoTimeByTheClockTookSome() {
    assertThat(Pace.of(1, 0).flopsASecond()).isFinite();
  }
}
