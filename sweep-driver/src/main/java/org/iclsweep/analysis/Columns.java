package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;

/** The parameter columns: those that the analysis reads by name, and their order. */
public final class Columns {
  public static final String SEED = "seed";
  public static final String DEPTH = "depth";
  public static final String HEADS = "heads";
  public static final String DIM = "dim";
  public static final String CONTEXT = "context";
  public static final String INPUT_RANGE = "input_range";
  public static final String STEPS = "steps";
  public static final String EVAL_TASKS = "eval_tasks";

  /** How a model starts and is trained, which says less of it than what it is. */
  private static final Set<String> MEANS =
      Parameters.all().stream()
          .filter(
              p ->
                  p.path().startsWith("training.")
                      || p.path().startsWith("model.init.")
                      || p.path().equals("model.token-clip"))
          .map(Parameter::column)
          .collect(Collectors.toUnmodifiableSet());

  private Columns() {}

  /** Whether its numbers are names: nothing lies between two of them. */
  static boolean isSeed(String column) {
    return column.equals(SEED) || column.endsWith("_seed");
  }

  /** In the order of the table. */
  static List<String> inOrder(Collection<String> columns) {
    Set<String> ordered = new LinkedHashSet<>(Parameters.columns());
    ordered.retainAll(columns);
    ordered.addAll(columns);
    return List.copyOf(ordered);
  }

  /** Of columns in order, those first that a short label can best do without. */
  static List<String> leastTellingFirst(Collection<String> columns) {
    List<String> sorted = new ArrayList<>(columns);
    Collections.reverse(sorted);
    sorted.sort(Comparator.comparing(column -> !MEANS.contains(column)));
    return sorted;
  }
}
