package org.iclsweep.trial;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.AttentionLags.AttentionLag;
import org.iclsweep.trial.Compression.CompressedPoint;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Falls.Fall;
import org.iclsweep.trial.FewShot.FewShotLoss;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.IntegratedLosses.IntegratedPoint;
import org.iclsweep.trial.LagSensitivities.SensitivityAtLag;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Linearisation.LinearisedLayer;
import org.iclsweep.trial.LossErrors.LossError;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.iclsweep.trial.MesaHeads.MesaHead;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.PositionLosses.PositionLoss;
import org.iclsweep.trial.Probes.ProbePoint;
import org.iclsweep.trial.ProvidedMeasures.ProvidedNumber;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.Spectroscopy.PolynomialPoint;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.Theory.Prediction;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** All measures, in the order of the table's columns. */
public final class Measures {

  /** Losses over the steps. */
  public static final Measure<CurvePoint> CURVE =
      Measure.always("curve", CurvePoint.class, new LossCurve());

  /** Agreement with learners over the steps. */
  public static final Measure<Alignment> ALIGNMENTS =
      Measure.always("alignments", Alignment.class, new Alignments(When.EVERY));

  /** Losses on shifted tasks. */
  public static final Measure<OodPoint> OOD =
      Measure.always("ood", OodPoint.class, new OodCurves());

  /** What a model was held against; of a learner, itself. */
  public static final Measure<FittedLearner> LEARNERS =
      Measure.always("learners", FittedLearner.class, new HeldAgainst());

  /** Final weights; of a learner, those that were trained. */
  public static final Measure<WeightMatrix> WEIGHTS =
      Measure.always("weights", WeightMatrix.class, new FinalWeights());

  /** Losses of the one layer, applied again and again. */
  public static final Measure<RolloutPoint> ROLLOUTS =
      Measure.asked("rollouts", RolloutPoint.class, Rollouts.class, LearnerKind.GD);

  /** How the first layer's outputs depend on the tokens, over the steps. */
  public static final Measure<Sensitivity> SENSITIVITIES =
      Measure.asked("sensitivities", Sensitivity.class, Sensitivities.class);

  /** How the contexts' eigenvalues are distributed. */
  public static final Measure<SpectrumPoint> SPECTRA =
      Measure.asked("spectra", SpectrumPoint.class, Spectra.class, LearnerKind.LEAST_SQUARES);

  /** Of some tasks of sines, what is answered over the whole range of inputs. */
  public static final Measure<FunctionPoint> FUNCTIONS =
      Measure.asked("functions", FunctionPoint.class, Functions.class);

  /** Quantiles of the loss over the steps. */
  public static final Measure<QuantilePoint> QUANTILES =
      Measure.asked("quantiles", QuantilePoint.class, LossQuantiles.class);

  /** Stationary points of class S. */
  public static final Measure<NumberedPoint> STATIONARY =
      Measure.always("stationary", NumberedPoint.class, new Stationary());

  /** Falls of the losses; follows from the curve. */
  public static final Measure<Fall> FALLS = Measure.derived("falls", Fall.class);

  /** What heads do; follows from the weights. */
  public static final Measure<HeadMeasures> HEADS =
      Measure.derived("head_measures", HeadMeasures.class);

  /** What theory says of the final loss; follows from the description of the trial. */
  public static final Measure<Prediction> THEORY = Measure.derived("theory", Prediction.class);

  /** Losses at every position over the steps. */
  public static final Measure<PositionLoss> POSITION_LOSSES =
      Measure.asked("position_losses", PositionLoss.class, PositionLosses.class);

  /** Distances of weight products from multiples of the identity over the steps. */
  public static final Measure<Distance> DISTANCES =
      Measure.asked("distances", Distance.class, Distances.class);

  /** Expected losses of the nearest point of class S over the steps. */
  public static final Measure<PopulationPoint> POPULATION =
      Measure.asked("population", PopulationPoint.class, Population.class);

  /** Standard errors of the losses over the steps. */
  public static final Measure<LossError> LOSS_ERRORS =
      Measure.asked("loss_errors", LossError.class, LossErrors.class);

  /** Losses integrated over teacher and query, over the steps. */
  public static final Measure<IntegratedPoint> INTEGRATED_LOSSES =
      Measure.asked("integrated_losses", IntegratedPoint.class, IntegratedLosses.class);

