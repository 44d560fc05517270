package org.iclsweep.study.sweep;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.study.Invented;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Values;
import org.iclsweep.study.WholeRange;
import org.junit.jupiter.api.Test;

/** Axes of which some decide whether others apply, as boxes in which each does or does not. */
class BoxesTest {

  private static final Axis RULE = new Axis(Invented.RULE, List.of("a", "b", "c"));
  private static final Axis MEMORY = new Axis(Invented.MEMORY, List.of("long", "none", "short"));
  private static final Axis DECAY = new Axis(Invented.DECAY, List.of(2, 3, 5, 7, 11));
  private static final Axis SPEED = new Axis(Invented.SPEED, List.of(1, 2));
  private static final Axis SET =
      new Axis(Invented.SET, List.of(List.of("x"), List.of("y+"), List.of("x", "y+")));
  private static final Axis FORCE = new Axis(Invented.FORCE, List.of(13, 17));

  private static final int STUDIES = 1000;

  private static List<Box> grid(Axis... axes) {
    return Boxes.of(List.of(), Stream.of(axes).map(AxisGroup::of).toList());
  }

  private static List<Box> zip(Axis... axes) {
    return Boxes.of(List.of(), List.of(new AxisGroup(List.of(axes))));
  }

  private static List<SortedMap<String, Object>> points(List<Box> boxes) {
    return boxes.stream()
        .flatMap(box -> LongStream.range(0, box.size()).mapToObj(box::values))
        .toList();
  }

  private static long size(List<Box> boxes) {
    return boxes.stream().mapToLong(Box::size).reduce(0, Math::addExact);
  }

  private static Axis ofLength(Parameter<?> parameter, int length) {
    return new Axis(parameter, new WholeRange(1, 1, length, false));
  }

  @Test
  void axesWithoutConditionsAreOneBoxWhoseLastAxisIsTheFastest() {
    assertThat(points(grid(SPEED, RULE)))
        .map(point -> point.get("rule") + " " + point.get("speed"))
        .containsExactly("a 1", "a 2", "b 1", "b 2", "c 1", "c 2");
    assertThat(grid(SPEED, RULE)).hasSize(1);
  }

  @Test
  void axisHasNoValueWhereItDoesNotApply() {
    List<Box> boxes = grid(RULE, MEMORY);
    assertThat(boxes).hasSize(2);
    assertThat(points(boxes))
        .containsExactlyInAnyOrder(
            point("rule", "a"),
            point("rule", "b", "memory", "long"),
            point("rule", "b", "memory", "none"),
            point("rule", "b", "memory", "short"),
            point("rule", "c", "memory", "long"),
            point("rule", "c", "memory", "none"),
            point("rule", "c", "memory", "short"));
  }

  private static SortedMap<String, Object> point(Object... pathsAndValues) {
    SortedMap<String, Object> point = new TreeMap<>();
    for (int i = 0; i < pathsAndValues.length; i += 2) {
      point.put((String) pathsAndValues[i], pathsAndValues[i + 1]);
    }
    return point;
  }

  @Test
  void nestedConditionsCountEveryPointOnce() {
    List<Box> boxes = grid(RULE, MEMORY, DECAY, SET, FORCE);
    // a: 3 sets; b and c: 3 sets without memory, with either memory 5 decays x (1 + 2 + 2)
    assertThat(size(boxes)).isEqualTo(3 + 2 * (3 + 2 * 5 * (1 + 2 + 2)));
    assertThat(points(boxes)).doesNotHaveDuplicates().hasSize(109);
  }

  @Test
  void conditionMayGoThroughAParameterThatIsNotSwept() {
    List<AxisGroup> groups = List.of(AxisGroup.of(RULE), AxisGroup.of(DECAY));
    assertThat(size(Boxes.of(List.of(new Setting(Invented.MEMORY, "long")), groups)))
        .isEqualTo(1 + 5 + 5);
    assertThat(size(Boxes.of(List.of(new Setting(Invented.MEMORY, "none")), groups))).isEqualTo(3);
  }

  @Test
  void axesOfAZipAreWalkedInStep() {
    Axis memory = new Axis(Invented.MEMORY, List.of("short", "short", "long"));
    assertThat(points(zip(RULE, memory)))
        .containsExactlyInAnyOrder(
            point("rule", "a"),
            point("rule", "b", "memory", "short"),
            point("rule", "c", "memory", "long"));
  }

  @Test
  void pointsThatDifferOnlyInWhatDoesNotApplyAreOne() {
    Axis rule = new Axis(Invented.RULE, List.of("a", "b", "a", "b"));
    Axis memory = new Axis(Invented.MEMORY, List.of("short", "long", "long", "short"));
    assertThat(points(zip(rule, memory)))
        .containsExactlyInAnyOrder(
            point("rule", "a"),
            point("rule", "b", "memory", "long"),
            point("rule", "b", "memory", "short"));
  }

  @Test
  void everyTrialIsThereOnceWhateverTheStudy() {
    for (int seed = 0; seed < STUDIES; seed++) {
      InventedStudy study = InventedStudy.of(new SplittableRandom(seed));
      List<SortedMap<String, Object>> points = points(study.boxes());
      assertThat(new HashSet<>(points)).as("study %d: %s", seed, study).isEqualTo(study.listed());
      assertThat(points).hasSize(study.listed().size());
    }
  }

