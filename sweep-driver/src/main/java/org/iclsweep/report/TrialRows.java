package org.iclsweep.report;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.analysis.Events;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Setting;
import org.iclsweep.analysis.Summary;
import org.iclsweep.measure.Fate;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.LossUnit;

/**
 * The rows of the trials that a page has marks of, for its script: what the study varies, what
 * became of it, and what to type that trains it again.
 *
 * @param columns that the study varies
 * @param runs the trials, in the order in which they are drawn first
 */
record TrialRows(List<String> columns, List<Run> runs) {
  /** By which a mark names its trial. */
  static final String ATTRIBUTE = "data-trial";

  /** Digits of an identity that a page tells trials apart by. */
  private static final int KEY = 10;

  /** Rows of a page; marks of further trials have none. */
  private static final int MOST = 1500;

  /** What is in no command, so that it is one word in quotes for any shell. */
  private static final String UNSAFE = "(?s).*['\\\\!\\p{Cntrl}].*";

  /** What is told of a trial besides what the study varies. */
  private static final Map<String, Function<Run, String>> TOLD = new LinkedHashMap<>();

  static {
    TOLD.put("identity", Run::id);
    TOLD.put("outcome", run -> run.record().outcome().label());
    TOLD.put("fate", run -> run.fate().map(Fate::label).orElse(""));
    TOLD.put("learnt in", run -> run.learnt() ? Events.liesIn(run.events().learnt()) : "");
    TOLD.put(
        "final loss",
        run -> run.record().finalLoss() == null ? "" : Numbers.loss(run.record().finalLoss()));
  }

  /** Of all that figures have marks of. */
  static TrialRows of(Summary summary, List<Figure> figures) {
    Map<String, Run> known = new LinkedHashMap<>();
    summary.runs().forEach(run -> known.putIfAbsent(run.id(), run));
    Set<String> columns = new LinkedHashSet<>();
    known.values().forEach(run -> columns.addAll(run.parameters().keySet()));
    columns.removeAll(summary.constants().keySet());
    List<Run> drawn =
        figures.stream()
            .flatMap(TrialRows::ids)
            .distinct()
            .filter(known::containsKey)
            .limit(MOST)
            .map(known::get)
            .toList();
    return new TrialRows(List.copyOf(columns), drawn);
  }

  private static Stream<String> ids(Figure figure) {
    return figure.sheet().panels().stream()
        .flatMap(panel -> panel.marks().stream())
        .flatMap(mark -> mark instanceof Mark.Plot plot ? plot.marks().stream() : Stream.of(mark))
        .flatMap(mark -> mark instanceof Mark.OfTrial of ? Stream.of(of.id()) : Stream.empty());
  }

  /** What marks call a trial. */
  static String key(String id) {
    return id.substring(0, Math.min(KEY, id.length()));
  }

  /**
   * As JSON that may stand in a page: {@code names} of what is told of each trial, and {@code rows}
   * by key. A row has a value for each name, and behind them what its command has of its own
   * between {@code before} and {@code after}; a trial that no study writes has none.
   */
  String json() {
    Map<String, SortedMap<String, String>> written = written();
    SortedMap<String, String> shared = shared(written.values());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Run run : runs) {
      List<String> row = told(run);
      if (written.containsKey(run.id())) {
        row.add(text(without(written.get(run.id()), shared)));
      }
      rows.put(key(run.id()), row);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("names", names());
    all.put("rows", rows);
    all.put("before", "echo 'study = again");
    all.put("after", text(shared) + "' > again.conf && ./icl-sweep run again.conf");
    String json = ConfigValueFactory.fromMap(all).render(ConfigRenderOptions.concise());
    return json.replace("<", "\\u003c");
  }

  private List<String> names() {
    LossUnit unit = runs.stream().findFirst().map(Run::unit).orElse(LossUnit.HALF_SQUARED_ERROR);
    Stream<String> told = TOLD.keySet().stream().map(unit::words);
    return Stream.concat(columns.stream().map(Setting::words), told).toList();
  }

  /** Empty where there is nothing to tell. */
  private List<String> told(Run run) {
    List<String> told = new ArrayList<>();
    for (String column : columns) {
      Object value = run.parameters().get(column);
      told.add(value == null ? "" : Numbers.value(value));
    }
    TOLD.values().forEach(each -> told.add(each.apply(run)));
    return told;
  }

  private Map<String, SortedMap<String, String>> written() {
    Map<String, SortedMap<String, String>> written = new LinkedHashMap<>();
    for (Run run : runs) {
      TransformerTrial.written(run.id(), run.parameters())
          .filter(texts -> texts.values().stream().noneMatch(text -> text.matches(UNSAFE)))
          .ifPresent(texts -> written.put(run.id(), texts));
    }
    return written;
  }

  /** What all of them have. */
  private static SortedMap<String, String> shared(Collection<SortedMap<String, String>> all) {
    SortedMap<String, String> shared = new TreeMap<>();
    all.stream().findFirst().ifPresent(shared::putAll);
    all.forEach(each -> shared.entrySet().retainAll(each.entrySet()));
    return shared;
  }

  private static SortedMap<String, String> without(
      SortedMap<String, String> texts, SortedMap<String, String> shared) {
    SortedMap<String, String> own = new TreeMap<>(texts);
    own.keySet().removeAll(shared.keySet());
    return own;
  }

  /** As it goes on behind something else on a line of a study file. */
  private static String text(SortedMap<String, String> texts) {
    return texts.entrySet().stream()
        .map(each -> ", " + each.getKey() + " = " + each.getValue())
        .collect(Collectors.joining());
  }
}
