package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.NOT_NEGATIVE;
import static org.iclsweep.study.RealType.real;

import java.util.List;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;

/** What a study says of the spectra of contexts: once for all trials that share their tasks. */
final class SpectrumSection {

  private static final Declarations ALWAYS = Declarations.of(Measures.SPECTRA);

  private static final Declarations MEASURED =
      ALWAYS.when(MeasureSection.AGAINST, LearnerKind.LEAST_SQUARES.label());
  static final Parameter<List<Double>> GAMMAS =
      MEASURED.shared(
          "measure.spectrum.gammas",
          "spectrum_gammas",
          new ListType<>(real(NOT_NEGATIVE)),
          "[]",
          "Values of γ for which the condition numbers of contexts under GD++ are measured, and"
              + " their eigenvalues; in the row of least-squares.");

  private SpectrumSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }
}
