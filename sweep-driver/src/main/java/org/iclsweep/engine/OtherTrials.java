package org.iclsweep.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.iclsweep.lanes.Numerics;
import org.iclsweep.results.RowHeads.Described;
import org.iclsweep.results.Storage;
import org.iclsweep.results.TrialFile;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Values;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Expansion;

/**
 * Why a study's results directory has trials, and none of them is of the study.
 *
 * @param rows of trained models there
 * @param reasons what they are there and what they are to be, a line for each parameter
 */
public record OtherTrials(long rows, List<Reason> reasons) {

  /** Rows that are looked at. */
  private static final long MOST_ROWS = 50_000;

  private static final String NONE = "absent";

  public OtherTrials {
    reasons = List.copyOf(reasons);
  }

  /**
   * Something that no trial there has as the study asks for it.
   *
   * @param what a parameter's path, or {@code numerics}
   * @param there its values in the table, in words
   * @param asked its values in the study
   */
  public record Reason(String what, String there, String asked) {}

  /**
   * Looks for what tells the trials of a table from those of a study; empty where some are the
   * same, or there are none, or very many.
   */
  public static Optional<OtherTrials> of(Study study, Storage storage, String directory) {
    TrialTable table = TrialTable.at(storage, directory);
    return table.settled(() -> of(study, table, table.contents()));
  }

  private static Optional<OtherTrials> of(Study study, TrialTable table, List<TrialFile> files) {
    long all = files.stream().mapToLong(TrialFile::rows).sum();
    if (all == 0 || all > MOST_ROWS) {
      return Optional.empty();
    }
    Found found = new Found();
    table.heads(files).forEachDescribed((file, row) -> found.add(row));
    List<Reason> reasons = found.reasons(study);
    return found.rows == 0 || reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new OtherTrials(found.rows, reasons));
  }

  /** What rows have of every parameter. */
  private static final class Found {
    private final Map<Parameter<?>, Set<Object>> values = new LinkedHashMap<>();
    private final Set<Integer> numerics = new TreeSet<>();
    private long rows;

    void add(Described row) {
      if (!row.kind().equals(TrialRow.TRANSFORMER)) {
        return;
      }
      rows++;
      numerics.add(row.provenance().numericsVersion());
      TransformerTrial.ofRow(row.parameters()).map(TransformerTrial::values).ifPresent(this::add);
    }

    private void add(Values of) {
      for (Parameter<?> each : Parameters.all()) {
        values
            .computeIfAbsent(each, any -> new LinkedHashSet<>())
            .add(of.byPath().getOrDefault(each.path(), NONE));
      }
    }

    /** What no row has as any trial of the study does. */
    List<Reason> reasons(Study study) {
      List<Reason> reasons = new ArrayList<>();
      if (!numerics.contains(Numerics.VERSION)) {
        String there = String.join(" or ", numerics.stream().map(String::valueOf).toList());
        reasons.add(new Reason("numerics", there, Integer.toString(Numerics.VERSION)));
      }
      values.forEach(
          (parameter, there) -> {
            Set<Object> asked = asked(study, parameter);
            if (there.stream().noneMatch(asked::contains)) {
              reasons.add(
                  new Reason(parameter.path(), words(parameter, there), words(parameter, asked)));
            }
          });
      return reasons;
    }

    private static Set<Object> asked(Study study, Parameter<?> parameter) {
      Set<Object> asked = new LinkedHashSet<>();
      study
          .plan()
          .distinct(parameter::equals)
          .map(trial -> trial.values().byPath().getOrDefault(parameter.path(), NONE))
          .forEach(asked::add);
      return asked;
    }

    /** Numbers by size, all else by their texts. */
    private static int compared(Parameter<?> parameter, Object a, Object b) {
      return a instanceof Number one && b instanceof Number other
          ? Double.compare(one.doubleValue(), other.doubleValue())
          : parameter.text(a).compareTo(parameter.text(b));
    }

    private static String words(Parameter<?> parameter, Set<Object> values) {
      List<Object> some =
          values.stream()
              .filter(each -> !each.equals(NONE))
              .sorted((a, b) -> compared(parameter, a, b))
              .toList();
      return some.isEmpty() ? NONE : Expansion.shown(parameter, Stream.of(some));
    }
  }
}
