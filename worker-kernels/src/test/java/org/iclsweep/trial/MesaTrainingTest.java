package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
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
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;

/** Mesa layers in training: what is left of λ, and what becomes of one that is no ridge. */
class MesaTrainingTest {

  private static final Dynamics TASK =
      new Dynamics(3, 11, 1).withTransition(Transition.orthogonal());

  private static TrialSpec spec(MesaSpec mesa, int steps, double weightDecay) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.MESA, 2, 3, Keys.CAUSAL, Scale.BY_KIND, Form.AUTO, WeightsSpec.FACTORED, mesa);
    ModelSpec model =
        new ModelSpec(
            1,
            false,
            attention,
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.2));
    TrainingSpec training =
        new TrainingSpec(
            steps,
            50,
            0,
            new OptimizerSpec.AdamW(1e-2, 0.9, 0.999, 1e-8, weightDecay),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.VALUE, 1));
    MeasureSpec measure = MeasureSpec.every(20).evalTasks(200).build();
    return new TrialSpec(2, model, TASK, training, measure);
  }

  private static List<WeightMatrix> lambdas(TrialRecord record) {
    return record.weights().stream().filter(each -> each.name().equals("lambda")).toList();
  }

  @Test
  void lambdaOfEachHeadIsLearnedAndLeftAmongTheWeights() {
    TrialSpec spec = spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 100, 0.1);
    TrialRecord record = TrialRunner.run(spec, List.of());
    assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(record.finalLoss()).isLessThan(0.6 * record.zeroLoss());
    WeightMatrix lambda = lambdas(record).get(0);
    assertThat(List.of(lambda.rows(), lambda.cols())).containsExactly(1, 2);
    assertThat(lambda.layer()).isZero();
    assertThat(lambda.head()).isNull();
    assertThat(lambda.values()).allSatisfy(each -> assertThat(each).isNotEqualTo(2f));
    Network network = new Network(spec.model(), TASK);
    FinalWeights.write(network, record.weights());
    EvaluationSet set = new EvaluationSet(TASK, Stream.EVAL, spec.measure().evalSeed(), 200);
    assertThat(Evaluator.loss(new NetworkPredictor(network), set).mean())
        .isEqualTo(record.finalLoss());
  }

  @Test
  void whatIsFixedIsNoWeight() {
    TrialRecord fixed =
        TrialRunner.run(spec(new MesaSpec(Factor.fixed(2), MesaSpec.NOTHING), 40, 0.1), List.of());
    TrialRecord learned =
        TrialRunner.run(
            spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 40, 0.1), List.of());
    assertThat(lambdas(fixed)).isEmpty();
    assertThat(fixed.curve().get(0)).isEqualTo(learned.curve().get(0));
    assertThat(fixed.finalLoss()).isNotEqualTo(learned.finalLoss());
  }

  /** Adam's first steps have the size of the rate, whatever the gradient. */
  @Test
  void lambdaDecaysLikeAllWeights() {
    float without =
        lambdas(
                TrialRunner.run(
                    spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 1, 0), List.of()))
            .get(0)
            .values()
            .get(0);
    float with =
        lambdas(
                TrialRunner.run(
                    spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 1, 0.1), List.of()))
            .get(0)
            .values()
            .get(0);
    assertThat(without - with).isBetween(0.00199f, 0.00201f);
  }
}
