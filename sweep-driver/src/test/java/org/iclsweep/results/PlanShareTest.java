package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.iclsweep.trial.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanShareTest {

  @Test
  void itComesBackAsItWasWritten() {
    PlanShare share = new PlanShare("p");
    Random random = new Random(3);
    for (int index = 0; index < 200_000; index += 1 + random.nextInt(3)) {
      share.add(index, Outcome.values()[random.nextInt(Outcome.values().length)]);
    }

    assertThat(PlanShare.parse("p", share.text())).contains(share);
    assertThat(share.size()).isEqualTo(share.indices().getLongCardinality());
  }

  @Test
  void aRunOfIndicesTakesAFewBytes() {
    PlanShare share = share(Outcome.COMPLETED, IntStream.range(5_000_000, 6_000_000));

    assertThat(share.size()).isEqualTo(1_000_000);
    assertThat(share.text()).hasSizeLessThan(500);
  }

  /** A bit for each index up to the greatest, in blocks of 65536, and base 64 of that. */
  @Test
  void anyIndicesTakeABitEach() {
    Random random = new Random(4);
    PlanShare share =
        share(Outcome.COMPLETED, IntStream.range(0, 1_000_000).filter(i -> random.nextBoolean()));

    assertThat(share.text().length()).isBetween(16 * 8192 * 4 / 3, 16 * 8192 * 4 / 3 + 500);
  }

  @Test
  void sharesAddUp() {
    PlanShare all = share(Outcome.COMPLETED, IntStream.range(0, 10));
    all.addAll(share(Outcome.FAILED, IntStream.range(10, 12)));
    all.addAll(share(Outcome.COMPLETED, IntStream.range(20, 30)));

    assertThat(all.size()).isEqualTo(22);
    assertThat(all.indices(Outcome.COMPLETED).getCardinality()).isEqualTo(20);
    assertThat(all.indices(Outcome.FAILED).toArray()).containsExactly(10, 11);
    assertThat(all.indices(Outcome.DIVERGED).isEmpty()).isTrue();
  }

  @Test
  void withoutAnOutcomeTheOthersStay() {
    PlanShare all = share(Outcome.COMPLETED, IntStream.range(0, 3));
    all.add(7, Outcome.FAILED);

    assertThat(all.without(Outcome::isFailure))
        .isEqualTo(share(Outcome.COMPLETED, IntStream.range(0, 3)));
    assertThat(all.size()).as("it stays as it is").isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "completed",
        "postponed:OjAAAAEAAAAAAAAAEAAAAAEA",
        "completed:????",
        "completed:AAAA"
      })
  void whatItDoesNotKnowCountsAsNothingKnown(String text) {
    assertThat(PlanShare.parse("p", text)).isEmpty();
  }

  private static PlanShare share(Outcome outcome, IntStream indices) {
    PlanShare share = new PlanShare("p");
    indices.forEach(index -> share.add(index, outcome));
    return share;
  }
}
