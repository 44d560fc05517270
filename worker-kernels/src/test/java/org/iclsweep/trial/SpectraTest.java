package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.iclsweep.trial.SpectrumQuantity.CONDITION_NUMBER;
import static org.iclsweep.trial.SpectrumQuantity.LARGEST;
import static org.iclsweep.trial.SpectrumQuantity.SMALLEST;

import java.util.List;
import java.util.Objects;
import org.iclsweep.learner.ContextSpectrum;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.Spectra.SpectrumPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eigenvalues of contexts and condition numbers under GD++, against an independent program. */
class SpectraTest {

  private static final int TASKS = 10_000;
  private static final List<Double> GAMMAS =
      List.of(0.0, 0.02, 0.05, 0.08, 0.1, 0.12, 0.15, 0.18, 0.2);
  private static final List<SpectrumPoint> LONG =
      new Spectra(GAMMAS).of(set(new LinearRegression(10, 25, 0.5, 1), TASKS));

  private static EvaluationSet set(InContext task, int tasks) {
    return new EvaluationSet(task, Stream.EVAL, 0, tasks);
  }

  /**
   * Expected: from an independent program, on ten thousand tasks of its own, its last digit
   * rounded. The medians of 24 sets of that size have this relative deviation, and two sets differ
   * by less than three times its square root of two.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 10.5, .05, .004", ".02, 8.8, .05, .004", ".05, 6.5, .05, .004", ".08, 4.6, .05, .004",
    ".1, 3.7, .05, .004", ".12, 3.2, .05, .004", ".15, 2.86, .005, .004", ".18, 5.2, .05, .008",
    ".2, 14.4, .05, .019"
  })
  void mediansOfTheConditionNumberAreTheKnownOnes(
      double gamma, double median, double rounding, double deviation) {
    assertThat(value(LONG, gamma, CONDITION_NUMBER, 0.5))
        .isCloseTo(median, within(3 * Math.sqrt(2) * deviation * median + rounding));
  }

  @Test
  void extremeEigenvaluesAreTheKnownOnes() {
    assertThat(value(LONG, null, SMALLEST, null)).isCloseTo(0.44, within(0.01));
    assertThat(value(LONG, null, LARGEST, null)).isCloseTo(4.56, within(0.02));
    // of ten thousand tasks the outermost; others draw other ones
    assertThat(value(LONG, null, SMALLEST, 0.0)).isCloseTo(0.076, within(0.03));
    assertThat(value(LONG, null, LARGEST, 1.0)).isCloseTo(7, within(0.6));
  }

  @Test
  void quantilesOfAQuantityAscend() {
    for (double gamma : GAMMAS) {
      List<Double> quantiles =
          LONG.stream()
              .filter(p -> Objects.equals(p.gamma(), gamma) && p.probability() != null)
              .map(SpectrumPoint::value)
              .toList();
      assertThat(quantiles).hasSize(11).isSorted();
      assertThat(quantiles.get(0)).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void oneDimensionIsConditionedWell() {
    List<SpectrumPoint> points =
        new Spectra(List.of(0.1)).of(set(new LinearRegression(1, 3, 1, 1), 5));
    assertThat(points).hasSize(3 * 12);
    assertThat(value(points, 0.1, CONDITION_NUMBER, 1.0)).isEqualTo(1);
    assertThat(value(points, null, LARGEST, 0.25)).isEqualTo(value(points, null, SMALLEST, 0.25));
  }

  @Test
  void eigenvaluesThatHaveToBeZeroAreLeftOut() {
    InContext few = new LinearRegression(10, 3, 1, 1);
    List<SpectrumPoint> points = new Spectra(List.of(0.0)).of(set(few, 64));
    ContextSpectrum spectrum = ContextSpectrum.of(few, Stream.EVAL, 0, 64);
    assertThat(value(points, null, SMALLEST, 0.0)).isGreaterThan(1e-3);
    assertThat(value(points, 0.0, CONDITION_NUMBER, 1.0)).isLessThan(1e4);
    assertThat(spectrum.condition(5, 0))
        .isCloseTo(spectrum.largest(5) / spectrum.smallest(5), within(1e-9));
  }

  /** By hand: f(λ, γ) = λ (1 - γ λ)². */
  @Test
  void transformedEigenvaluesHaveARootAtOneOverGamma() {
    assertThat(ContextSpectrum.transformed(3, 0)).isEqualTo(3);
    assertThat(ContextSpectrum.transformed(4, 0.25)).isZero();
    assertThat(ContextSpectrum.transformed(4 / 3.0, 0.25)).isCloseTo(4 / 6.75, within(1e-15));
  }

  @Test
  void spectraComeWithLeastSquaresWhichDependsOnTheTasksAloneAsTheyDo() {
    TrialSpec shallow = spec(1, 1);
    TrialSpec deep = spec(3, 2);
    assertThat(shallow.learner(LearnerKind.LEAST_SQUARES))
        .isEqualTo(deep.learner(LearnerKind.LEAST_SQUARES));
    assertThat(
            TrialRunner.run(shallow.learner(LearnerKind.LEAST_SQUARES)).measured(Measures.SPECTRA))
        .isEqualTo(new Spectra(List.of(0.0, 0.1)).of(set(shallow.inContext(), 100)));
    assertThat(
            TrialRunner.run(shallow.learner(LearnerKind.GD_CLOSED_FORM)).measured(Measures.SPECTRA))
        .isEmpty();
    assertThat(TrialRunner.run(shallow, List.of()).measured(Measures.SPECTRA)).isEmpty();
  }

  private static TrialSpec spec(int depth, long seed) {
    return new TrialSpec(
        seed,
        new ModelSpec(
            depth, true, 1, 0, 0, new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        new LinearRegression(5, 10, 1, 1),
        new TrainingSpec(
            0,
            256,
            0,
            new OptimizerSpec.Adam(3e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(100)
            .evalTasks(100)
            .asked(List.of(new Spectra(List.of(0.0, 0.1))))
            .build());
  }

  private static double value(
      List<SpectrumPoint> points, Double gamma, SpectrumQuantity quantity, Double probability) {
    return points.stream()
        .filter(
            p ->
                Objects.equals(p.gamma(), gamma)
                    && p.quantity() == quantity
                    && Objects.equals(p.probability(), probability))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
