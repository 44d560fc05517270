package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.Baselines;
import org.iclsweep.learner.Examples;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.learner.SolverSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MesaSpec;
import org.iclsweep.model.MesaSpec.Factor;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.trial.LearnerPositions.LearnerPosition;
import org.iclsweep.trial.Spectroscopy.PolynomialPoint;
import org.junit.jupiter.api.Test;

/** Constructed models that no step trains, beside the learners that they are. */
class ConstructedTrialTest {

  private static final int DIM = 5;
  private static final int LENGTH = 23;

  /** No multiple of a block's tasks. */
  private static final int TASKS = 101;

  private static final Dynamics TASK = SlotDescent.task(DIM, LENGTH);

  private static ModelSpec model(Kind kind, List<Double> rates, double lambda) {
    AttentionSpec attention =
        new AttentionSpec(
            kind,
            rates.size() > 1 ? 2 : 1,
            DIM,
            Keys.CAUSAL,
            Scale.BY_KIND,
            Form.AUTO,
            WeightsSpec.FACTORED,
            new MesaSpec(Factor.fixed(lambda), MesaSpec.NOTHING));
    return new ModelSpec(
        Math.max(1, rates.size()),
        false,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        Initialisation.constructed(rates, 0));
  }

  private static TrialSpec trial(
      ModelSpec model, Dynamics task, LearnerKind kind, List<Double> rates, double ridge) {
    Baselines baselines =
        new Baselines(List.of(), Examples.ALL, NewestPair.USED, SolverSpec.DEFAULT, 0, rates);
    MeasureSpec measure =
        MeasureSpec.every(1)
            .evalTasks(TASKS)
            .against(List.of(kind))
            .ridge(ridge)
            .baselines(baselines)
            .asked(List.of(new LearnerPositions(), new Spectroscopy(3, 50, 0.6, When.LAST)))
            .build();
    return SlotDescent.trial(model, task, 0, measure);
  }

  private static TrialRecord run(TrialSpec spec, LearnerKind kind) {
    return TrialRunner.run(spec, List.of(TrialRunner.run(spec.learner(kind))));
  }

  /** At every position, and over all; single precision leaves some 1e-7 of a state. */
  private static void assertEqual(TrialRecord record) {
    List<LearnerPosition> all = record.measured(Measures.LEARNER_POSITIONS);
    assertThat(all).hasSize(LENGTH + 1);
    for (LearnerPosition each : all) {
      assertThat(each.excessLoss()).isCloseTo(0, within(1e-5 * each.loss()));
    }
    // another rate or strength, or a pair less, is more than that
    assertThat(all.get(LENGTH).loss()).isLessThan(0.7 * all.get(0).loss());
  }

  @Test
  void layersAreStepsOfGradientDescent() {
    for (List<Double> rates : List.of(List.of(0.07), List.of(0.05, 0.09, 0.06))) {
      for (boolean inner : rates.size() == 1 ? List.of(true, false) : List.of(false)) {
        Dynamics task = inner ? TASK.withTokens(SequenceTokens.innerZero()) : TASK;
        ModelSpec model = model(Kind.LINEAR, rates, 1);
        assertEqual(
            run(trial(model, task, LearnerKind.GD_PREFIX_K, rates, 0), LearnerKind.GD_PREFIX_K));
      }
    }
  }

  @Test
  void aMesaLayerIsRidgeRegression() {
    for (double lambda : new double[] {0.5, 4}) {
      ModelSpec model = model(Kind.MESA, List.of(), lambda);
      TrialSpec spec = trial(model, TASK, LearnerKind.RIDGE_PREFIX, List.of(), 1 / lambda);
      assertEqual(run(spec, LearnerKind.RIDGE_PREFIX));
    }
  }

  /** .5 + .25 (1 - .5 x) + .75 (1 - .5 x) (1 - .25 x) = 1.5 - .6875 x + .09375 x². */
  @Test
  void rowsHaveTheCoefficientsOfGivenRatesAndSpectroscopyFindsThem() {
    List<Double> rates = List.of(.5, .25, .75);
    TrialSpec spec = trial(model(Kind.LINEAR, rates, 1), TASK, LearnerKind.GD_PREFIX_K, rates, 0);
    TrialRecord row = TrialRunner.run(spec.learner(LearnerKind.GD_PREFIX_K));
    assertThat(row.learners().get(0).learningRates()).containsExactly(1.5, -.6875, .09375);
    PolynomialPoint two =
        TrialRunner.run(spec, List.of(row)).measured(Measures.SPECTROSCOPY).get(2);
    assertThat(two.explained()).isCloseTo(1, within(1e-9));
    assertThat(two.coefficients().get(2)).isCloseTo(.09375, within(1e-5));
  }

  @Test
  void trialsThatHaveNoConstructionAreRefused() {
    ModelSpec model = model(Kind.LINEAR, List.of(0.1, 0.1), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                trial(
                    model,
                    TASK.withTokens(SequenceTokens.RAW),
                    LearnerKind.RIDGE_PREFIX,
                    List.of(),
                    1))
        .withMessageContaining("but tokens are raw");
  }
}
