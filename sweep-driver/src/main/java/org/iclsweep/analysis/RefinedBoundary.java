package org.iclsweep.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Band.Point;
import org.iclsweep.refine.Ending;
import org.iclsweep.refine.PointTrials;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.statistics.Proportion;
import org.iclsweep.study.sweep.RefinedAxis;
import org.iclsweep.study.sweep.Refinement;

/** Where the boundary of a refinement lies by the trials of its rounds, in words. */
public record RefinedBoundary(RoundResults results) {

  /** Places of an axis at which it is looked on which side they are. */
  private static final int STEPS = 256;

  /** The same where there are two axes. */
  private static final int STEPS_OF_TWO = 64;

  /** What is left of probability where a side is as good as certain. */
  private static final double INTEREST = 0.001;

  /** Its band along the first axis, or of two along the second at a place of the first. */
  public List<Crossing> crossings(double... place) {
    Boundary boundary = results.boundary();
    return place.length == 0
        ? Crossing.of(x -> boundary.above(List.of(x)), boundary::inBand, STEPS)
        : Crossing.of(y -> boundary.above(List.of(place[0], y)), boundary::inBand, STEPS_OF_TWO);
  }

  /** What is being looked for, as a line. */
  public static String question(Refinement of) {
    List<String> axes =
        of.axes().stream()
            .map(axis -> axis.parameter().path() + " = " + axis.text().replace("\"", ""))
            .toList();
    return "where %s %% of seeds %s, over %s"
        .formatted(share(of), of.event().many(), String.join(" and ", axes));
  }

  private static String share(Refinement of) {
    return Numbers.measured(100 * of.share());
  }

  /** How far it is, as a line. */
  public String soFar() {
    int points = results.points().size();
    int ended = (int) results.rounds().trials() - results.sum(PointTrials::missing);
    return "%s, %s, %d of %s; the side of %s of the region is not known (tolerance %s)"
        .formatted(
            Phrases.plural(results.rounds().rounds().size(), "round"),
            Phrases.plural(points, "point"),
            ended,
            Phrases.plural((int) results.rounds().trials(), "trial"),
            part(results.boundary().uncertain()),
            part(results.refinement().tolerance()));
  }

  /** Of the region, in percent. */
  private static String part(double part) {
    return Numbers.measured(Math.rint(1e3 * part) / 10) + " %";
  }

  /** The answer in one sentence or a few: where it lies, or why that is not known. */
  public String headline() {
    List<String> places = isKnown() ? places() : List.of();
    return places.isEmpty() ? end() : String.join(" ", places);
  }

  /** How many points there are, one that came again counted once. */
  int values() {
    return (int) results.points().stream().map(PointTrials::values).distinct().count();
  }

  /** All that there is to say. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (isKnown()) {
      sentences.addAll(places());
    }
    sentences.add(end());
    if (isKnown()) {
      sentences.add(cost());
    }
    leftOut(sentences);
    return sentences;
  }

  /** Whether there are trials by which it is known. */
  private boolean isKnown() {
    return results.sum(PointTrials::told) > 0;
  }

  private List<String> places() {
    List<RefinedAxis> axes = results.refinement().axes();
    if (axes.size() == 1) {
      return crossings().stream().map(each -> sentence(each, axes.get(0), "")).toList();
    }
    return IntStream.of(0, 1, 2)
        .mapToObj(i -> i / 2.0)
        .flatMap(
            place ->
                crossings(place).stream()
                    .map(each -> sentence(each, axes.get(1), at(axes.get(0), place))))
        .toList();
  }

  private static String at(RefinedAxis axis, double place) {
    return " at " + axis.parameter().path() + " = " + Numbers.value(axis.value(place));
  }

  /** Where it lies along an axis. */
  private String sentence(Crossing crossing, RefinedAxis axis, String at) {
    String path = axis.parameter().path();
    String from = number(axis, crossing.from());
    String to = number(axis, crossing.to());
    if (crossing.middle().isEmpty()) {
      return "From %s = %s to %s%s it is not known whether more than %s %% of seeds %s."
          .formatted(path, from, to, at, share(results.refinement()), events());
    }
    String open = crossing.from() == 0 || crossing.to() == 1 ? ", open at the end of the axis" : "";
    return "%s %% of seeds %s at %s = %s%s (95 %% band %s to %s%s)."
        .formatted(
            share(results.refinement()),
            events(),
            path,
            number(axis, crossing.middle().getAsDouble()),
            at,
            from,
            to,
            open);
  }

  private String events() {
    return results.refinement().event().many();
  }

  /** With three digits or more where the axis is longer. */
  private static String number(RefinedAxis axis, double place) {
    return Numbers.value(
        place <= 0 || place >= 1 ? axis.value(place) : (Object) rounded(axis, place));
  }

