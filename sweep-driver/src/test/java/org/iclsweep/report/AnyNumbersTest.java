package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.iclsweep.analysis.Run;
import org.iclsweep.trial.Measured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A page is drawn of whatever numbers a table can hold. */
class AnyNumbersTest {

  private static final double[] EXTREMES = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0,
    Double.MIN_VALUE,
    1e-310,
    Double.MIN_NORMAL,
    1e-300,
    1e-30,
    1,
    Math.nextUp(1.0),
    -1,
    1e30,
    1e300,
    Double.MAX_VALUE,
    -Double.MAX_VALUE
  };

  /** What a study says of its measures, as opposed to what is measured. */
  private static final Set<String> GIVEN = Set.of("alpha", "factor", "gamma", "probability");

  static Stream<Arguments> numbers() {
    SplittableRandom random = new SplittableRandom(7);
    return Stream.of(
        Arguments.of("1e-30 times", (DoubleUnaryOperator) x -> x * 1e-30),
        Arguments.of("1e-60 times", (DoubleUnaryOperator) x -> x * 1e-60),
        Arguments.of("1e-318 times", (DoubleUnaryOperator) x -> x * 1e-318),
        Arguments.of("1e300 times", (DoubleUnaryOperator) x -> x * 1e300),
        Arguments.of("beyond doubles", (DoubleUnaryOperator) x -> x * Double.MAX_VALUE * 10),
        Arguments.of("below zero", (DoubleUnaryOperator) x -> -x),
        Arguments.of("all equal", (DoubleUnaryOperator) x -> 0.2),
        Arguments.of("all nearly equal", (DoubleUnaryOperator) x -> 1 + x * 1e-16),
        Arguments.of("all zero", (DoubleUnaryOperator) x -> 0),
        Arguments.of("no numbers", (DoubleUnaryOperator) x -> Double.NaN),
        Arguments.of("infinite", (DoubleUnaryOperator) x -> Double.POSITIVE_INFINITY),
        Arguments.of(
            "anything now and then",
            (DoubleUnaryOperator)
                x -> random.nextInt(3) > 0 ? x : EXTREMES[random.nextInt(EXTREMES.length)]),
        Arguments.of(
            "anything", (DoubleUnaryOperator) x -> EXTREMES[random.nextInt(EXTREMES.length)]));
  }

  private static List<List<Run>> studies() {
    return List.of(
        Pages.edited(Pages.threeHeads(), Pages::onEveryShift),
        Pages.edited(Pages.twoLayers(), r -> Pages.answering(Pages.copying(r))),
        Pages.diverged(),
        Pages.settings(2),
        RolloutFigureTest.runs(),
        PositionFigureTest.runs(),
        SpectrumFigureTest.runs(List.of(0.0, 0.1, 0.2), 10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("numbers")
  void areDrawnOrLeftOut(String name, DoubleUnaryOperator change) {
    List<List<Run>> studies = studies();
    int first = Math.floorMod(name.hashCode(), studies.size());
    for (List<Run> study : List.of(studies.get(first), studies.get((first + 2) % studies.size()))) {
      List<Run> changed = new ArrayList<>();
      study.forEach(run -> changed.add((Run) changed(run, change)));
      String page = Pages.page(changed);
      for (String drawing : Pages.drawings(page)) {
        Pages.parse(drawing);
        assertThat(drawing.replaceAll(">[^<]*<", "><")).doesNotContain("NaN", "Infinity");
      }
    }
  }

  @Test
  void aDrawingSaysThatItLeavesNumbersOut() {
    List<Run> changed = new ArrayList<>();
    int[] seen = {0};
    DoubleUnaryOperator some = x -> seen[0]++ % 50 == 7 ? Double.POSITIVE_INFINITY : x;
    Pages.threeHeads().forEach(run -> changed.add((Run) changed(run, some)));
    assertThat(Pages.page(changed)).contains(Svg.LEFT_OUT);
    assertThat(Pages.page(Pages.threeHeads())).doesNotContain(Svg.LEFT_OUT);
  }

  @Test
  void aScaleOfAnyTwoNumbersHasFewMarksInOrder() {
    for (double low : EXTREMES) {
      for (double high : EXTREMES) {
        for (Scale scale : List.of(Scale.linear(low, high), Scale.log(low, high))) {
          List<Scale.Tick> ticks = scale.ticks(5);
          assertThat(ticks).as("%s to %s", low, high).hasSizeLessThan(40);
          assertThat(ticks).extracting(Scale.Tick::value).isSorted();
          assertThat(ticks).extracting(tick -> tick.label().length()).allMatch(n -> n < 14);
          for (double value : EXTREMES) {
            assertThat(scale.at(value)).isFinite();
          }
        }
      }
    }
  }

  /** The same with other numbers, at any depth; whole numbers stay. */
  private static Object changed(Object part, DoubleUnaryOperator change) {
    if (part instanceof Double number) {
      return change.applyAsDouble(number);
    }
    if (part instanceof List<?> list) {
      return list.stream().map(each -> changed(each, change)).toList();
    }
    if (part instanceof Measured measured) {
      Map<String, List<?>> changed = new LinkedHashMap<>();
      measured.lists().forEach((name, list) -> changed.put(name, (List<?>) changed(list, change)));
      return new Measured(changed);
    }
    if (part instanceof Map<?, ?> map) {
      Map<Object, Object> changed =
          map instanceof SortedMap<?, ?> ? new TreeMap<>() : new LinkedHashMap<>();
      map.forEach((key, value) -> changed.put(key, parameter(value, change)));
      return changed;
    }
    return part instanceof Record record ? changed(record, change) : part;
  }

  /** A study lets no parameter be anything but positive and finite. */
  private static Object parameter(Object value, DoubleUnaryOperator change) {
    Object changed = changed(value, change);
    boolean possible = !(changed instanceof Double x) || x > 0 && Double.isFinite(x);
    return possible && !(value instanceof List<?>) ? changed : value;
  }

  private static Object changed(Record record, DoubleUnaryOperator change) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int c = 0; c < components.length; c++) {
        types[c] = components[c].getType();
        Object value = components[c].getAccessor().invoke(record);
        values[c] = GIVEN.contains(components[c].getName()) ? value : changed(value, change);
      }
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException refused) {
      // some records refuse what is no possible measurement, so no table holds it
      return record;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
