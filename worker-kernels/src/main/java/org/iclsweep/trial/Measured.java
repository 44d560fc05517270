package org.iclsweep.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What measures left of a trial.
 *
 * @param lists by the measure's name; a measure that left nothing has none
 */
public record Measured(Map<String, List<?>> lists) implements Serializable {

  /** Nothing was measured. */
  public static final Measured NOTHING = new Measured(Map.of());

  public Measured {
    SortedMap<String, List<?>> some = new TreeMap<>();
    lists.forEach((name, list) -> some.put(name, List.copyOf(list)));
    some.values().removeIf(List::isEmpty);
    lists = Collections.unmodifiableMap(some);
  }

  /** What a measure left. */
  @SuppressWarnings("unchecked")
  public <R extends Record> List<R> of(Measure<R> measure) {
    return (List<R>) lists.getOrDefault(measure.name(), List.of());
  }

  /** The same with what a measure left, in place of what it left before. */
  public <R extends Record> Measured with(Measure<R> measure, List<R> left) {
    Map<String, List<?>> all = new HashMap<>(lists);
    all.put(measure.name(), left);
    return new Measured(all);
  }
}