  private static double rounded(RefinedAxis axis, double place) {
    double number = axis.number(place);
    double span = axis.log() ? number : axis.last() - axis.first();
    int exponent = (int) Math.floor(StrictMath.log10(span));
    return new BigDecimal(number).setScale(3 - exponent, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** Why there is no further round, or that there is. */
  public String end() {
    Refinement of = results.refinement();
    String round = "another round of %d trials".formatted(of.pointsARound() * of.seedsARound());
    return results
        .ending()
        .map(
            ending ->
                switch (ending) {
                  case INCOMPLETE ->
                      "Of the rounds %s are missing."
                          .formatted(Phrases.plural(results.sum(PointTrials::missing), "trial"));
                  case UNTOLD -> "Of no trial it can be told whether it " + of.event().one() + ".";
                  case ABOVE, BELOW ->
                      "There is no boundary: in the whole region %s than %s %% of seeds %s (%s)."
                          .formatted(
                              ending == Ending.ABOVE ? "more" : "less",
                              share(of),
                              events(),
                              certainty());
                  case FOUND -> open() + ".";
                  case BUDGET ->
                      "%s: %s would exceed the budget of %d.".formatted(open(), round, of.budget());
                })
        .orElse(open() + ": " + round + " is to come.");
  }

  /** How much is open, against the tolerance. */
  private String open() {
    double uncertain = results.boundary().uncertain();
    double tolerance = results.refinement().tolerance();
    boolean isWithin = uncertain <= tolerance;
    boolean isSettled = results.boundary().settled(tolerance);
    return "The side of %s of the region is not known, %s the tolerance of %s%s"
        .formatted(
            part(uncertain),
            isWithin ? "within" : "above",
            part(tolerance),
            isWithin && !isSettled
                ? ", but not whether there is a boundary at all (%s)".formatted(certainty())
                : "");
  }

  private String certainty() {
    Boundary.Verdict verdict = results.verdict();
    String course =
        switch (verdict.course()) {
          case CROSSING -> "there is one";
          case ABOVE, BELOW -> "there is none";
        };
    return verdict.certainty() > 0.999
        ? course + " with a probability above 0.999"
        : course + " with probability " + Numbers.fixed(verdict.certainty(), 3);
  }

  /** Trials against those of a grid that is as dense everywhere as they are at the boundary. */
  private String cost() {
    long trials = results.rounds().trials();
    String took = "This took %d trials".formatted(trials);
    return dense()
        .map(
            all ->
                "%s; a grid that is as dense everywhere as these are where the boundary may lie has about %s."
                    .formatted(took, all))
        .orElse(took + ".");
  }

  /** How many trials such a grid has; empty where no trial lies there. */
  private Optional<String> dense() {
    boolean one = results.refinement().axes().size() == 1;
    double[][] above = above(one ? STEPS : STEPS_OF_TWO / 2);
    long open = 0;
    long all = 0;
    for (double[] row : above) {
      open += DoubleStream.of(row).filter(RefinedBoundary::mayLie).count();
      all += row.length;
    }
    int near =
        results.points().stream()
            .filter(point -> mayLie(aboveAt(point.values())))
            .mapToInt(PointTrials::told)
            .sum();
    return near == 0 || open == 0
        ? Optional.empty()
        : Optional.of(
            new BigDecimal((double) near * all / open)
                .round(new MathContext(2, RoundingMode.HALF_EVEN))
                .toPlainString());
  }

  private double aboveAt(List<Object> values) {
    return results.boundary().above(results.refinement().places(values));
  }

  /** Where a side is not as good as certain. */
  private static boolean mayLie(double above) {
    return above > INTEREST && above < 1 - INTEREST;
  }

  /** The probability that the share is above the boundary's, by row (y) and column (x). */
  public double[][] above(int steps) {
    boolean one = results.refinement().axes().size() == 1;
    double[][] above = new double[one ? 1 : steps + 1][steps + 1];
    for (int row = 0; row < above.length; row++) {
      for (int column = 0; column <= steps; column++) {
        double x = (double) column / steps;
        List<Double> place = one ? List.of(x) : List.of(x, (double) row / steps);
        above[row][column] = results.boundary().above(place);
      }
    }
    return above;
  }

  /** The share that is to be expected along the only axis, by its values. */
  public List<Point> curve() {
    RefinedAxis axis = results.refinement().axes().get(0);
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(i -> (double) i / STEPS)
        .map(place -> new Point(axis.number(place), results.boundary().probability(List.of(place))))
        .toList();
  }

  /** Shares of all trials at the same values, in the order in which these first came. */
  public Map<List<Object>, Proportion> shares() {
    Map<List<Object>, Proportion> shares = new LinkedHashMap<>();
    for (PointTrials point : results.points()) {
      point.share().ifPresent(share -> shares.merge(point.values(), share, Proportion::and));
    }
    return shares;
  }

  private void leftOut(List<String> sentences) {
    int failed = results.sum(PointTrials::failed);
    int untold = results.sum(PointTrials::untold);
    if (failed > 0) {
      sentences.add(Phrases.plural(failed, "failed trial") + " left out.");
    }
    if (untold > 0) {
      sentences.add(
          "%s left out of which it cannot be told whether they %s."
              .formatted(Phrases.plural(untold, "trial"), events()));
    }
  }
}
