package org.iclsweep.trial;

import java.util.List;
import java.util.stream.Stream;
import org.iclsweep.trial.Functions.FunctionPoint;
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

  public static final Measure<CurvePoint> CURVE = new Measure<>("curve", CurvePoint.class);
  public static final Measure<Alignment> ALIGNMENTS = new Measure<>("alignments", Alignment.class);
  public static final Measure<OodPoint> OOD = new Measure<>("ood", OodPoint.class);
  public static final Measure<FittedLearner> LEARNERS =
      new Measure<>("learners", FittedLearner.class);
  public static final Measure<WeightMatrix> WEIGHTS = new Measure<>("weights", WeightMatrix.class);
  public static final Measure<RolloutPoint> ROLLOUTS =
      new Measure<>("rollouts", RolloutPoint.class);
  public static final Measure<Sensitivity> SENSITIVITIES =
      new Measure<>("sensitivities", Sensitivity.class);
  public static final Measure<SpectrumPoint> SPECTRA =
      new Measure<>("spectra", SpectrumPoint.class);
  public static final Measure<FunctionPoint> FUNCTIONS =
      new Measure<>("functions", FunctionPoint.class);

  /** Those of every trial. */
  public static final List<Measure<?>> ALWAYS = List.of(CURVE, ALIGNMENTS, OOD, LEARNERS, WEIGHTS);

  /** Those of trials that ask for them. */
  public static final List<Measure<?>> ASKED = List.of(ROLLOUTS, SENSITIVITIES, SPECTRA, FUNCTIONS);

  /** All of them. */
  public static final List<Measure<?>> ALL =
      Stream.concat(ALWAYS.stream(), ASKED.stream()).toList();

  private Measures() {}
}
