package org.iclsweep.spi;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study sets of a provider: a value for each of its settings.
 *
 * @param values by name: {@link Long}, {@link Double}, {@link Boolean} or {@link String}
 */
public record Settings(SortedMap<String, Object> values) implements Serializable {

  /** Of a provider that has none. */
  public static final Settings NONE = new Settings(new TreeMap<>());

  public Settings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Some, as in {@code Settings.of(Map.of("width", 3L))}. */
  public static Settings of(Map<String, ?> values) {
    return new Settings(new TreeMap<>(values));
  }

  /** A whole number. */
  public int whole(String name) {
    return Math.toIntExact((Long) value(name));
  }

  /** The same, as long as it may be. */
  public long wholeLong(String name) {
    return (Long) value(name);
  }

  /** A number; one that is whole is a number, too. */
  public double real(String name) {
    return ((Number) value(name)).doubleValue();
  }

  /** True or false. */
  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  /** A word. */
  public String word(String name) {
    return (String) value(name);
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the setting " + name + " is asked for; there are " + values.keySet());
    }
    return value;
  }
}
