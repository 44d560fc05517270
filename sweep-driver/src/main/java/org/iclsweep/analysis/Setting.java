package org.iclsweep.analysis;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What distinguishes a group of trials that differ in nothing but the seed: the values of the
 * columns that the study varies.
 *
 * @param values by column name, in the order of the table; {@link #IDLE} where a column does not
 *     apply
 */
public record Setting(Map<String, Object> values) implements Comparable<Setting> {

  /** Stands where a column does not apply. */
  static final String IDLE = "-";

  public Setting {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** In words, as in {@code heads 2, norm none}. */
  public String label() {
    if (values.isEmpty()) {
      return "all trials";
    }
    return values.entrySet().stream()
        .filter(e -> !IDLE.equals(e.getValue()))
        .map(e -> label(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A column and its value in words: of what {@code none} and {@code 2} are, only it can tell. */
  static String label(String column, Object value) {
    return words(column) + " " + (value instanceof String text ? text : Numbers.value(value));
  }

  /** A column's name in words. */
  public static String words(String column) {
    return column.replace('_', ' ');
  }

  @Override
  public int compareTo(Setting other) {
    Iterator<Object> theirs = other.values.values().iterator();
    for (Object mine : values.values()) {
      int order = compare(mine, theirs.hasNext() ? theirs.next() : null);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Numbers by size, everything else by its text, null first. */
  static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(x.doubleValue(), y.doubleValue());
    }
    return a.toString().compareTo(b.toString());
  }
}
