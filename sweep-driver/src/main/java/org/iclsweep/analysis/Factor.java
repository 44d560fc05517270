package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a study varies as one: a parameter column, or several whose values always change together.
 *
 * @param columns names of the columns
 */
public record Factor(List<String> columns) {

  /** Fewer levels than these are a comparison, no axis. */
  static final int LEAST_LEVELS = 3;

  public Factor {
    columns = List.copyOf(columns);
  }

  /** Its level in a setting: one value a column. */
  public List<Object> level(Setting setting) {
    List<Object> level = new ArrayList<>();
    columns.forEach(column -> level.add(setting.values().get(column)));
    return Collections.unmodifiableList(level);
  }

  /** Its levels in these settings, ascending. */
  List<List<Object>> levels(List<SettingSummary> settings) {
    return settings.stream()
        .map(s -> level(s.setting()))
        .distinct()
        .sorted((a, b) -> Setting.compare(a.get(0), b.get(0)))
        .toList();
  }

  /** The level in words; empty where it does not apply. */
  public String label(Setting setting) {
    return columns.stream()
        .filter(column -> !Setting.IDLE.equals(setting.values().get(column)))
        .map(column -> Setting.label(column, setting.values().get(column)))
        .collect(Collectors.joining(" "));
  }

  /** Its name in words. */
  public String name() {
    return columns.stream().map(Setting::words).collect(Collectors.joining(" and "));
  }
}
