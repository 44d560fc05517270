package org.iclsweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.OodCurves;
import org.iclsweep.analysis.Quartiles;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.task.Shift;

/** Losses on tasks whose inputs or teachers are scaled by α. */
final class OodFigure {
  private static final String TITLE = "Out of distribution";
  private static final double PLOT = 130;
  private static final Grid.Frame FRAME = new Grid.Frame(40, PLOT, 14, PLOT + 64);
  private static final double LABELS = 118;

  /** A learner all of whose losses are this much below the others' would flatten the chart. */
  private static final double FAR = 30;

  private static final Map<String, String> STYLES = styles();

  private OodFigure() {}

  static Figure of(Summary summary) {
    List<SettingSummary> drawn = Grid.drawn(summary);
    List<Shift> shifts = new ArrayList<>();
    for (Shift shift : Shift.values()) {
      boolean any = drawn.stream().anyMatch(s -> !curves(summary, s, shift).isEmpty());
      if (any) {
        shifts.add(shift);
      }
    }
    if (shifts.isEmpty()) {
      boolean measured = SettingSummary.runs(drawn).anyMatch(r -> !r.record().ood().isEmpty());
      return Figure.missing(
          TITLE,
          measured
              ? "Losses on shifted tasks are shown of " + summary.told() + "; there is none."
              : "No losses on shifted tasks were measured.");
    }
    double between = drawn.size() == 1 ? LABELS : 0;
    Grid.Rows rows = new Grid.Rows(drawn.size(), shifts.size(), FRAME, LABELS, between);
    Sheet sheet = rows.sheet();
    Set<String> far = new LinkedHashSet<>();
    for (int m = 0; m < shifts.size(); m++) {
      List<OodCurves> curves = new ArrayList<>();
      for (SettingSummary s : drawn) {
        curves.add(curves(summary, s, shifts.get(m)));
      }
      Range range = Range.of(curves);
      far.addAll(range.far);
      for (int i = 0; i < drawn.size(); i++) {
        Panel panel = rows.panel(sheet, i, m, range.x(), range.y());
        String heading = m == 0 ? drawn.get(i).setting().label() : "";
        Panel plot = panel.plot(axis(shifts.get(m)), "loss", heading, "");
        draw(plot, curves.get(i), range, rows.hasLabels(i, m));
      }
    }
    boolean theory = drawn.stream().anyMatch(s -> s.theory().isPresent());
    boolean other = shifts.stream().anyMatch(shift -> !isTrainedAtOne(shift));
    return new Figure(TITLE, sheet, caption(summary, theory, other, far));
  }

  private static void draw(Panel panel, OodCurves curves, Range range, boolean labelled) {
    if (isTrainedAtOne(curves.shift()) && range.holdsOne()) {
      panel.vertical(1, "trained");
    }
    panel.band(curves.transformer(), Palette.LEARNT);
    Map<String, List<Point>> lines = lines(curves);
    lines.keySet().removeAll(range.far);
    lines.forEach(
        (name, points) -> {
          String[] style = STYLES.get(name).split(" ", 2);
          panel.line(name, points, style[1], style[0]);
          if (labelled) {
            panel.label(points, shown(name), style[0]);
          }
        });
  }

  private static String axis(Shift shift) {
    return switch (shift) {
      case INPUT_RANGE -> "α, times the input range";
      case TEACHER_SCALE -> "α, times the teacher scale";
      case OTHER_INPUTS -> "α, norm of other inputs";
      case OTHER_INPUTS_TEACHER_SCALE -> "α, times the teacher, other inputs";
      case OTHER_INPUTS_RAW -> "α, times other inputs";
    };
  }

  /** Whether α = 1 is what models were trained on. */
  private static boolean isTrainedAtOne(Shift shift) {
    return shift == Shift.INPUT_RANGE || shift == Shift.TEACHER_SCALE;
  }

  private static Map<String, List<Point>> lines(OodCurves curves) {
    Map<String, List<Point>> lines = new LinkedHashMap<>();
    lines.put("transformer", curves.transformer().medians());
    curves.others().forEach((name, band) -> lines.put(name, band.medians()));
    lines.remove(LearnerKind.GD_CLOSED_FORM.label());
    lines.put("theory", curves.theory());
    return lines;
  }

