package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.Fate;
import org.iclsweep.measure.Moment;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord.Alignment;

/**
 * The summary as a table of text, one row a setting. A column in which no setting has a value is
 * left out.
 *
 * @param headings of the columns
 * @param rows cells; empty where there is no value
 */
public record SummaryTable(List<Heading> headings, List<List<String>> rows) {

  /**
   * Of a column.
   *
   * @param name short
   * @param meaning in words
   * @param numeric whether it is set flush right
   */
  public record Heading(String name, String meaning, boolean numeric) {

    private Heading in(LossUnit unit) {
      return new Heading(unit.words(name), unit.words(meaning), numeric);
    }
  }

  static final SummaryTable EMPTY = new SummaryTable(List.of(), List.of());

  private record Column(Heading heading, Function<SettingSummary, String> cell) {}

  public SummaryTable {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** What fits a terminal. */
  public static SummaryTable narrow(Summary summary) {
    List<Column> columns = new ArrayList<>(parameters(summary));
    columns.addAll(events(summary));
    columns.addAll(losses(summary));
    columns.addAll(agreement(mainLearner(summary)));
    return of(summary, columns);
  }

  /** All of it. */
  public static SummaryTable wide(Summary summary) {
    LearnerKind learner = mainLearner(summary);
    List<Column> columns = new ArrayList<>(parameters(summary));
    columns.addAll(events(summary));
    columns.add(
        column(
            "q1-q3",
            "quartiles of that step",
            s -> learnt(s).map(q -> span(q.lower(), q.upper(), 0)).orElse("")));
    columns.addAll(losses(summary));
    columns.addAll(ratios(summary));
    LearnerKind.ofSequences().forEach(kind -> columns.add(excess(kind)));
    columns.addAll(agreement(learner));
    columns.add(
        column(
            "pred. diff",
            "median of |f - f of " + learner.label() + "| at the end",
            s -> median(s.agreement(learner, Alignment::predictionDifference), 4)));
    columns.add(
        column(
            "interp. / own",
            "median loss after interpolation with the learner, over the model's own",
            s -> median(s.interpolatedRatio(), 3)));
    columns.addAll(counts());
    return of(summary, columns);
  }

  /**
   * What agreement is told of, where it was measured: GD for one layer, GD++ for more; without
   * them, descent on a perceptron's features, or the first other learner. Where none was, the
   * learner whose loss trials have to come to, if it is one's.
   */
  static LearnerKind mainLearner(Summary summary) {
    Set<LearnerKind> aligned = summary.aligned();
    if (deep(summary) && aligned.contains(LearnerKind.GD_PLUS_PLUS)) {
      return LearnerKind.GD_PLUS_PLUS;
    }
    if (aligned.contains(LearnerKind.GD)) {
      return LearnerKind.GD;
    }
    if (aligned.isEmpty()) {
      return summary.goal().learner().orElse(LearnerKind.GD);
    }
    return aligned.contains(LearnerKind.MLP_GD) ? LearnerKind.MLP_GD : aligned.iterator().next();
  }

  private static boolean deep(Summary summary) {
    return summary.settings().stream().anyMatch(SettingSummary::isDeep);
  }

  private static List<Column> parameters(Summary summary) {
    if (summary.settings().isEmpty()) {
      return List.of();
    }
    return summary.settings().get(0).setting().values().keySet().stream()
        .map(
            name -> {
              boolean numeric =
                  summary.settings().stream()
                      .map(s -> s.setting().values().get(name))
                      .allMatch(value -> value instanceof Number || Setting.IDLE.equals(value));
              return new Column(
                  new Heading(Setting.words(name), "parameter " + name, numeric),
                  s -> Numbers.value(s.setting().values().get(name)));
            })
        .toList();
  }

  private static List<Column> events(Summary summary) {
    return List.of(
        column(
            "learnt",
            "trials that learnt: " + Events.learnt(summary),
            s -> s.shareLearnt().map(Proportion::toString).orElse("")),
        column("95 %", "Clopper-Pearson interval of that share, in percent", s -> interval(s)),
        column(
            "crossed",
            "median step at which those that crossed did: " + Events.crossed(summary),
            s -> step(s.crossings()).map(q -> Numbers.fixed(q.median(), 0)).orElse("")),
        column(
            "step",
            "median step from which those that learnt have learnt",
            s -> learnt(s).map(q -> Numbers.fixed(q.median(), 0)).orElse("")),
        column(
            "lies in",
            "medians of the points of the curve between which that step lies",
            s -> Events.liesIn(s.learnings()).orElse("")));
  }

  private static Optional<Quartiles> learnt(SettingSummary s) {
    return step(s.learnings());
  }

  private static Optional<Quartiles> step(List<Moment> moments) {
    return Quartiles.of(moments.stream().map(Moment::step).toList());
  }

  private static List<Column> losses(Summary summary) {
    List<Column> columns = new ArrayList<>();
    if (summary.shareLearnt().isEmpty()) {
      columns.add(
          column(
              "final loss",
              "median final loss of all that completed; whether they learnt cannot be told",
              s -> s.completedLoss().map(q -> Numbers.loss(q.median())).orElse("")));
    }
    columns.add(
        column(
            "loss",
            "median final loss of " + summary.told(),
            s -> s.loss().map(q -> Numbers.loss(q.median())).orElse("")));
    columns.add(learnerLoss("GD", "gradient descent", LearnerKind.GD));
    columns.add(
        learnerLoss(
            "closed",
            "one step of gradient descent, its learning rate by the closed form",
            LearnerKind.GD_CLOSED_FORM));
    if (deep(summary)) {
      columns.add(learnerLoss("GD++", "GD++", LearnerKind.GD_PLUS_PLUS));
    }
    LearnerKind main = mainLearner(summary);
    boolean isOther = main != LearnerKind.GD && main != LearnerKind.GD_PLUS_PLUS;
    if (isOther && !main.learner().isOfSequences()) {
      columns.add(learnerLoss(main.label(), main.label(), main));
    }
    LearnerKind.ofSequences()
        .forEach(kind -> columns.add(learnerLoss(kind.label(), kind.label(), kind)));
    return columns;
  }

  private static Column learnerLoss(String name, String words, LearnerKind kind) {
    return column(
        name,
        "loss of " + words + " on the same tasks",
        s -> s.against(kind).map(l -> Numbers.loss(l.loss())).orElse(""));
  }

  private static List<Column> ratios(Summary summary) {
    LearnerKind main = mainLearner(summary);
    boolean descent = main.isGradientDescent();
    LearnerKind learner = descent ? LearnerKind.GD : main;
    String name = descent ? "GD" : main.label();
    String over =
        " of the final loss over that of "
            + (descent ? "gradient descent" : name)
            + ", of "
            + summary.told();
    return List.of(
        column("/ " + name, "median" + over, s -> median(s.ratioTo(learner), 3)),
        column(
            "worst / " + name,
            "worst" + over,
            s -> s.ratioTo(learner).map(q -> Numbers.ratio(q.max())).orElse("")),
        column(
            "/ closed",
            "median of the final loss over that of the closed form, of " + summary.told(),
            s -> median(s.ratioTo(LearnerKind.GD_CLOSED_FORM), 3)));
  }

  /** Both err on the same sequences, so that the error is that of the difference. */
  private static Column excess(LearnerKind kind) {
    return column(
        "- " + kind.label(),
        "final loss less that of "
            + kind.label()
            + " on the same sequences, with the standard error of that difference, of the trial of"
            + " median loss",
        s ->
            s.typical()
                .flatMap(run -> run.excessOver(kind))
                .map(e -> Numbers.loss(e.excessLoss(), e.excessLossStandardError()))
                .orElse(""));
  }

  private static List<Column> agreement(LearnerKind learner) {
    return List.of(
        column(
            "cos",
            "median cosine of the sensitivities of model and " + learner.label() + " at the end",
            s -> median(s.agreement(learner, Alignment::cosine), 4)),
        column(
            "diff",
            "median norm of the difference of those sensitivities at the end",
            s -> median(s.agreement(learner, Alignment::modelDifference), 3)));
  }

  private static List<Column> counts() {
    return List.of(
        column(
            "relapsed",
            "trials that learnt, and whose loss was above the middle later",
            s -> count(s.count(Fate.RELAPSED))),
        column(
            "between",
            "trials that crossed, and had not learnt by the end",
            s -> count(s.count(Fate.BETWEEN))),
        column("late", "trials that did neither", s -> count(s.count(Fate.LATE))),
        column("late loss", "final losses of the late seeds", s -> range(lateLosses(s))),
        column("diverged", "trials that diverged", s -> count(s.count(Outcome.DIVERGED))),
        column("failed", "trials that an exception ended", s -> count(s.count(Outcome.FAILED))),
        column(
            "timed out",
            "trials that took longer than they were allowed",
            s -> count(s.count(Outcome.TIMED_OUT))),
        column(
            "no memory",
            "trials for which there was not enough memory; run the study again where there is more",
            s -> count(s.count(Outcome.NO_MEMORY))));
  }

  private static List<Double> lateLosses(SettingSummary s) {
    return s.late().stream().map(LateSeed::loss).filter(Objects::nonNull).toList();
  }

  private static String range(List<Double> losses) {
    return Quartiles.of(losses).map(q -> span(q.min(), q.max(), 3)).orElse("");
  }

  private static String interval(SettingSummary s) {
    return s.shareLearnt().map(Phrases::interval).orElse("");
  }

  private static String span(double low, double high, int decimals) {
    return Phrases.span(Numbers.fixed(low, decimals), Numbers.fixed(high, decimals), "-");
  }

  private static String median(Optional<Quartiles> quartiles, int decimals) {
    return quartiles.map(q -> Numbers.fixed(q.median(), decimals)).orElse("");
  }

  private static String count(int n) {
    return n == 0 ? "" : "" + n;
  }

  private static Column column(String name, String meaning, Function<SettingSummary, String> cell) {
    return new Column(new Heading(name, meaning, true), cell);
  }

  private static SummaryTable of(Summary summary, List<Column> columns) {
    List<List<String>> byColumn = new ArrayList<>();
    List<Heading> headings = new ArrayList<>();
    for (Column column : columns) {
      List<String> cells = summary.settings().stream().map(column.cell).toList();
      if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
        headings.add(column.heading.in(summary.unit()));
        byColumn.add(cells);
      }
    }
    List<List<String>> rows =
        IntStream.range(0, summary.settings().size())
            .mapToObj(r -> byColumn.stream().map(cells -> cells.get(r)).toList())
            .toList();
    return new SummaryTable(headings, rows);
  }
}
