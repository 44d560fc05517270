package org.iclsweep.study.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.iclsweep.study.NumberType;
import org.iclsweep.study.RealRange;
import org.iclsweep.study.WholeRange;

/** The few values of a long axis of numbers that tell what rules there are broken. */
final class Telling {

  private static final int ENDS = 3;

  private Telling() {}

  /** The positions of these, of some positions of an axis. */
  static Positions positions(Axis axis, Positions of) {
    List<Object> values = axis.values();
    TreeMap<Object, Integer> told =
        new TreeMap<>(Comparator.comparingDouble(value -> ((Number) value).doubleValue()));
    if (values instanceof WholeRange || values instanceof RealRange) {
      IntStream.range(0, ENDS).forEach(i -> told.put(values.get(of.at(i)), of.at(i)));
      IntStream.range(of.size() - ENDS, of.size())
          .forEach(i -> told.put(values.get(of.at(i)), of.at(i)));
    } else {
      for (int i = 0; i < of.size(); i++) {
        told.putIfAbsent(values.get(of.at(i)), of.at(i));
        if (told.size() > 2 * ENDS) {
          told.remove(told.keySet().stream().skip(ENDS).findFirst().orElseThrow());
        }
      }
    }
    NumberType<?> type = (NumberType<?>) axis.parameter().type();
    for (Object special :
        List.of(type.number(0), type.number(1), axis.parameter().defaultValue())) {
      int position = values.indexOf(special);
      if (position >= 0 && of.indexOf(position) >= 0) {
        told.put(special, position);
      }
    }
    return Positions.of(told.values().stream().mapToInt(i -> i).sorted().distinct());
  }
}
