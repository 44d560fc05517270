package org.iclsweep.study.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.study.Described;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;
import org.iclsweep.trial.TrialSpec;

/**
 * Trials that are a product: each combination of points of some groups of axes, beside values that
 * are fixed. A parameter applies to all trials of a box or to none, and no two trials are equal.
 *
 * <p>An index is a number in mixed radix whose digits are positions in the groups: the last group
 * varies fastest.
 */
final class Box implements Described {

  /** By path, but the seed last. */
  private static final Comparator<AxisGroup> SEED_LAST =
      Comparator.<AxisGroup, Boolean>comparing(group -> group.has(Parameters.SEED))
          .thenComparing(group -> group.axes().get(0).path());

  private final List<Setting> fixed;
  private final List<AxisGroup> groups;
  private final SortedMap<String, Object> fixedByPath;
  private volatile Values first;
  private volatile CanonicalTexts texts;
  private volatile Alike last;

  /** What the trials have that differ in the seed alone. */
  private record Alike(long number, TrialSpec spec) {}

  /**
   * @param fixed by path
   */
  Box(List<Setting> fixed, List<AxisGroup> groups) {
    this.fixed = List.copyOf(fixed);
    this.groups = groups.stream().sorted(SEED_LAST).toList();
    fixedByPath = new TreeMap<>();
    fixed.forEach(each -> fixedByPath.put(each.parameter().path(), each.value()));
  }

  /** The same, at other points of the same axes. */
  private Box(Box same, List<AxisGroup> points) {
    fixed = same.fixed;
    groups = List.copyOf(points);
    fixedByPath = same.fixedByPath;
  }

  /** The values of the parameters that are in no group. */
  List<Setting> fixed() {
    return fixed;
  }

  List<AxisGroup> groups() {
    return groups;
  }

  /**
   * Number of trials.
   *
   * @throws ArithmeticException if a long does not hold it
   */
  long size() {
    return groups.stream().mapToLong(AxisGroup::size).reduce(1, Math::multiplyExact);
  }

  /** The paths of the parameters that apply. */
  Set<String> paths() {
    return first().byPath().keySet();
  }

  /** The values of the first trial. */
  Values first() {
    if (first == null) {
      first = new Values(values(0));
    }
    return first;
  }

  /** The value of a parameter that is in no group. */
  Optional<Object> fixed(Parameter<?> parameter) {
    return Optional.ofNullable(fixedByPath.get(parameter.path()));
  }

  /** The number of the group that sweeps a parameter; -1 if none does. */
  int number(Parameter<?> parameter) {
    return IntStream.range(0, groups.size())
        .filter(g -> groups.get(g).has(parameter))
        .findFirst()
        .orElse(-1);
  }

  /** Whether a parameter applies. */
  boolean has(Parameter<?> parameter) {
    return fixed(parameter).isPresent() || number(parameter) >= 0;
  }

  /** All values that a parameter has, none where it does not apply. */
  List<Object> values(Parameter<?> parameter) {
    int number = number(parameter);
    return number < 0
        ? fixed(parameter).stream().toList()
        : groups.get(number).axis(parameter).orElseThrow().values();
  }

  /** Whether a parameter has a value in any trial. */
  boolean takes(Setting setting) {
    Object alone = fixedByPath.get(setting.parameter().path());
    return alone != null
        ? alone.equals(setting.value())
        : values(setting.parameter()).contains(setting.value());
  }

  /** The same, with other points of the same axes in a group. */
  Box with(int number, AxisGroup points) {
    List<AxisGroup> others = new ArrayList<>(groups);
    others.set(number, points);
    return new Box(this, others);
  }

  /** Positions in the groups. */
  private int[] positions(long index) {
    int[] positions = new int[groups.size()];
    long rest = index;
    for (int g = positions.length - 1; g >= 0; g--) {
      int size = groups.get(g).size();
      positions[g] = (int) (rest % size);
      rest /= size;
    }
    return positions;
  }

  @Override
  public SortedMap<String, Object> values(long index) {
    SortedMap<String, Object> values = new TreeMap<>(fixedByPath);
    int[] positions = positions(index);
    for (int g = 0; g < positions.length; g++) {
      groups.get(g).put(positions[g], values);
    }
    return values;
  }

  @Override
  public String id(long index) {
    if (texts == null) {
      texts = new CanonicalTexts(this);
    }
    return texts.id(positions(index));
  }

  @Override
  public TrialSpec spec(long index) {
    int seeds = seeds();
    if (seeds == 0) {
      return TransformerTrial.spec(new Values(values(index)));
    }
    List<Object> swept = groups.get(groups.size() - 1).axes().get(0).values();
    return alike(index / seeds, index).withSeed((Long) swept.get((int) (index % seeds)));
  }

  /** Number of trials that differ in more than the seed. */
  long settings() {
    return size() / Math.max(1, seeds());
  }

  /** How many trials from an index on differ in the seed alone, itself among them. */
  long alike(long index) {
    int seeds = seeds();
    return seeds == 0 ? 1 : seeds - index % seeds;
  }

  /** The length of the seed's own axis, which is the fastest; 0 if it has none. */
  private int seeds() {
    AxisGroup fastest = groups.isEmpty() ? null : groups.get(groups.size() - 1);
    boolean own = fastest != null && fastest.axes().size() == 1 && fastest.has(Parameters.SEED);
    return own ? fastest.size() : 0;
  }

  /** A trial that differs from this one in the seed alone. */
  private TrialSpec alike(long number, long index) {
    Alike known = last;
    if (known == null || known.number() != number) {
      known = new Alike(number, TransformerTrial.spec(new Values(values(index))));
      last = known;
    }
    return known.spec();
  }

  /** The index of the trial with these values; -1 if it is not of this box. */
  long index(Map<String, Object> values) {
    boolean same =
        values.keySet().equals(paths()) && values.entrySet().containsAll(fixedByPath.entrySet());
    long index = 0;
    for (AxisGroup group : groups) {
      int position = same ? group.indexOf(values) : -1;
      if (position < 0) {
        return -1;
      }
      index = index * group.size() + position;
    }
    return same ? index : -1;
  }

  /**
   * Every combination of the values of some parameters that a trial has, as the values of the first
   * trial that has it.
   */
  Stream<Values> combinations(Predicate<Parameter<?>> wanted) {
    return product(groups.stream().map(group -> group.firsts(wanted)).toList());
  }

  /** The same, of long axes with the values that tell of all. */
  Stream<Values> telling(Predicate<Parameter<?>> wanted) {
    return product(groups.stream().map(group -> group.telling(wanted)).toList());
  }

  /**
   * @param positions in each group, from 0
   */
  private Stream<Values> product(List<Positions> positions) {
    if (positions.stream().allMatch(each -> each.size() == 1)) {
      return Stream.of(first());
    }
    Box box =
        new Box(
            this,
            IntStream.range(0, groups.size())
                .mapToObj(g -> groups.get(g).at(positions.get(g)))
                .toList());
    return LongStream.range(0, box.size()).mapToObj(index -> new Values(box.values(index)));
  }

  /** Number of combinations; a long holds it, or the largest stands for it. */
  long countCombinations(Predicate<Parameter<?>> wanted) {
    return groups.stream()
        .mapToLong(group -> group.firsts(wanted).size())
        .reduce(1, (all, one) -> all > Integer.MAX_VALUE ? all : all * one);
  }
}
