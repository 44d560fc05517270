package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.study.sweep.RefinedAxis;

/**
 * What a refinement shows beside its boundary. Its points are where the boundary was looked for,
 * which follows from results: they are told together, no two of them are compared, and the share of
 * all trials is that of no setting.
 */
final class RefinedFindings {

  private final Summary summary;
  private final RefinedBoundary boundary;

  private RefinedFindings(Summary summary, RefinedBoundary boundary) {
    this.summary = summary;
    this.boundary = boundary;
  }

  static Findings of(Summary summary, RefinedBoundary boundary) {
    return new RefinedFindings(summary, boundary).findings();
  }

  private Findings findings() {
    List<String> sentences = new ArrayList<>();
    sentences.addAll(LateFindings.together(summary));
    sentences.addAll(EventFindings.together(summary));
    sentences.addAll(AgreementFindings.of(summary));
    sentences.addAll(StopFindings.of(summary));
    sentences.addAll(OutcomeFindings.troubles(summary));
    LossUnit unit = summary.unit();
    return new Findings(
        design(),
        unit.words(OutcomeFindings.conditions(summary)),
        SummaryTable.EMPTY,
        unit.words(sentences),
        unit.words(notes()),
        Optional.empty());
  }

  /** As in "328 trials in 8 rounds: 37 points (learning rate) of 8 to 16 seeds". */
  private String design() {
    String axes =
        boundary.results().refinement().axes().stream()
            .map(RefinedAxis::parameter)
            .map(axis -> Setting.words(axis.column()))
            .collect(Collectors.joining(" x "));
    int points = boundary.values();
    String of = points == summary.settings().size() ? " of " + OutcomeFindings.seeds(summary) : "";
    return "%s in %s: %s (%s)%s."
        .formatted(
            Phrases.plural(summary.trials(), "trial"),
            Phrases.plural(boundary.results().rounds().rounds().size(), "round"),
            Phrases.plural(points, "point"),
            axes,
            of);
  }

  private List<String> notes() {
    Stream<String> learnt =
        summary.shareLearnt().isEmpty()
            ? Stream.empty()
            : Stream.of("learnt: " + Events.learnt(summary) + ".");
    String points =
        "Points are not compared with each other: where they lie follows from results. What each"
            + " shows is in the view phases.";
    return Stream.concat(learnt, Stream.of(points)).toList();
  }
}
