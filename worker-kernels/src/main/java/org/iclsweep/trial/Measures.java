package org.iclsweep.trial;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.LossQuantiles.QuantilePoint;
import org.iclsweep.trial.Rollouts.RolloutPoint;
import org.iclsweep.trial.Sensitivities.Sensitivity;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** All measures, in the order of the table's columns. */
public final class Measures {

  /** Losses over the steps. */
  public static final Measure<CurvePoint> CURVE =
      Measure.of("curve", CurvePoint.class).atPoints(model -> List::of);

  /** Agreement with learners over the steps. */
  public static final Measure<Alignment> ALIGNMENTS =
      Measure.of("alignments", Alignment.class).atPoints(Alignments::new);

  /** Losses on shifted tasks. */
  public static final Measure<OodPoint> OOD =
      Measure.of("ood", OodPoint.class).atEnd(OodCurves::of).ofLearner(OodCurves::of);

  /** What a model was held against; of a learner, itself. */
  public static final Measure<FittedLearner> LEARNERS =
      Measure.of("learners", FittedLearner.class)
          .atAnyEnd(MeasuredModel::learners)
          .ofLearner(MeasuredLearner::fitted);

  /** Final weights; of a learner, those that were trained. */
  public static final Measure<WeightMatrix> WEIGHTS =
      Measure.of("weights", WeightMatrix.class)
          .atAnyEnd(FinalWeights::of)
          .ofLearner(FinalWeights::of);

  /** Losses of the one layer, applied again and again. */
  public static final Measure<RolloutPoint> ROLLOUTS =
      Measure.of("rollouts", RolloutPoint.class).atEnd(Rollouts::of).ofLearner(Rollouts::of);

  /** How the first layer's outputs depend on the tokens, over the steps. */
  public static final Measure<Sensitivity> SENSITIVITIES =
      Measure.of("sensitivities", Sensitivity.class).atPoints(Sensitivities::of);

  /** How the contexts' eigenvalues are distributed. */
  public static final Measure<SpectrumPoint> SPECTRA =
      Measure.of("spectra", SpectrumPoint.class).ofLearner(Spectra::of);

  /** Of some tasks of sines, what is answered over the whole range of inputs. */
  public static final Measure<FunctionPoint> FUNCTIONS =
      Measure.of("functions", FunctionPoint.class).atEnd(Functions::of);

  /** Quantiles of the loss over the steps. */
  public static final Measure<QuantilePoint> QUANTILES =
      Measure.of("quantiles", QuantilePoint.class).atPoints(LossQuantiles::of);

  /** Those of every trial. */
  public static final List<Measure<?>> ALWAYS = List.of(CURVE, ALIGNMENTS, OOD, LEARNERS, WEIGHTS);

  /** Those of trials that ask for them. */
  public static final List<Measure<?>> ASKED =
      List.of(ROLLOUTS, SENSITIVITIES, SPECTRA, FUNCTIONS, QUANTILES);

  /** All of them. */
  public static final List<Measure<?>> ALL =
      Stream.concat(ALWAYS.stream(), ASKED.stream()).toList();

  private Measures() {}
}
