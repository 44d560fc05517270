package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iclsweep.analysis.SideBySide.Match;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryResult.Column;
import org.iclsweep.results.ResultException;
import org.iclsweep.statistics.Interval;
import org.iclsweep.statistics.LossRatio;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;

/** What is told of sides that are held against the first of them. */
public final class ComparedSides {

  private static final int NAMED = 3;

  private final List<SideBySide> all;
  private final double level;
  private final Map<Double, Double> holm;

  /**
   * @param sides two or more
   * @param level below which an adjusted p is a difference
   */
  public ComparedSides(List<Side> sides, double level) {
    this.all =
        sides.subList(1, sides.size()).stream()
            .map(side -> SideBySide.of(sides.get(0), side))
            .toList();
    this.level = level;
    this.holm = SideBySide.holm(all);
  }

  /** In what they differ, and which trials they share: what is told, by what it is of. */
  public List<Map.Entry<String, String>> facts() {
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    for (SideBySide two : all) {
      facts.add(Map.entry("comparing", two.b().label() + " against " + two.a().label()));
      for (String column : two.differing()) {
        String values =
            SideBySide.values(two.b(), column) + " against " + SideBySide.values(two.a(), column);
        facts.add(Map.entry("  " + path(column), values));
      }
      if (two.differing().isEmpty()) {
        facts.add(Map.entry("  parameters", "the same"));
      }
      facts.add(Map.entry("  seeds", seeds(two)));
      facts.add(Map.entry("  same trials", same(two.same())));
    }
    return facts;
  }

  private static String path(String column) {
    return Parameters.ofColumn(column).map(Parameter::path).orElse(column);
  }

  private static String seeds(SideBySide two) {
    return "%d and %d, of which %d are shared"
        .formatted(two.seeds(two.b()).size(), two.seeds(two.a()).size(), two.sharedSeeds());
  }

  private static String same(SideBySide.Same same) {
    if (same.trials() == 0) {
      return "none by identity";
    }
    String trials = Phrases.plural(same.trials(), "trial") + " by identity, ";
    int others = same.others().size();
    return others == 0
        ? trials + "all with the same loss to the bit"
        : trials + others + " of which came out otherwise: " + ids(same.others());
  }

  private static String ids(List<String> ids) {
    String named = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
    return ids.size() > NAMED ? named + " and " + (ids.size() - NAMED) + " more" : named;
  }

  /** What makes numbers mean less than they seem to. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (SideBySide two : all) {
      List<String> apart = two.apart().stream().map(ComparedSides::path).toList();
      List<String> tasks = apart.stream().filter(path -> path.startsWith("task.")).toList();
      if (!tasks.isEmpty()) {
        notes.add(
            "their tasks are others (%s), so a ratio of losses is not one of models alone"
                .formatted(String.join(", ", tasks)));
      }
      boolean isEvaluated =
          apart.contains("measure.eval-tasks") || apart.contains("measure.eval-seed");
      if (isEvaluated) {
        notes.add("losses are on other evaluation tasks, which differ by their standard errors");
      }
      if (two.matches().stream().anyMatch(match -> !match.isPaired())) {
        notes.add(
            "where no seed is shared, Fisher's, log-rank and rank-sum tests take the place of those"
                + " seed by seed");
      }
    }
    return notes.stream().distinct().toList();
  }

  /**
   * Makes sure that something is compared.
   *
   * @throws ResultException if not, with why
   */
  public void requireAny() {
    for (SideBySide two : all) {
      if (two.matches().isEmpty()) {
        throw new ResultException(
            "%s and %s have no setting in common: of %s both have some values, but in no trials together"
                .formatted(
                    two.a().label(),
                    two.b().label(),
                    String.join(", ", two.differing().stream().map(ComparedSides::path).toList())));
      }
      if (two.matches().stream()
          .allMatch(match -> match.seeds().isEmpty() && match.losses().isEmpty())) {
        throw new ResultException(
            "nothing to compare between %s and %s: no trial of one of them completed"
                .formatted(two.a().label(), two.b().label()));
      }
    }
  }

  /** What is compared, in order. */
  public List<Match> matches() {
    return all.stream().flatMap(two -> two.matches().stream()).toList();
  }