  @Test
  void indexIsTheInverseWhateverTheStudy() {
    for (int seed = 0; seed < STUDIES / 10; seed++) {
      List<Box> boxes = InventedStudy.of(new SplittableRandom(seed)).boxes();
      for (Box box : boxes) {
        for (long index = 0; index < box.size(); index++) {
          Map<String, Object> values = box.values(index);
          assertThat(box.index(values)).isEqualTo(index);
          assertThat(boxes.stream().filter(each -> each.index(values) >= 0).count()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void whatOtherBlocksDescribeIsLeftToThem() {
    int shared = 0;
    for (int seed = 0; seed < STUDIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<InventedStudy> blocks =
          Stream.generate(() -> InventedStudy.of(random)).limit(3).toList();
      Set<SortedMap<String, Object>> all = new LinkedHashSet<>();
      List<Box> earlier = new ArrayList<>();
      List<Box> distinct = new ArrayList<>();
      int listed = 0;
      for (InventedStudy block : blocks) {
        List<Box> own = block.boxes();
        for (Box box : earlier) {
          Overlap overlap = new Overlap(box);
          own = own.stream().flatMap(each -> overlap.without(each).stream()).toList();
        }
        distinct.addAll(own);
        earlier.addAll(block.boxes());
        listed += block.listed().size();
        all.addAll(block.listed());
      }
      List<SortedMap<String, Object>> points = points(distinct);
      assertThat(new HashSet<>(points)).as("blocks %d: %s", seed, blocks).isEqualTo(all);
      assertThat(points).hasSameSizeAs(all);
      shared += listed > all.size() ? 1 : 0;
    }
    assertThat(shared).as("studies whose blocks overlap").isGreaterThan(STUDIES / 20);
  }

  @Test
  void combinationsAreThoseOfTheTrials() {
    List<Parameter<?>> asked = List.of(Invented.RULE, Invented.DECAY, Invented.SET);
    for (int seed = 0; seed < STUDIES / 10; seed++) {
      List<Box> boxes = InventedStudy.of(new SplittableRandom(seed)).boxes();
      List<List<Object>> all = points(boxes).stream().map(point -> some(point, asked)).toList();
      List<SortedMap<String, Object>> combinations =
          boxes.stream()
              .flatMap(box -> box.combinations(asked::contains))
              .map(Values::byPath)
              .toList();
      assertThat(combinations.stream().map(point -> some(point, asked)).collect(toSet()))
          .isEqualTo(new HashSet<>(all));
      assertThat(new HashSet<>(points(boxes)).containsAll(combinations)).isTrue();
    }
  }

  private static List<Object> some(Map<String, Object> point, List<Parameter<?>> asked) {
    return asked.stream().map(each -> point.getOrDefault(each.path(), "nothing")).toList();
  }

  @Test
  void axesMayBeAsLongAsTheyLike() {
    List<Box> boxes = grid(RULE, MEMORY, ofLength(Invented.DECAY, Integer.MAX_VALUE));
    assertThat(size(boxes)).isEqualTo(1 + 2 * (1 + 2L * Integer.MAX_VALUE));
    Box box = boxes.stream().filter(each -> each.has(Invented.DECAY)).findFirst().orElseThrow();
    assertThat(box.values(box.size() - 1)).containsEntry("decay", Integer.MAX_VALUE);
    assertThat(box.index(box.values(box.size() - 1))).isEqualTo(box.size() - 1);
  }

  @Test
  void axisThatDecidesMayBeLongToo() {
    Axis widths = new Axis(Invented.WIDTH, new WholeRange(1, 2, 1_000_000_000, false));
    List<Box> boxes = grid(widths, new Axis(Invented.ODD, List.of(true, false)));
    assertThat(size(boxes)).isEqualTo(2_000_000_000L - 2);
    assertThat(boxes).hasSize(2);
    assertThat(points(boxes.subList(0, 1))).containsExactly(point("width", 1), point("width", 5));
    assertThat(LongStream.of(0, 1, 2, 1_999_999_995).mapToObj(boxes.get(1)::values))
        .containsExactly(
            point("width", 3, "odd", true),
            point("width", 7, "odd", true),
            point("width", 9, "odd", true),
            point("width", 1_999_999_999, "odd", false));
  }

  @Test
  void exclusionFromALongAxisTakesNoWalk() {
    Box box = grid(ofLength(Invented.SPEED, Integer.MAX_VALUE), RULE).get(0);
    Exclusion exclusion =
        new Exclusion(
            List.of(new Axis(Invented.SPEED, List.of(7)), new Axis(Invented.RULE, List.of("a"))));
    List<Box> left = Boxes.without(box, exclusion);
    assertThat(size(left)).isEqualTo(3L * Integer.MAX_VALUE - 1);
    assertThat(left.stream().filter(each -> each.index(point("rule", "a", "speed", 7)) >= 0))
        .isEmpty();
    assertThat(left.stream().filter(each -> each.index(point("rule", "b", "speed", 7)) >= 0))
        .hasSize(1);
  }

  @Test
  void sizeBeyondALongIsNoNumber() {
    List<Box> boxes =
        grid(
            RULE,
            MEMORY,
            SET,
            ofLength(Invented.DECAY, Integer.MAX_VALUE),
            ofLength(Invented.FORCE, Integer.MAX_VALUE));
    assertThatThrownBy(() -> size(boxes)).isInstanceOf(ArithmeticException.class);
  }
}
