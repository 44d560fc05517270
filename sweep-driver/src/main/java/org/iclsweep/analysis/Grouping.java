package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Trials by setting. Columns are in the order of the table and settings by value, so nothing
 * depends on the order of the rows, nor on which of them leave a column empty.
 *
 * @param constants columns that have one value in all trials to which they apply
 * @param factors what the study varies besides the seed
 * @param settings the trials of each setting, by seed
 */
record Grouping(
    Map<String, Object> constants, List<Factor> factors, SortedMap<Setting, List<Run>> settings) {

  private static final Comparator<Run> BY_SEED =
      Comparator.<Run, Object>comparing(r -> r.parameters().get(Columns.SEED), Setting::compare)
          .thenComparing(Run::id);

  static Grouping of(List<Run> trials) {
    Map<Map<String, Object>, List<Run>> alike = alike(trials);
    List<Run> ofEach = alike.values().stream().map(runs -> runs.get(0)).toList();
    Set<String> named = new LinkedHashSet<>();
    ofEach.forEach(run -> named.addAll(run.parameters().keySet()));
    named.remove(Columns.SEED);
    List<String> columns = Columns.inOrder(named);
    Map<String, Set<Object>> values = values(ofEach, columns);
    Map<String, Object> constants = new LinkedHashMap<>();
    values.forEach(
        (column, all) -> {
          if (all.size() == 1) {
            constants.put(column, all.iterator().next());
          }
        });
    List<String> varying = columns.stream().filter(each -> values.get(each).size() > 1).toList();
    SortedMap<Setting, List<Run>> settings = new TreeMap<>();
    for (List<Run> runs : alike.values()) {
      settings.computeIfAbsent(setting(runs.get(0), varying), s -> new ArrayList<>()).addAll(runs);
    }
    settings.values().forEach(runs -> runs.sort(BY_SEED));
    return new Grouping(constants, factors(varying, settings.keySet()), shortened(settings));
  }

  /** Runs that share a map of parameters but the seed: of a million, one is looked at for all. */
  private static Map<Map<String, Object>, List<Run>> alike(List<Run> trials) {
    Map<Map<String, Object>, List<Run>> alike = new IdentityHashMap<>();
    for (Run run : trials) {
      Map<String, Object> setting = SeedParameters.setting(run.parameters());
      alike.computeIfAbsent(setting, same -> new ArrayList<>()).add(run);
    }
    return alike;
  }

  private static SortedMap<Setting, List<Run>> shortened(SortedMap<Setting, List<Run>> settings) {
    UnaryOperator<Setting> shortening = Setting.shortening(settings.keySet());
    SortedMap<Setting, List<Run>> shortened = new TreeMap<>();
    settings.forEach((setting, runs) -> shortened.put(shortening.apply(setting), runs));
    return shortened;
  }

  /** The values of each column, in trials to which it applies. */
  private static Map<String, Set<Object>> values(List<Run> trials, List<String> columns) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column, new LinkedHashSet<>()));
    for (Run run : trials) {
      Set<String> idle = run.idleColumns();
      values.forEach(
          (column, all) -> {
            if (!idle.contains(column)) {
              all.add(run.parameters().get(column));
            }
          });
    }
    return values;
  }

  private static Setting setting(Run run, List<String> varying) {
    Set<String> idle = run.idleColumns();
    Map<String, Object> values = new LinkedHashMap<>();
    varying.forEach(
        column ->
            values.put(
                column, idle.contains(column) ? Setting.IDLE : run.parameters().get(column)));
    return new Setting(values);
  }

  /** Columns that divide the settings in the same way are one factor. */
  private static List<Factor> factors(List<String> varying, Set<Setting> settings) {
    Map<List<Integer>, List<String>> byPartition = new LinkedHashMap<>();
    for (String column : varying) {
      byPartition.computeIfAbsent(partition(column, settings), p -> new ArrayList<>()).add(column);
    }
    return byPartition.values().stream().map(Factor::new).toList();
  }

  private static List<Integer> partition(String column, Set<Setting> settings) {
    List<Object> seen = new ArrayList<>();
    List<Integer> partition = new ArrayList<>();
    for (Setting setting : settings) {
      Object value = setting.values().get(column);
      if (!seen.contains(value)) {
        seen.add(value);
      }
      partition.add(seen.indexOf(value));
    }
    return partition;
  }
}
