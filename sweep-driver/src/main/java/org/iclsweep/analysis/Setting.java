package org.iclsweep.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What distinguishes a group of trials that differ in nothing but the seed: the values of the
 * columns that the study varies.
 *
 * @param values by column name, in the order of the table; {@link #IDLE} where a column does not
 *     apply
 * @param named the columns that its label names
 */
public record Setting(Map<String, Object> values, Set<String> named)
    implements Comparable<Setting> {

  /** Stands where a column does not apply. */
  static final String IDLE = "-";

  /** Letters that a heading has room for. */
  private static final int HEADING = 42;

  private static final int MANY = 1000;

  public Setting {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    named = Set.copyOf(named);
  }

  Setting(Map<String, Object> values) {
    this(values, values.keySet());
  }

  /**
   * Gives settings of one study labels that a heading has room for: while one is longer, the
   * columns without which they are still told apart are left out, least telling first. Of very
   * many, which no figure shows, labels stay as they are.
   */
  static UnaryOperator<Setting> shortening(Collection<Setting> settings) {
    Set<String> columns = new LinkedHashSet<>();
    settings.forEach(setting -> columns.addAll(setting.values.keySet()));
    for (String column : Columns.leastTellingFirst(columns)) {
      if (settings.size() > MANY
          || settings.stream().allMatch(s -> s.label(columns).length() <= HEADING)) {
        break;
      }
      columns.remove(column);
      if (!isToldApart(settings, columns)) {
        columns.add(column);
      }
    }
    Set<String> named = Set.copyOf(columns);
    return setting -> new Setting(setting.values, named);
  }

  /**
   * The same settings with labels that leave out what all of these, two or more, have in common.
   */
  public static UnaryOperator<Setting> apart(Collection<Setting> settings) {
    Set<String> shared = shared(settings);
    return setting -> {
      Set<String> named = new LinkedHashSet<>(setting.named);
      named.removeAll(shared);
      return new Setting(setting.values, named);
    };
  }

  /** What those labels leave out, in words; empty where that is nothing. */
  public static String inCommon(Collection<Setting> settings) {
    Set<String> shared = shared(settings);
    return settings.stream().findFirst().map(setting -> setting.label(shared)).orElse("");
  }

  private static Set<String> shared(Collection<Setting> settings) {
    if (settings.size() < 2) {
      return Set.of();
    }
    Set<String> shared = new LinkedHashSet<>();
    for (String column : settings.iterator().next().named) {
      if (settings.stream().map(s -> s.values.get(column)).distinct().count() == 1) {
        shared.add(column);
      }
    }
    return shared;
  }

  private static boolean isToldApart(Collection<Setting> settings, Set<String> columns) {
    Set<String> labels = new HashSet<>();
    settings.forEach(setting -> labels.add(setting.label(columns)));
    return labels.size() == settings.size() && !labels.contains("");
  }

  /** In words, as in {@code heads 2, norm none}. */
  public String label() {
    return values.isEmpty() ? "all trials" : label(named);
  }

  private String label(Set<String> columns) {
    return values.entrySet().stream()
        .filter(e -> columns.contains(e.getKey()) && !IDLE.equals(e.getValue()))
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
