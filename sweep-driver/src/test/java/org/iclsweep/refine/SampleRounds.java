package org.iclsweep.refine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.results.Provenance;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.read.Studies;
import org.iclsweep.study.read.Study;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/** Rounds whose trials learn with probabilities that are put in, and nothing is trained. */
public final class SampleRounds {

  private static final Provenance NOWHERE =
      new Provenance("s", 1, Instant.EPOCH, null, null, null, 1, null, null, null);

  private static final List<FittedLearner> GD =
      List.of(new FittedLearner(LearnerKind.GD, 0.1, 0.001, List.of(0.5), List.of()));

  private SampleRounds() {}

  /** One axis, from 0.1 to 2 by its logarithm. */
  public static Study oneAxis(String... overrides) {
    return Studies.study(
        """
        study = s
        measure.against = [gd]
        sweep.refine {
          axes { task.input-range = "0.1..2 log" }
          tolerance = 0.05
          budget = 400
        }
        """,
        overrides);
  }

  /** Two axes: that one, and a line from 0.1 to 0.9. */
  public static Study twoAxes(String... overrides) {
    return Studies.study(
        """
        study = s
        measure.against = [gd]
        sweep.refine {
          axes { task.input-range = "0.1..2 log", training.optimizer.beta1 = "0.1..0.9" }
          tolerance = 0.15
          points-a-round = 16
          budget = 2000
        }
        """,
        overrides);
  }

  /** A trial that learns with a probability p, by its seed. */
  public static boolean learns(long seed, double p) {
    return new SplittableRandom(seed).nextDouble() < p;
  }

  /**
   * What a trial leaves: a loss that stays from step 100 on, of a goal of 0.1 and 1 for nothing.
   */
  public static TrialRecord record(
      Outcome outcome, Integer step, double loss, List<FittedLearner> learners) {
    return TrialRecord.ended(outcome, step)
        .zeroLoss(1.0, null)
        .finalLoss(loss, 0.001)
        .with(
            Measures.CURVE,
            List.of(
                new CurvePoint(0, null, 1, null),
                new CurvePoint(100, 0.5, loss, 2.0),
                new CurvePoint(200, 0.5, loss, 2.0)))
        .with(Measures.LEARNERS, learners)
        .build();
  }

  /** A row of a trial of which a record is left. */
  static TrialRow row(TransformerTrial trial, TrialRecord record) {
    return new TrialRow(
        trial.id(), TrialRow.TRANSFORMER, null, trial.parameters(), record, NOWHERE);
  }

  static TrialRow row(TransformerTrial trial, double loss) {
    return row(trial, record(Outcome.COMPLETED, null, loss, GD));
  }

  /** All trials of a study. */
  static List<TransformerTrial> trials(Study study) {
    return LongStream.range(0, study.plan().size()).mapToObj(study.plan()::trial).toList();
  }

  /** The trials of a study's rounds, and no further round. */
  public static RoundResults once(Study study, ToDoubleFunction<List<Object>> probability) {
    List<TrialRow> rows = new ArrayList<>();
    List<List<Object>> points = study.rounds().orElseThrow().points();
    for (TransformerTrial trial : trials(study)) {
      long seed = trial.spec().seed();
      List<Object> point = points.get(study.rounds().orElseThrow().point(seed));
      boolean learns = learns(seed, probability.applyAsDouble(point));
      rows.add(row(trial, learns ? 0.1 : 0.9));
    }
    return RoundResults.of(study, rows.stream());
  }

  /** Round after round, until there is none, or so many are done. */
  public static RoundResults rounds(
      Study study, ToDoubleFunction<List<Object>> probability, int most) {
    RoundResults results = once(study, probability);
    return results.next().isEmpty() || results.rounds().rounds().size() == most
        ? results
        : rounds(results.extended(), probability, most);
  }

  /** Trials of which it cannot be told what befell them, but for the first, which failed. */
  public static RoundResults untold(Study study) {
    List<TrialRow> rows = new ArrayList<>();
    for (TransformerTrial trial : trials(study)) {
      Outcome outcome = rows.isEmpty() ? Outcome.FAILED : Outcome.COMPLETED;
      rows.add(row(trial, record(outcome, null, 0.1, List.of())));
    }
    return RoundResults.of(study, rows.stream());
  }

  /** No trial of a study. */
  static RoundResults none(Study study) {
    return RoundResults.of(study, Stream.empty());
  }
}
