package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Results that are held against others.
 *
 * @param label what they are called
 * @param runs their rows, trials and learners
 */
public record Side(String label, List<Run> runs) {

  public Side {
    runs = List.copyOf(runs);
  }

  /** The trials. */
  public List<Run> trials() {
    return runs.stream().filter(Run::isTrial).toList();
  }

  /** The trials by identity. */
  Map<String, Run> byId() {
    return trials().stream().collect(Collectors.toMap(Run::id, run -> run, (one, same) -> one));
  }

  /** The same rows with a column more, which tells sides apart. */
  List<Run> marked(String column) {
    return runs.stream().map(run -> run.with(column, label)).toList();
  }

  /** The values of columns over its trials; {@link Setting#IDLE} where one does not apply. */
  Map<String, Set<Object>> values(Collection<String> columns) {
    Map<String, Set<Object>> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column, new HashSet<>()));
    for (Run run : trials()) {
      Set<String> idle = run.idleColumns();
      values.forEach((column, all) -> all.add(value(run, column, idle)));
    }
    return values;
  }

  /** Its trials by what these columns are. */
  SortedMap<Setting, List<Run>> settings(List<String> columns) {
    SortedMap<Setting, List<Run>> settings = new TreeMap<>();
    for (Run run : trials()) {
      Set<String> idle = run.idleColumns();
      Map<String, Object> values = new LinkedHashMap<>();
      columns.forEach(column -> values.put(column, value(run, column, idle)));
      settings.computeIfAbsent(new Setting(values), same -> new ArrayList<>()).add(run);
    }
    return settings;
  }

  private static Object value(Run run, String column, Set<String> idle) {
    return idle.contains(column) ? Setting.IDLE : run.parameters().get(column);
  }
}
