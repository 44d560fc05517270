package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.study.Invented;
import org.iclsweep.study.WholeRange;
import org.junit.jupiter.api.Test;

class PositionsTest {

  private static final int SETS = 300;

  private static BitSet set(SplittableRandom random, int size) {
    BitSet set = new BitSet();
    int runs = random.nextInt(6);
    for (int run = 0; run < runs; run++) {
      int from = random.nextInt(size);
      set.set(from, from + random.nextInt(1, size - from + 1));
    }
    return set;
  }

  private static List<Integer> listed(Positions positions) {
    return IntStream.range(0, positions.size()).map(positions::at).boxed().toList();
  }

  private static List<Integer> listed(BitSet set) {
    return set.stream().boxed().toList();
  }

  @Test
  void positionsAreThoseOfASetOfBits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SETS; i++) {
      int size = random.nextInt(1, 70);
      BitSet set = set(random, size);
      BitSet other = set(random, size);
      Positions positions = Positions.of(set.stream());
      assertThat(listed(positions)).isEqualTo(listed(set));
      assertThat(listed(Positions.where(size, set::get))).isEqualTo(listed(set));
      for (int position = 0; position <= size; position++) {
        int number = positions.indexOf(position);
        assertThat(number).isEqualTo(set.get(position) ? set.get(0, position).cardinality() : -1);
      }
      BitSet both = (BitSet) set.clone();
      both.and(other);
      assertThat(listed(positions.and(Positions.of(other.stream())))).isEqualTo(listed(both));
      set.flip(0, size);
      assertThat(listed(positions.others(size))).isEqualTo(listed(set));
    }
  }

  @Test
  void valuesAreThoseAtThePositions() {
    List<Object> letters = List.of("a", "b", "c", "d", "e");
    List<Object> some = Positions.of(IntStream.of(0, 1, 3)).of(letters);
    assertThat(some).containsExactly("a", "b", "d");
    assertThat(some.indexOf("d")).isEqualTo(2);
    assertThat(some.contains("c")).isFalse();
    assertThat(Positions.all(5).of(letters)).isSameAs(letters);
    assertThat(Positions.of(IntStream.of(1, 2)).of(some)).containsExactly("b", "d");
    List<Object> later = Positions.of(IntStream.of(1, 2)).of(List.of("a", "b", "a"));
    assertThat(later.indexOf("a")).isEqualTo(1);
  }

  @Test
  void longRangesFindTheirValuesWithoutAWalk() {
    List<Object> range = new WholeRange(0, 3, Integer.MAX_VALUE, true);
    List<Object> most = Positions.of(IntStream.of(5)).others(range.size()).of(range);
    assertThat(most).hasSize(Integer.MAX_VALUE - 1);
    assertThat(most.contains(15L)).isFalse();
    assertThat(most.indexOf(18L)).isEqualTo(5);
    assertThat(most.get(most.size() - 1)).isEqualTo(3L * (Integer.MAX_VALUE - 1));
  }

  @Test
  void pointsThatComeTwiceAreFound() {
    List<Object> letters =
        IntStream.range(0, 500).<Object>mapToObj(i -> "ab".repeat(i % 7)).toList();
    List<Object> numbers = IntStream.range(0, 500).<Object>mapToObj(i -> i % 11).toList();
    AxisGroup group =
        new AxisGroup(List.of(new Axis(Invented.RULE, letters), new Axis(Invented.SPEED, numbers)));
    PointIndex index = new PointIndex(group);
    assertThat(listed(index.firsts()))
        .isEqualTo(IntStream.range(0, 77).boxed().collect(Collectors.toList()));
    assertThat(index.find(new Object[] {"ababab", 9})).isEqualTo(31);
    assertThat(index.find(new Object[] {"c", 9})).isEqualTo(-1);
    assertThat(IntStream.range(0, 500).map(i -> index.find(group.point(i))))
        .containsExactlyElementsOf(IntStream.range(0, 500).map(i -> i % 77).boxed().toList());
  }
}
