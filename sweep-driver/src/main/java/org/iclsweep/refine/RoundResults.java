package org.iclsweep.refine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.results.TrialRow;
import org.iclsweep.results.TrialTable;
import org.iclsweep.statistics.Boundary;
import org.iclsweep.statistics.Boundary.Verdict;
import org.iclsweep.statistics.PointShare;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.sweep.Refinement;
import org.iclsweep.study.sweep.Round;
import org.iclsweep.study.sweep.Rounds;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;

/**
 * What the trials of a study's rounds show, and what comes next: a function of the study and of
 * those trials alone, in whatever order they come, so that who computes it again finds the same.
 */
public final class RoundResults {

  private final Study study;
  private final Rounds rounds;
  private final List<PointTrials> points;
  private final Boundary boundary;
  private final Optional<Ending> ending;
  private final Optional<Round> next;

  private RoundResults(Study study, List<PointTrials> points) {
    this.study = study;
    this.points = List.copyOf(points);
    rounds = study.rounds().orElseThrow();
    boundary = Boundary.of(shares(), refinement().axes().size(), refinement().share());
    ending = end();
    next = ending.isPresent() ? Optional.empty() : Optional.of(find());
  }

  /**
   * Of the rows of a table.
   *
   * @param study that has rounds
   */
  public static RoundResults of(Study study, TrialTable table) {
    return table.settled(
        () -> {
          try (Stream<TrialRow> rows = table.curveRows()) {
            return of(study, rows);
          }
        });
  }

  /** Of rows, among which there may be others. */
  public static RoundResults of(Study study, Stream<TrialRow> rows) {
    Map<String, TrialRecord> records = new HashMap<>();
    Map<String, Integer> points = new HashMap<>();
    Rounds rounds = study.rounds().orElseThrow();
    for (long i = 0; i < study.plan().size(); i++) {
      var trial = study.plan().trial(i);
      points.put(trial.id(), rounds.point(trial.spec().seed()));
    }
    rows.filter(row -> points.containsKey(row.trialId()))
        .forEach(row -> records.put(row.trialId(), row.record()));
    List<Tally> tallies = Stream.generate(Tally::new).limit(rounds.points().size()).toList();
    points.forEach((id, point) -> tallies.get(point).add(study, records.get(id)));
    return new RoundResults(study, told(rounds, tallies));
  }

  private static List<PointTrials> told(Rounds rounds, List<Tally> tallies) {
    List<PointTrials> told = new ArrayList<>();
    for (int round = 0; round < rounds.rounds().size(); round++) {
      for (List<Object> point : rounds.rounds().get(round).points()) {
        told.add(tallies.get(told.size()).at(round + 1, point));
      }
    }
    return told;
  }

  private static final class Tally {
    private int events;
    private int told;
    private int failed;
    private int untold;
    private int missing;

    /**
     * @param record {@code null} if there is none
     */
    void add(Study study, TrialRecord record) {
      if (record == null || !record.outcome().isDone()) {
        missing++;
      } else if (record.outcome().isFailure()) {
        failed++;
      } else {
        Optional<LearningEvents> all = record.events(study.learntRule());
        boolean isTold = all.isPresent() || record.outcome() == Outcome.DIVERGED;
        told += isTold ? 1 : 0;
        untold += isTold ? 0 : 1;
        Refinement of = study.refinement().orElseThrow();
        events += all.filter(of.event()::befell).isPresent() ? 1 : 0;
      }
    }

    PointTrials at(int round, List<Object> values) {
      return new PointTrials(round, values, events, told, failed, untold, missing);
    }
  }

  private List<PointShare> shares() {
    return points.stream()
        .filter(point -> point.told() > 0)
        .map(
            point ->
                new PointShare(refinement().places(point.values()), point.events(), point.told()))
        .toList();
  }

  private Optional<Ending> end() {
    if (sum(PointTrials::missing) > 0) {
      return Optional.of(Ending.INCOMPLETE);
    }
    if (sum(PointTrials::told) == 0) {
      return Optional.of(Ending.UNTOLD);
    }
    if (boundary.settled(refinement().tolerance())) {
      return Optional.of(
          switch (boundary.verdict().course()) {
            case CROSSING -> Ending.FOUND;
            case ABOVE -> Ending.ABOVE;
            case BELOW -> Ending.BELOW;
          });
    }
    long more = (long) refinement().pointsARound() * refinement().seedsARound();
    return rounds.trials() + more > refinement().budget()
        ? Optional.of(Ending.BUDGET)
        : Optional.empty();
  }

  private Round find() {
    Refinement of = refinement();
    return of.round(boundary.next(of.pointsARound(), of.seedsARound()));
  }

  /** Over all points. */
  public int sum(ToIntFunction<PointTrials> count) {
    return points.stream().mapToInt(count).sum();
  }

  public Study study() {
    return study;
  }

  public Refinement refinement() {
    return rounds.of();
  }

  public Rounds rounds() {
    return rounds;
  }

  /** Those of all rounds, in their order; one that was asked again is there again. */
  public List<PointTrials> points() {
    return points;
  }

  /** What is known of the boundary; of trials that are missing it knows nothing. */
  public Boundary boundary() {
    return boundary;
  }

  /** Whether the share is crossed at all. */
  public Verdict verdict() {
    return boundary.verdict();
  }

  /** Why there is no further round; empty if there is. */
  public Optional<Ending> ending() {
    return ending;
  }

  /** The round to come, if there is. */
  public Optional<Round> next() {
    return next;
  }

  /** The study with the round to come, if there is. */
  public Study extended() {
    return next.map(rounds::with).map(study::with).orElse(study);
  }
}
