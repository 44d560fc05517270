package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialRecord.Alignment;

/** How near those that learnt come to gradient descent. */
final class AgreementFindings {
  private AgreementFindings() {}

  static List<String> of(Summary summary) {
    List<String> sentences = new ArrayList<>();
    LearnerKind learner = SummaryTable.mainLearner(summary);
    losses(summary, learner).ifPresent(sentences::add);
    sensitivities(summary, learner).ifPresent(sentences::add);
    range(summary, SettingSummary::interpolatedRatio)
        .map(
            r ->
                "Interpolated half-way to the learner in weight space, the model's loss is "
                    + r
                    + " times its own (median by setting).")
        .ifPresent(sentences::add);
    for (Shift shift : Shift.values()) {
      outOfDistribution(summary, shift, learner).ifPresent(sentences::add);
    }
    return sentences;
  }

  private static Optional<String> losses(Summary summary, LearnerKind learner) {
    Optional<String> ratio = range(summary, s -> s.ratioTo(learner));
    double worst =
        summary.settings().stream()
            .flatMap(s -> s.ratioTo(learner).stream())
            .mapToDouble(Quartiles::max)
            .max()
            .orElse(Double.NaN);
    return ratio.map(
        r ->
            "%s end at %s times the loss of %s (median by setting; worst %s)%s."
                .formatted(
                    Phrases.capital(summary.told()),
                    r,
                    learner.label(),
                    Numbers.ratio(worst),
                    closedForm(summary)));
  }

  private static String closedForm(Summary summary) {
    return range(summary, s -> s.ratioTo(LearnerKind.GD_CLOSED_FORM))
        .map(r -> ", " + r + " times that of the closed form")
        .orElse("");
  }

  private static Optional<String> sensitivities(Summary summary, LearnerKind learner) {
    Optional<String> cosine = fixedRange(summary, s -> s.agreement(learner, Alignment::cosine), 4);
    Optional<String> difference =
        fixedRange(summary, s -> s.agreement(learner, Alignment::modelDifference), 3);
    Optional<String> prediction =
        fixedRange(summary, s -> s.agreement(learner, Alignment::predictionDifference), 4);
    return cosine.map(
        c ->
            "Sensitivities against those of %s: cosine %s, model difference %s; predictions differ by %s."
                .formatted(learner.label(), c, difference.orElse("-"), prediction.orElse("-")));
  }

  private static Optional<String> outOfDistribution(
      Summary summary, Shift shift, LearnerKind learner) {
    DoubleSummaryStatistics ratios = new DoubleSummaryStatistics();
    DoubleSummaryStatistics alphas = new DoubleSummaryStatistics();
    for (SettingSummary setting : summary.settings()) {
      OodCurves curves = OodCurves.of(setting, shift, summary.learners());
      Band reference = curves.others().get(learner.label());
      if (reference != null) {
        for (Band.Point p : curves.transformer().medians()) {
          Quartiles other = reference.at().get(p.x());
          if (other != null) {
            ratios.accept(p.y() / other.median());
            alphas.accept(p.x());
          }
        }
      }
    }
    if (ratios.getCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%s %s to %s their median loss is %s times that of %s."
            .formatted(
                circumstance(shift),
                Numbers.value(alphas.getMin()),
                Numbers.value(alphas.getMax()),
                Phrases.span(Numbers.ratio(ratios.getMin()), Numbers.ratio(ratios.getMax())),
                learner.label()));
  }

  private static String circumstance(Shift shift) {
    return switch (shift) {
      case INPUT_RANGE -> "With the input range times";
      case TEACHER_SCALE -> "With the teacher scale times";
      case OTHER_INPUTS -> "On inputs from other distributions, of norm";
      case OTHER_INPUTS_TEACHER_SCALE ->
          "On inputs from other distributions with the teacher scale times";
      case OTHER_INPUTS_RAW -> "On inputs from other distributions, not normalised, times";
    };
  }

  private static Optional<String> range(
      Summary summary, Function<SettingSummary, Optional<Quartiles>> measure) {
    return range(summary, measure, Numbers::ratio);
  }

  private static Optional<String> fixedRange(
      Summary summary, Function<SettingSummary, Optional<Quartiles>> measure, int decimals) {
    return range(summary, measure, x -> Numbers.fixed(x, decimals));
  }

  /** Medians of the settings, as one number or as lowest to highest. */
  private static Optional<String> range(
      Summary summary,
      Function<SettingSummary, Optional<Quartiles>> measure,
      DoubleFunction<String> text) {
    List<Double> medians =
        summary.settings().stream()
            .map(s -> measure.apply(s).map(Quartiles::median).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    return Quartiles.of(medians).map(q -> Phrases.span(text.apply(q.min()), text.apply(q.max())));
  }
}