  /** Learners at every position, and what the model loses more. */
  public static final Measure<LearnerPosition> LEARNER_POSITIONS =
      Measure.asked("learner_positions", LearnerPosition.class, LearnerPositions.class);

  /** Which polynomials of what a sequence has shown answers are, over the steps. */
  public static final Measure<PolynomialPoint> SPECTROSCOPY =
      Measure.asked("spectroscopy", PolynomialPoint.class, Spectroscopy.class);

  /** Losses on pairs of inputs and labels. */
  public static final Measure<FewShotLoss> FEW_SHOT =
      Measure.asked("few_shot", FewShotLoss.class, FewShot.class);

  /** Losses of networks whose weights are means of blocks, over the steps. */
  public static final Measure<CompressedPoint> COMPRESSED =
      Measure.asked("compressed", CompressedPoint.class, Compression.class);

  /** Losses where one layer of attention is replaced by a linear one. */
  public static final Measure<LinearisedLayer> LINEARISED =
      Measure.asked("linearised", LinearisedLayer.class, Linearisation.class);

  /** Means of the blocks of weight products; follow from the weights. */
  public static final Measure<BlockMean> BLOCKS = Measure.derived("weight_blocks", BlockMean.class);

  /** What the stream holds of a sequence, layer by layer. */
  public static final Measure<ProbePoint> PROBES =
      Measure.asked("probes", ProbePoint.class, Probes.class);

  /** How far back the first layer looks, over the steps. */
  public static final Measure<AttentionLag> ATTENTION_LAGS =
      Measure.asked("attention_lags", AttentionLag.class, AttentionLags.class);

  /** How the first layer depends on the observations before a token, over the steps. */
  public static final Measure<SensitivityAtLag> LAG_SENSITIVITIES =
      Measure.asked("lag_sensitivities", SensitivityAtLag.class, LagSensitivities.class);

  /** Heads of mesa layers at the end. */
  public static final Measure<MesaHead> MESA_HEADS =
      Measure.always("mesa_heads", MesaHead.class, new MesaHeads());

  /** What measures from outside leave of the final model. */
  public static final Measure<ProvidedNumber> PROVIDED =
      Measure.asked("provided", ProvidedNumber.class, ProvidedMeasures.class);

  /** Those of every trial. */
  public static final List<Measure<?>> ALWAYS = List.of(CURVE, ALIGNMENTS, OOD, LEARNERS, WEIGHTS);

  /** Those of trials that ask for them, or for the learner that leaves them. */
  public static final List<Measure<?>> ASKED =
      List.of(
          ROLLOUTS,
          SENSITIVITIES,
          SPECTRA,
          FUNCTIONS,
          QUANTILES,
          POSITION_LOSSES,
          STATIONARY,
          DISTANCES,
          POPULATION,
          LOSS_ERRORS,
          INTEGRATED_LOSSES,
          LEARNER_POSITIONS,
          SPECTROSCOPY,
          FEW_SHOT,
          COMPRESSED,
          LINEARISED,
          PROBES,
          ATTENTION_LAGS,
          LAG_SENSITIVITIES,
          MESA_HEADS,
          PROVIDED);

  /** Those that follow from what others left, and are kept for readers that cannot compute them. */
  public static final List<Measure<?>> DERIVED = List.of(FALLS, HEADS, THEORY, BLOCKS);

  /** All of them. */
  public static final List<Measure<?>> ALL =
      Stream.of(ALWAYS, ASKED, DERIVED).flatMap(List::stream).toList();

  private Measures() {}

  /** Of what is asked for, that which is taken of a learner. */
  static List<Taking<?>> of(LearnerKind learner, List<Taking<?>> asked) {
    return asked.stream().filter(each -> isOf(learner, each)).toList();
  }

  private static boolean isOf(LearnerKind learner, Taking<?> asked) {
    return ASKED.stream()
        .anyMatch(each -> each.by().isInstance(asked) && each.learners().contains(learner));
  }

  /** How all of them are taken where some are asked for. */
  public static Stream<Taking<?>> taken(List<Taking<?>> asked) {
    return ALL.stream().map(measure -> measure.in(asked));
  }
}
