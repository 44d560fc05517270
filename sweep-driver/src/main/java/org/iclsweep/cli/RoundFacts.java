package org.iclsweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iclsweep.analysis.Numbers;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.refine.Ending;
import org.iclsweep.refine.PointTrials;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;

/** What a plan of rounds refines, how far that is, and the round to come. */
final class RoundFacts {

  private static final int WIDEST = 100;

  private final Facts facts;

  RoundFacts(Facts facts) {
    this.facts = facts;
  }

  void add(RoundResults results) {
    Refinement of = results.refinement();
    facts.add("refines", RefinedBoundary.question(of));
    List<Round> rounds = results.rounds().rounds();
    boolean isBegun = results.sum(PointTrials::missing) < results.rounds().trials();
    if (isBegun) {
      facts.add("rounds", new RefinedBoundary(results).soFar());
    }
    results.next().ifPresent(next -> add(rounds.size() + 1, next, of));
    if (results.ending().filter(Ending.INCOMPLETE::equals).isPresent()) {
      add(rounds.size(), rounds.get(rounds.size() - 1), of);
    }
    if (results.ending().filter(each -> each != Ending.INCOMPLETE).isEmpty()) {
      facts.add(
          "later rounds",
          "%s each, which follow from results, until the tolerance of %s or the budget of %s"
              .formatted(
                  Words.count(of.pointsARound(), "point"),
                  Numbers.measured(of.tolerance()),
                  Words.count(of.budget(), "trial")));
    } else {
      facts.add("to come", "no further round: " + new RefinedBoundary(results).end());
    }
  }

  private void add(int number, Round round, Refinement of) {
    String points =
        round.points().stream().map(point -> point(point, of)).collect(Collectors.joining(", "));
    String shown = points.length() <= WIDEST ? points : points.substring(0, WIDEST - 1) + "…";
    String size = Words.count(round.points().size(), "point");
    facts.add("round " + number, size + " of " + of.seedsARound() + " seeds: " + shown);
  }

  /** The values of two axes in brackets. */
  private static String point(List<Object> point, Refinement of) {
    String values =
        IntStream.range(0, point.size())
            .mapToObj(a -> of.axes().get(a).parameter().text(point.get(a)))
            .collect(Collectors.joining(", "));
    return point.size() == 1 ? values : "(" + values + ")";
  }
}