  /** As other figures name it, and as {@link Glossary} explains it. */
  private static String shown(String name) {
    return LearnerStyle.all().stream()
        .filter(style -> style.kind().label().equals(name))
        .map(LearnerStyle::name)
        .findFirst()
        .orElse(name);
  }

  private static OodCurves curves(Summary summary, SettingSummary s, Shift shift) {
    return OodCurves.of(s, shift, summary.learners());
  }

  /** What the panels of a row share; predictors in {@code far} are not drawn. */
  private record Range(SortedSet<Double> alphas, double least, double most, Set<String> far) {

    static Range of(List<OodCurves> all) {
      Map<String, List<Double>> losses = new LinkedHashMap<>();
      SortedSet<Double> alphas = new TreeSet<>();
      for (OodCurves curves : all) {
        lines(curves)
            .forEach(
                (name, points) ->
                    points.stream()
                        .filter(p -> Double.isFinite(p.y()) && p.y() > 0)
                        .forEach(
                            p -> {
                              losses.computeIfAbsent(name, n -> new ArrayList<>()).add(p.y());
                              alphas.add(p.x());
                            }));
        curves.transformer().at().values().stream()
            .flatMapToDouble(q -> DoubleStream.of(q.lower(), q.upper()))
            .filter(v -> v > 0)
            .forEach(v -> losses.computeIfAbsent("transformer", n -> new ArrayList<>()).add(v));
      }
      return of(losses, alphas);
    }

    private static Range of(Map<String, List<Double>> losses, SortedSet<Double> alphas) {
      Map<String, Quartiles> ranges = new LinkedHashMap<>();
      losses.forEach((name, values) -> ranges.put(name, Quartiles.of(values).orElseThrow()));
      double top = ranges.values().stream().mapToDouble(Quartiles::min).max().orElse(1);
      Set<String> far =
          ranges.entrySet().stream()
              .filter(e -> e.getValue().max() < top / FAR)
              .map(Map.Entry::getKey)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      ranges.keySet().removeAll(far);
      return new Range(
          alphas,
          ranges.values().stream().mapToDouble(Quartiles::min).min().orElse(0.1),
          ranges.values().stream().mapToDouble(Quartiles::max).max().orElse(1),
          far);
    }

    boolean holdsOne() {
      return !alphas.isEmpty() && alphas.first() <= 1 && alphas.last() >= 1;
    }

    Scale x() {
      return Scale.ofSwept(alphas);
    }

    Scale y() {
      return Scale.log(least / 1.15, most * 1.15);
    }
  }

  private static Map<String, String> styles() {
    Map<String, String> styles = new LinkedHashMap<>();
    styles.put("transformer", Palette.LEARNT + " under");
    for (LearnerKind kind : LearnerKind.values()) {
      styles.put(
          kind.label(), LearnerStyle.of(kind).colour() + " " + LearnerStyle.of(kind).lines("ood"));
    }
    styles.put("interpolated", Palette.SKY + " ood mixed");
    styles.put("theory", Palette.GREEN + " closed");
    return styles;
  }

  private static String caption(Summary summary, boolean theory, boolean other, Set<String> far) {
    String below =
        far.isEmpty()
            ? ""
            : " Far below the chart, and not drawn: "
                + far.stream().map(OodFigure::shown).collect(Collectors.joining(", "))
                + ".";
    String line =
        theory
            ? " Theory: one step of gradient descent in closed form, its learning rate that of α = 1."
            : "";
    String others =
        other
            ? " Other inputs: of each task exponential, normal or Laplace; divided by the Frobenius norm"
                + " of the context's, except where α multiplies them as they are."
            : "";
    return "Loss over α, which multiplies the range of the inputs or the scale of the teacher; α = 1"
        + " is what was trained on."
        + others
        + " Transformer: median and quartiles over the seeds, of "
        + summary.told()
        + "."
        + line
        + " Logarithmic."
        + below
        + Grid.leftOut(summary);
  }
}