  /** A row for each two settings. */
  public QueryResult rows() {
    List<Column> columns =
        Stream.of(
                "setting:string",
                "a:string",
                "b:string",
                "learnt_a:string",
                "learnt_b:string",
                "points:double",
                "share_p:double",
                "step_p:double",
                "loss_ratio:double",
                "low:double",
                "high:double",
                "loss_p:double",
                "differs:string")
            .map(each -> each.split(":"))
            .map(each -> new Column(each[0], each[1]))
            .toList();
    List<List<Object>> rows =
        all.stream().flatMap(two -> two.matches().stream()).map(this::row).toList();
    return new QueryResult(columns, rows);
  }

  private List<Object> row(Match match) {
    List<Object> row = new ArrayList<>();
    row.add(match.where().isEmpty() ? "all" : match.where());
    row.addAll(match.labels());
    row.addAll(
        match
            .seeds()
            .map(
                seeds ->
                    Arrays.<Object>asList(
                        seeds.a().learnt().toString(),
                        seeds.b().learnt().toString(),
                        100 * seeds.difference().value(),
                        holm.get(seeds.shareP()),
                        seeds.timeP().isPresent() ? holm.get(seeds.timeP().getAsDouble()) : null))
            .orElse(Arrays.asList(null, null, null, null, null)));
    row.addAll(
        match
            .losses()
            .map(
                losses ->
                    Arrays.<Object>asList(
                        losses.ratio().value(),
                        known(losses.ratio().low()),
                        known(losses.ratio().high()),
                        holm.get(losses.p())))
            .orElse(Arrays.asList(null, null, null, null)));
    row.add(String.join(" and ", differing(match)));
    return row;
  }

  private static Object known(double end) {
    return Double.isNaN(end) ? null : end;
  }

  private List<String> differing(Match match) {
    List<String> differing = new ArrayList<>();
    match
        .seeds()
        .filter(each -> holm.get(each.shareP()) < level)
        .ifPresent(s -> differing.add("share"));
    match.losses().filter(each -> holm.get(each.p()) < level).ifPresent(l -> differing.add("loss"));
    return differing;
  }

  /** What differs, a line each. */
  public List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (SideBySide two : all) {
      for (Match match : two.matches()) {
        differing(match).forEach(what -> lines.add(line(match, what)));
      }
      List<String> others = two.same().others();
      if (!others.isEmpty()) {
        lines.add(
            "%s of the same identity came out otherwise, which none may: %s"
                .formatted(Phrases.plural(others.size(), "trial"), ids(others)));
      }
    }
    return lines;
  }

  private String line(Match match, String what) {
    String where = match.where().isEmpty() ? "" : ", " + match.where();
    String text =
        what.equals("share")
            ? match.seeds().map(this::text).orElseThrow()
            : match.losses().map(this::text).orElseThrow();
    return "%s against %s%s: %s"
        .formatted(match.labels().get(1), match.labels().get(0), where, text);
  }

  private String p(double p) {
    return (Numbers.p(p) + ", " + Numbers.p(holm.get(p)) + " after Holm").replace('\u00a0', ' ');
  }

  /** Each comparison in a sentence, by where it is, and what a difference is. */
  public Map<String, String> sentences() {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (SideBySide two : all) {
      for (Match match : two.matches()) {
        String where = match.where().isEmpty() ? "" : ", " + match.where();
        List<String> parts = new ArrayList<>();
        match.seeds().ifPresent(seeds -> parts.add(text(seeds)));
        match.losses().ifPresent(losses -> parts.add(text(losses)));
        sentences.put(
            match.labels().get(1) + " against " + match.labels().get(0) + where,
            String.join("; ", parts) + ".");
      }
    }
    sentences.put("What a difference is", meaning() + ".");
    return sentences;
  }

  private String text(Comparison seeds) {
    return "%s against %s learnt, %s"
        .formatted(seeds.b().learnt(), seeds.a().learnt(), p(seeds.shareP()));
  }

  private String text(LossRatio losses) {
    Interval ratio = losses.ratio();
    String interval =
        Double.isNaN(ratio.low())
            ? ""
            : " (95 % interval: "
                + Numbers.ratio(ratio.low())
                + " to "
                + Numbers.ratio(ratio.high())
                + ")";
    return "losses are "
        + Numbers.ratio(ratio.value())
        + " times as large"
        + interval
        + ", "
        + p(losses.p());
  }

  /** What a difference is. */
  public String meaning() {
    int tests = all.stream().mapToInt(SideBySide::tests).sum();
    return ("level %s: a share or a loss differs where its p, after Holm's adjustment of all %d p"
            + " values, is below that; where nothing differs, at most %s of such comparisons"
            + " say that something does")
        .formatted(Numbers.value(level), tests, Numbers.percent(level) + " %");
  }
}
