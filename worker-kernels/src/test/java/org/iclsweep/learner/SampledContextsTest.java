package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.learner.SampledContexts.Point;
import org.iclsweep.measure.Loss;
import org.junit.jupiter.api.Test;

/** Quadrature against contexts that are drawn. */
class SampledContextsTest {

  private static final int CONTEXTS = 200_000;

  @Test
  void whatIsSampledIsWhatIsExpected() {
    List<Point> points = SampledContexts.KNOWN;
    List<Loss> sampled = SampledContexts.sampled(points, CONTEXTS);
    for (int k = 0; k < points.size(); k++) {
      Loss loss = sampled.get(k);
      assertThat(loss.mean())
          .as(points.get(k).name())
          .isCloseTo(points.get(k).expected(), within(4 * loss.standardError()));
      assertThat(loss.standardError()).isLessThan(0.03 * loss.mean());
    }
  }

  /** Less than a twentieth of it is seen, and the error that the sample tells does not say so. */
  @Test
  void noSampleHasTheTailsOfThreeLayersThatMoveInputs() {
    Loss loss = SampledContexts.sampled(List.of(SampledContexts.TAILS), CONTEXTS).get(0);
    double expected = SampledContexts.TAILS.expected();
    assertThat(expected).isCloseTo(.0513, within(5e-5));
    assertThat(loss.mean() + 4 * loss.standardError()).isLessThan(expected / 20);
  }
}
