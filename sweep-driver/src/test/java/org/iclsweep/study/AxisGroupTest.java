package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Axes of which some decide whether others apply. */
class AxisGroupTest {

  private static final Axis RULE = new Axis(Invented.RULE, List.of("a", "b", "c"));
  private static final Axis MEMORY = new Axis(Invented.MEMORY, List.of("long", "none", "short"));
  private static final Axis DECAY = new Axis(Invented.DECAY, List.of(2, 3, 5, 7, 11));
  private static final Axis SPEED = new Axis(Invented.SPEED, List.of(1, 2));
  private static final Axis SET =
      new Axis(Invented.SET, List.of(List.of("x"), List.of("y+"), List.of("x", "y+")));
  private static final Axis FORCE = new Axis(Invented.FORCE, List.of(13, 17));

  private static Stream<Map<String, Object>> points(AxisGroup group, Map<String, Object> fixed) {
    return LongStream.range(0, group.size(fixed)).mapToObj(i -> group.point(i, fixed));
  }

  @Test
  void axesThatHaveNothingToDoWithAnotherAreGroupsOfTheirOwn() {
    assertThat(AxisGroup.of(List.of(DECAY, SPEED, RULE)))
        .containsExactly(new AxisGroup(List.of(RULE, DECAY)), new AxisGroup(List.of(SPEED)));
    assertThat(AxisGroup.of(List.of(SET, SPEED, MEMORY, FORCE)))
        .extracting(AxisGroup::axes)
        .containsExactly(List.of(SET, MEMORY, FORCE), List.of(SPEED));
  }

  @Test
  void axisComesAfterThoseThatItDependsOn() {
    assertThat(new AxisGroup(List.of(DECAY, FORCE, MEMORY, RULE, SET)).axes())
        .containsExactly(RULE, SET, MEMORY, DECAY, FORCE);
  }

  @Test
  void axisHasOnePositionWhereItDoesNotApply() {
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY));
    assertThat(points(group, Map.of()))
        .containsExactly(
            Map.of("rule", "a"),
            Map.of("rule", "b", "memory", "long"),
            Map.of("rule", "b", "memory", "none"),
            Map.of("rule", "b", "memory", "short"),
            Map.of("rule", "c", "memory", "long"),
            Map.of("rule", "c", "memory", "none"),
            Map.of("rule", "c", "memory", "short"));
  }

  @Test
  void nestedConditionsCountEveryPointOnce() {
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY, DECAY, SET, FORCE));
    // a: 3 sets; b and c: 3 sets without memory, with either memory 5 decays x (1 + 2 + 2)
    assertThat(group.size(Map.of())).isEqualTo(3 + 2 * (3 + 2 * 5 * (1 + 2 + 2)));
    assertThat(points(group, Map.of())).doesNotHaveDuplicates().hasSize(109);
  }

  @Test
  void indexAndPointAreInverses() {
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY, DECAY, SET, FORCE));
    assertThat(points(group, Map.of()).map(group::index))
        .containsExactlyElementsOf(LongStream.range(0, 109).boxed().toList());
  }

  @Test
  void conditionMayGoThroughAParameterThatIsNotSwept() {
    AxisGroup group = new AxisGroup(List.of(RULE, DECAY));
    assertThat(group.size(Map.of("memory", "long"))).isEqualTo(1 + 5 + 5);
    assertThat(group.size(Map.of("memory", "none"))).isEqualTo(3);
  }

  @Test
  void pointWithAValueThatNoAxisHasHasNoIndex() {
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY));
    assertThat(group.index(Map.of("rule", "d"))).isEqualTo(-1);
    assertThat(group.index(Map.of("rule", "b"))).isEqualTo(-1);
  }

  @Test
  void lastAxisMayBeAsLongAsItLikes() {
    Axis decay = new Axis(Invented.DECAY, new WholeRange(1, 1, Integer.MAX_VALUE, false));
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY, decay));
    assertThat(group.size(Map.of())).isEqualTo(1 + 2 * (1 + 2L * Integer.MAX_VALUE));
    Map<String, Object> last = new HashMap<>(Map.of("rule", "c", "memory", "short"));
    last.put("decay", Integer.MAX_VALUE);
    assertThat(group.point(group.size(Map.of()) - 1, Map.of())).isEqualTo(last);
    assertThat(group.index(last)).isEqualTo(group.size(Map.of()) - 1);
  }

  @Test
  void axisThatDecidesMayBeLongToo() {
    Declarations declarations = new Declarations();
    Parameter width = declarations.own("width", "width", WholeType.whole(1), "1", "Width.");
    Parameter odd =
        declarations.unless(width, "1", "5").own("odd", "odd", new FlagType(), "true", "Odd.");
    Axis widths = new Axis(width, new WholeRange(1, 2, 1_000_000_000, false));
    AxisGroup group = new AxisGroup(List.of(widths, new Axis(odd, List.of(true, false))));
    assertThat(group.size(Map.of())).isEqualTo(2_000_000_000L - 2);
    assertThat(LongStream.range(0, 7).mapToObj(i -> group.point(i, Map.of())))
        .containsExactly(
            Map.of("width", 1),
            Map.of("width", 3, "odd", true),
            Map.of("width", 3, "odd", false),
            Map.of("width", 5),
            Map.of("width", 7, "odd", true),
            Map.of("width", 7, "odd", false),
            Map.of("width", 9, "odd", true));
    assertThat(group.index(Map.of("width", 1_999_999_999, "odd", false)))
        .isEqualTo(2_000_000_000L - 3);
    assertThat(group.point(2_000_000_000L - 3, Map.of()))
        .isEqualTo(Map.of("width", 1_999_999_999, "odd", false));
  }

  @Test
  void sizeBeyondALongIsNoNumber() {
    Axis decay = new Axis(Invented.DECAY, new WholeRange(1, 1, Integer.MAX_VALUE, false));
    Axis force = new Axis(Invented.FORCE, new WholeRange(1, 1, Integer.MAX_VALUE, false));
    AxisGroup group = new AxisGroup(List.of(RULE, MEMORY, decay, SET, force));
    assertThatThrownBy(() -> group.size(Map.of())).isInstanceOf(ArithmeticException.class);
  }
}
