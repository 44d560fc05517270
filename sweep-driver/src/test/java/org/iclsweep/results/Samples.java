package org.iclsweep.results;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.StationaryPoint;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.AttentionLags.AttentionLag;
import org.iclsweep.trial.BlockMean;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.Compression.Made;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.FewShot.FewShotLoss;
import org.iclsweep.trial.FewShotVariant;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.IntegratedLosses.IntegratedPoint;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Linearisation.LinearisedLayer;
import org.iclsweep.trial.LossErrors.LossError;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.MesaHeads.MesaHead;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes.ProbePoint;
import org.iclsweep.trial.ProvidedMeasures.ProvidedNumber;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.Spectroscopy.PolynomialPoint;
import org.iclsweep.trial.SpectrumQuantity;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** Rows to write and read in tests. */
final class Samples {

  static final Provenance PROVENANCE =
      new Provenance(
          "sample",
          0.25,
          Instant.parse("2026-01-02T03:04:05.678901Z"),
          "host",
          "17",
          "scalar",
          1,
          "dev",
          "c0",
          null);

  private Samples() {}

  /** A trained model whose every field has a value. */
  static TrialRow full(String id, long seed) {
    return transformer(id, seed, completed(0.25 + seed));
  }

  static TrialRow transformer(String id, long seed, TrialRecord record) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("seed", seed);
    parameters.put("depth", 2);
    parameters.put("learning_rate", 1e-3);
    parameters.put("against", List.of("gd", "least-squares"));
    return new TrialRow(id, TrialRow.TRANSFORMER, null, parameters, record, PROVENANCE);
  }

  static TrialRow learner(String id) {
    TrialRecord record =
        record(Outcome.COMPLETED, null, 0.5, List.of(fitted(LearnerKind.GD, 0.5)), List.of());
    return new TrialRow(id, TrialRow.LEARNER, "gd", Map.of("depth", 2), record, PROVENANCE);
  }

  static TrialRecord completed(double finalLoss) {
    return record(
        Outcome.COMPLETED,
        null,
        finalLoss,
        List.of(fitted(LearnerKind.GD, 0.125), fitted(LearnerKind.GD_PLUS_PLUS, 0.0625)),
        List.of(new WeightMatrix(0, 1, "query", 2, 3, List.of(1f, -0f, 2f, 3f, 4f, 5f))));
  }

  /** Diverged: NaN and infinities where numbers were. */
  static TrialRecord diverged() {
    return TrialRecord.ended(Outcome.DIVERGED, 7)
        .zeroLoss(0.5, null)
        .finalLoss(Double.NaN, null)
        .with(
            Measures.CURVE,
            List.of(
                new CurvePoint(0, null, 0.5, null),
                new CurvePoint(7, Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY)))
        .with(
            Measures.WEIGHTS,
            List.of(
                new WeightMatrix(0, 0, "key", 1, 2, List.of(Float.NaN, Float.NEGATIVE_INFINITY))))
        .build();
  }

  private static FittedLearner fitted(LearnerKind kind, double loss) {
    return new FittedLearner(kind, loss, 0.01, List.of(0.3, 0.4), List.of(), 0.7, null);
  }

  private static TrialRecord record(
      Outcome outcome,
      Integer outcomeStep,
      Double finalLoss,
      List<FittedLearner> learners,
      List<WeightMatrix> weights) {
    return TrialRecord.ended(outcome, outcomeStep)
        .zeroLoss(0.5, 0.004)
        .finalLoss(finalLoss, 0.01)
        .interpolatedLoss(0.3, 0.003)
        .transitionStep(41.5)
        .with(
            Measures.CURVE,
            List.of(new CurvePoint(0, null, 0.5, null), new CurvePoint(100, 0.4, 0.3, 1.5)))
        .with(Measures.ALIGNMENTS, List.of(new Alignment(100, LearnerKind.GD, 0.1, 0.2, 0.99)))
        .with(
            Measures.OOD,
            List.of(
                new OodPoint(Shift.INPUT_RANGE, 0.5, "transformer", 0.1, 0.002),
                new OodPoint(Shift.TEACHER_SCALE, 2, "gd", 0.2)))
        .with(Measures.LEARNERS, learners)
        .with(Measures.WEIGHTS, weights)
        .with(
            Measures.ROLLOUTS,
            List.of(
                new RolloutPoint("transformer", 0.75, 1, 0.2, 0.1, 9),
                new RolloutPoint("transformer", 0.75, 2, Double.POSITIVE_INFINITY, null, null)))
        .with(Measures.SENSITIVITIES, List.of(new Sensitivity(100, 3.1, 0.7, 0.02, 0.06)))
        .with(
            Measures.SPECTRA,
            List.of(
                new SpectrumPoint(null, SpectrumQuantity.LARGEST, null, 2.5),
                new SpectrumPoint(0.1, SpectrumQuantity.CONDITION_NUMBER, 0.5, 3.75)))
        .with(Measures.FUNCTIONS, List.of(new FunctionPoint(2, "target", -5, 0.25)))
        .with(Measures.QUANTILES, List.of(new QuantilePoint(100, 0.9, 0.75)))
        .with(Measures.POSITION_LOSSES, List.of(new PositionLoss(100, 3, 0.5, 0.25)))
        .with(
            Measures.STATIONARY,
            List.of(
                new NumberedPoint(
                    1, 0.125, List.of(0.5, 2.5), List.of(0.25, 0.0), StationaryPoint.Shape.SADDLE)))
        .with(
            Measures.DISTANCES,
            List.of(new Distance(100, 0, 1, Name.KEY_QUERY, Frame.RAW, null, 0.25)))
        .with(
            Measures.POPULATION,
            List.of(new PopulationPoint(100, null, List.of(0.5, 1.5), List.of(0.25, 0.0))))
        .with(Measures.LOSS_ERRORS, List.of(new LossError(100, 0.3, 0.01)))
        .with(Measures.INTEGRATED_LOSSES, List.of(new IntegratedPoint(100, 0.5, 0.25)))
        .with(
            Measures.LEARNER_POSITIONS,
            List.of(
                new LearnerPosition(LearnerKind.GD_PREFIX, 3, 0.5, 0.25, -0.125, 0.0625),
                new LearnerPosition(LearnerKind.GD_PREFIX, null, 0.75, 0.5, 0.25, 0.125)))
        .with(
            Measures.SPECTROSCOPY,
            List.of(new PolynomialPoint(100, 1, List.of(0.5, -0.25), null, 0.5, 0.25, 0.125)))
        .with(
            Measures.FEW_SHOT,
            List.of(new FewShotLoss(2, FewShotVariant.EOS_PREFIX, 1, 3, 0.5, 0.25)))
        .with(
            Measures.COMPRESSED,
            List.of(new CompressedPoint(100, Made.INTERPOLATED, 0.5, 0.25, 1.5, 0.125)))
        .with(
            Measures.LINEARISED,
            List.of(
                new LinearisedLayer(1, 0.25, 0.5, 0.125, 1.5, 0.25, List.of(0.5), List.of(2.0))))
        .with(Measures.BLOCKS, List.of(new BlockMean(0, 1, Name.KEY_QUERY, 3, 2, 0.5, null)))
        .with(
            Measures.PROBES,
            List.of(
                new ProbePoint(
                    100, ProbeKind.CONTROL, null, 7, null, 250, 3, 0.5, 0.75, 0.125, 0.875)))
        .with(Measures.ATTENTION_LAGS, List.of(new AttentionLag(100, 0, 1, 2, 0.75, 0.25)))
        .with(Measures.LAG_SENSITIVITIES, List.of(new SensitivityAtLag(100, 7, null, 0.5)))
        .with(Measures.MESA_HEADS, List.of(new MesaHead(1, 2, 1.5, 0.75, 33)))
        .with(Measures.PROVIDED, List.of(new ProvidedNumber("norms", "query.0", 2.5)))
        .build();
  }
}
