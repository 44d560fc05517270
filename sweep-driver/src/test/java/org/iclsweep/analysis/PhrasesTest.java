package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.iclsweep.measure.Fate;
import org.iclsweep.statistics.Proportion;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void numbersThatReadAlikeAreOne() {
    assertThat(Phrases.span("0.2", "0.3")).isEqualTo("0.2 to 0.3");
    assertThat(Phrases.span("0.2", "0.2")).isEqualTo("0.2");
    assertThat(Phrases.span("350", "400", "-")).isEqualTo("350-400");
  }

  /** Clopper and Pearson's of 5 of 10: 18.7 to 81.3. */
  @Test
  void intervalsAreInWholePercent() {
    assertThat(Phrases.interval(new Proportion(5, 10))).isEqualTo("19-81");
  }

  @Test
  void fatesThatNoneMetAreLeftOut() {
    assertThat(
            Phrases.counts(
                fate -> fate == Fate.LATE ? 0 : fate.ordinal(),
                Fate.BETWEEN,
                Fate.LATE,
                Fate.DIVERGED))
        .isEqualTo("2 between, 4 diverged");
    assertThat(Phrases.counts(fate -> 0, Fate.values())).isEmpty();
  }

  @Test
  void eightSeedsAreNamed() {
    Function<Integer, String> text = seed -> seed + " (late)";
    assertThat(Phrases.seeds(List.of(3), text)).isEqualTo("seed 3 (late)");
    assertThat(Phrases.seeds(List.of(3, 7), text)).isEqualTo("seeds 3 (late), 7 (late)");
    List<Integer> eight = Stream.iterate(1, k -> k + 1).limit(8).toList();
    assertThat(Phrases.seeds(eight, text)).endsWith("7 (late), 8 (late)");
    List<Integer> ten = Stream.iterate(1, k -> k + 1).limit(10).toList();
    assertThat(Phrases.seeds(ten, text)).endsWith(", 8 (late) and 2 more");
  }
}
