package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSumTest {
  private static final TrialRow ONE = Samples.full("a1", 3);
  private static final TrialRow TWO = Samples.transformer("b2", 4, Samples.diverged());

  @Test
  void orderMakesNoDifference() {
    List<TrialRow> rows =
        new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> Samples.full("a" + i, i)).toList());
    RowSum inOrder = sum(rows);
    Collections.shuffle(rows, new Random(1));

    assertThat(sum(rows).isSameAs(inOrder)).isTrue();
  }

  @Test
  void aRowMoreOrLessOrTwiceOrAnotherMakesADifference() {
    RowSum both = sum(List.of(ONE, TWO));

    assertThat(List.of(List.of(ONE), List.of(ONE, TWO, TWO), List.of(ONE, ONE), List.of(TWO, TWO)))
        .noneMatch(rows -> sum(rows).isSameAs(both));
    assertThat(both.rows()).isEqualTo(2);
  }

  @Test
  void provenanceMakesADifference() {
    TrialRow elsewhere =
        new TrialRow(
            ONE.trialId(),
            ONE.kind(),
            null,
            ONE.parameters(),
            ONE.record(),
            new Provenance(
                "other",
                ONE.provenance().seconds(),
                ONE.provenance().finishedAt(),
                null,
                null,
                null,
                1,
                null,
                null,
                null));

    assertThat(sum(List.of(elsewhere)).isSameAs(sum(List.of(ONE)))).isFalse();
  }

  private static RowSum sum(List<TrialRow> rows) {
    RowSum sum = new RowSum();
    rows.forEach(sum::add);
    return sum;
  }
}
