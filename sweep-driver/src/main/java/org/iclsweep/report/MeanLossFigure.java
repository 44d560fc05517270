package org.iclsweep.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.analysis.MeanBand;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.SettingSummary;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * The logarithm of the loss over the steps, mean and standard deviation over the seeds: of the mean
 * of the evaluation tasks, and of what else tells of a loss.
 */
final class MeanLossFigure {
  private static final String TITLE = "Losses over training, mean over the seeds";

  /**
   * A loss that trials leave at steps.
   *
   * @param words what it is, in full
   */
  private record Course(
      String name, String words, String colour, Function<Run, Stream<Point>> losses) {

    private MeanBand band(SettingSummary s) {
      return MeanBand.of(
          s.runs().stream().flatMap(losses).map(p -> new Point(p.x(), StrictMath.log(p.y()))));
    }
  }

  private static final Course MEAN =
      new Course(
          "mean",
          "the mean over the evaluation tasks",
          Palette.BLUE,
          run -> run.evalCurve().stream());

  /** Where nothing of these was measured, the curves of all seeds tell as much. */
  private static final List<Course> BESIDE =
      List.of(
          new Course(
              "median task",
              "the median over the evaluation tasks",
              Palette.VERMILION,
              MeanLossFigure::medians),
          new Course(
              "population",
              "the expected loss of the point of class S that is nearest to the weights, exactly",
              Palette.GREEN,
              MeanLossFigure::population));

  /** What a panel shows of a course. */
  private record Line(Course course, MeanBand band) {}

  /** What a panel shows. */
  private record Drawn(SettingSummary setting, List<Line> lines) {

    static Drawn of(SettingSummary s) {
      List<Line> lines =
          Stream.concat(Stream.of(MEAN), BESIDE.stream())
              .map(course -> new Line(course, course.band(s)))
              .filter(line -> !line.band.at().isEmpty())
              .toList();
      return new Drawn(s, lines);
    }

    /** Its own: expected losses of one depth can be e^40 times those of another. */
    Scale scale() {
      DoubleSummaryStatistics all = new DoubleSummaryStatistics();
      logarithms().forEach(all::accept);
      return Scale.around(all.getMin(), all.getMax(), 0.04);
    }

    private Stream<Double> logarithms() {
      Stream<Point> bands =
          lines.stream()
              .map(Line::band)
              .flatMap(b -> Stream.concat(b.upper().stream(), b.lower().stream()));
      return Stream.concat(bands.map(Point::y), levels().map(l -> StrictMath.log(l.loss())));
    }

    Stream<FittedLearner> levels() {
      return LossFigure.learners(setting).stream().filter(l -> l.loss() > 0);
    }
  }

  private MeanLossFigure() {}

  static Figure of(Summary summary) {
    List<Drawn> drawn =
        Grid.drawn(summary).stream().map(Drawn::of).filter(d -> !d.lines.isEmpty()).toList();
    if (drawn.stream().allMatch(d -> d.lines.stream().allMatch(l -> l.course == MEAN))) {
      return Figure.missing(TITLE, "No loss was measured beside the mean over tasks.");
    }
    Grid.Tiles tiles = new Grid.Tiles(drawn.size(), 760, 282 + Panel.TITLE_LINE);
    Sheet sheet = tiles.sheet();
    Scale x = Scale.linear(0, Grid.lastStep(drawn.stream().map(Drawn::setting).toList()));
    for (int i = 0; i < drawn.size(); i++) {
      SettingSummary s = drawn.get(i).setting;
      Scale y = drawn.get(i).scale();
      Grid.Place place = tiles.place(i);
      double top = place.top() + 52 + Panel.TITLE_LINE;
      Panel panel = sheet.panel(place.left() + 48, top, tiles.width() - 48 - 112, 186, x, y);
      draw(panel.plot("step", "ln of loss", s.setting().label(), seeds(s)), drawn.get(i));
    }
    return new Figure(TITLE, sheet, caption(drawn) + Grid.leftOut(summary));
  }

  private static void draw(Panel panel, Drawn drawn) {
    drawn
        .levels()
        .forEach(
            l -> {
              LearnerStyle style = LearnerStyle.of(l.kind());
              double level = StrictMath.log(l.loss());
              style.level(panel, level);
              panel.label(level, style.name(), style.colour());
            });
    for (Line line : drawn.lines) {
      Course course = line.course;
      List<Point> means = line.band.means();
      panel.band(line.band, course.colour).line(course.name, means, "curve", course.colour);
      panel.label(means, course.name, course.colour);
    }
  }

  private static Stream<Point> medians(Run run) {
    return run.record().measured(Measures.QUANTILES).stream()
        .filter(q -> q.probability() == 0.5)
        .map(q -> new Point(q.step(), q.loss()));
  }

  private static Stream<Point> population(Run run) {
    return run.record().measured(Measures.POPULATION).stream()
        .filter(p -> p.populationLoss() != null)
        .map(p -> new Point(p.step(), p.populationLoss()));
  }

  private static String seeds(SettingSummary s) {
    return s.runs().size() == 1 ? "1 seed" : s.runs().size() + " seeds";
  }

  private static String caption(List<Drawn> drawn) {
    List<String> words = new ArrayList<>();
    drawn.stream()
        .flatMap(d -> d.lines.stream())
        .map(Line::course)
        .distinct()
        .forEach(course -> words.add(course.name + ": " + course.words));
    return "Natural logarithms of each seed's losses: their mean over the seeds, with a band of one standard"
        + " deviation to either side. "
        + words.stream().map(MeanLossFigure::sentence).collect(Collectors.joining(" "))
        + " Thin lines: mean losses of what trials were held against."
        + (drawn.size() > 1 ? " Each panel has a scale of its own." : "");
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
