package org.iclsweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.report.CourseFigure.Axes;
import org.iclsweep.report.CourseFigure.Course;
import org.iclsweep.report.CourseFigure.Reach;
import org.iclsweep.trial.AttentionLags.AttentionLag;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes.ProbePoint;

/** What layers hold of a sequence, and how far back the first one looks. */
final class LayerFigures {

  /** So many positions and more are an axis; fewer are lines over the layers. */
  private static final int AXIS = 3;

  private LayerFigures() {}

  /** Errors of probes on sequences that are held out, at the last step. */
  static Figure probes(Summary summary) {
    return CourseFigure.of(
        "What layers hold of a sequence",
        summary,
        LayerFigures::probes,
        "Error, half the squared one, of linear probes of the stream on sequences that they were not"
            + " fitted to, at the last step: of the next observation (target), of the input as ridge"
            + " regression on those before weighs it (preconditioned), and, at the last position, of"
            + " observations and of features of them that lie back; control: the next observation from"
            + " the preconditioned input. Input is what enters the first layer. Mean over the seeds"
            + " with a band of one standard deviation to either side.");
  }

  private static List<Course> probes(Run run) {
    List<ProbePoint> all = run.record().measured(Measures.PROBES);
    int last = all.stream().mapToInt(ProbePoint::step).max().orElse(0);
    List<ProbePoint> points =
        all.stream()
            .filter(each -> each.step() == last)
            .sorted(
                Comparator.comparing(ProbePoint::kind)
                    .thenComparing(
                        ProbePoint::layer, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList();
    int end = points.stream().mapToInt(ProbePoint::position).max().orElse(0);
    boolean overPositions = points.stream().map(ProbePoint::position).distinct().count() >= AXIS;
    List<Course> courses = new ArrayList<>();
    for (ProbePoint each : points) {
      if (each.lag() == null) {
        courses.add(overPositions ? overPositions(each) : overLayers(each));
      } else if (each.position() == end) {
        Axes axes = new Axes("lag", error(each.kind()), Reach.ERRORS);
        courses.add(new Course(axes, line(each), each.lag(), each.errorHeldOut()));
      }
    }
    // a control has no place among layers
    courses.removeIf(each -> Double.isNaN(each.x()));
    return courses;
  }

  private static Course overPositions(ProbePoint each) {
    Axes axes = new Axes("position", error(each.kind()), Reach.ERRORS);
    return new Course(axes, line(each), each.position(), each.errorHeldOut());
  }

  private static Course overLayers(ProbePoint each) {
    Axes axes = new Axes("layers", error(each.kind()), Reach.ERRORS);
    double layers = each.layer() == null ? Double.NaN : each.layer();
    return new Course(axes, "position " + each.position(), layers, each.errorHeldOut());
  }

  private static String error(ProbeKind kind) {
    return "error of " + (kind == ProbeKind.CONTROL ? ProbeKind.TARGET : kind).label();
  }

  private static String line(ProbePoint each) {
    return each.layer() == null
        ? ProbeKind.CONTROL.label()
        : each.layer() == 0 ? "input" : "layer " + each.layer();
  }

  /** Shares of looks at the last step. */
  static Figure looks(Summary summary) {
    return CourseFigure.of(
        "How far back the first layer looks",
        summary,
        LayerFigures::looks,
        "Share that a head of the first layer gives to the token that lies so far back, mean over"
            + " sequences and positions, at the last step. Mean over the seeds with a band of one"
            + " standard deviation to either side, heads of a seed in the order of what they give to"
            + " the token itself and the one before it.");
  }

  private static List<Course> looks(Run run) {
    List<AttentionLag> all = run.record().measured(Measures.ATTENTION_LAGS);
    int last = all.stream().mapToInt(AttentionLag::step).max().orElse(0);
    List<AttentionLag> points = all.stream().filter(each -> each.step() == last).toList();
    List<Integer> heads = nearestFirst(points);
    Axes axes = new Axes("lag", "share of looks", Reach.SHARES);
    return heads.stream()
        .flatMap(head -> points.stream().filter(each -> each.head() == head))
        .map(each -> new Course(axes, rank(heads.indexOf(each.head())), each.lag(), each.share()))
        .toList();
  }

  private static String rank(int before) {
    return before == 0 ? "nearest head" : "head " + (before + 1);
  }

  /** Heads by what they give to a token itself and to the one before it. */
  private static List<Integer> nearestFirst(List<AttentionLag> points) {
    Map<Integer, Double> near = new TreeMap<>();
    points.forEach(
        each -> near.merge(each.head(), each.lag() <= 1 ? each.share() : 0, Double::sum));
    return near.keySet().stream()
        .sorted(Comparator.comparing(near::get, Comparator.reverseOrder()))
        .toList();
  }

  /** Sensitivities over the steps, at the last position. */
  static Figure sensitivities(Summary summary) {
    return CourseFigure.of(
        "On which observations the first layer depends",
        summary,
        LayerFigures::sensitivities,
        "Mean over sequences and channels of the norm of a channel's derivative behind the first"
            + " layer, at the last position that was measured, by the observation that lies so far"
            + " back. Mean over the seeds with a band of one standard deviation to either side.");
  }

  private static List<Course> sensitivities(Run run) {
    List<SensitivityAtLag> all = run.record().measured(Measures.LAG_SENSITIVITIES);
    int end = all.stream().mapToInt(SensitivityAtLag::position).max().orElse(0);
    Axes axes = new Axes("step", "sensitivity", Reach.FROM_ZERO);
    return all.stream()
        .filter(each -> each.position() == end)
        .map(
            each ->
                new Course(
                    axes,
                    each.lag() == null ? "further" : "lag " + each.lag(),
                    each.step(),
                    each.sensitivity()))
        .toList();
  }
}
