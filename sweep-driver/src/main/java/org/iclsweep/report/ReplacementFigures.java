package org.iclsweep.report;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.report.CourseFigure.Axes;
import org.iclsweep.report.CourseFigure.Course;
import org.iclsweep.report.CourseFigure.Reach;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.Compression.Made;
import org.iclsweep.trial.Measures;

/** What models lose where something else stands in the place of their weights or of a layer. */
final class ReplacementFigures {

  private ReplacementFigures() {}

  /** Losses over training of weights, of their block means, and halfway to the final ones. */
  static Figure compressions(Summary summary) {
    return CourseFigure.of(
        "From the weights to the means of their blocks",
        summary,
        ReplacementFigures::compressions,
        "Loss over training of the model; of one whose weights are the means of its blocks; and of"
            + " one halfway, product by product, from the weights of a step to the block means of the"
            + " final ones. Mean over the seeds with a band of one standard deviation to either"
            + " side.");
  }

  private static List<Course> compressions(Run run) {
    List<CompressedPoint> all = run.record().measured(Measures.COMPRESSED);
    if (all.stream().map(CompressedPoint::step).distinct().count() < 2) {
      return List.of();
    }
    Axes axes = new Axes("step", "loss", Reach.FROM_ZERO);
    Stream<Course> models =
        all.stream()
            .filter(each -> each.network() == Made.COMPRESSED)
            .map(each -> new Course(axes, "model", each.step(), each.loss() / each.ratio()));
    Stream<Course> made =
        all.stream().map(each -> new Course(axes, words(each.network()), each.step(), each.loss()));
    return Stream.concat(models, made).toList();
  }

  private static String words(Made network) {
    return switch (network) {
      case COMPRESSED -> "block means";
      case INTERPOLATED -> "halfway";
    };
  }

  /** Ratios of losses with one layer of attention replaced, by layer. */
  static Figure linearised(Summary summary) {
    return CourseFigure.of(
        "One layer of attention replaced by a linear one",
        summary,
        ReplacementFigures::linearised,
        "Loss of the model with the nearest causal linear layer in the place of one of its own, over"
            + " the loss of the model, on the same sequences, by the layer that is replaced. Mean"
            + " over the seeds with a band of one standard deviation to either side.");
  }

  private static List<Course> linearised(Run run) {
    Axes axes = new Axes("layer", "loss over the model's", Reach.FROM_ZERO);
    return run.record().measured(Measures.LINEARISED).stream()
        .map(each -> new Course(axes, "ratio", each.layer() + 1, each.ratio()))
        .toList();
  }
}
