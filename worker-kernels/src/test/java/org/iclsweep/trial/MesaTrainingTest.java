package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
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
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.Transition;
import org.iclsweep.trial.MesaHeads.MesaHead;
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
    TrialSpec spec = spec(new MesaSpec(Factor.learned(2), Factor.learned(0.9)), 100, 0.1);
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

  private static List<MesaHead> heads(TrialRecord record) {
    return record.measured(Measures.MESA_HEADS);
  }

  @Test
  void headsAreToldAtTheEndWithTheirLargestRho() {
    TrialSpec spec = spec(new MesaSpec(Factor.learned(2), Factor.fixed(0.9)), 20, 0.1);
    TrialRecord record = TrialRunner.run(spec, List.of());
    Network network = new Network(spec.model(), TASK);
    FinalWeights.write(network, record.weights());
    TaskSampler sampler = TASK.sampler(network.block());
    double[] largest = new double[2];
    // 200 tasks are 12 blocks and half of one
    for (int task = 0; task < 200; task++) {
      int lane = task % LaneMatrix.LANES;
      sampler.draw(spec.measure().evalSeed(), Stream.EVAL, 0, task - lane);
      for (int h = 0; h < 2; h++) {
        largest[h] = Math.max(largest[h], longestKey(network, h, lane));
      }
    }
    for (int h = 0; h < 2; h++) {
      MesaHead head = heads(record).get(h);
      float lambda = lambdas(record).get(0).values().get(h);
      assertThat(List.of(head.layer(), head.head())).containsExactly(0, h);
      assertThat(head.lambda()).isEqualTo(lambda);
      assertThat(head.forget()).isEqualTo(0.9f);
      assertThat(head.rho()).isCloseTo(lambda * largest[h], within(1e-5 * head.rho()));
    }
    assertThat(heads(record)).hasSize(2);
  }

  /** |k|², the largest of a task's tokens. */
  private static double longestKey(Network network, int head, int lane) {
    SharedMatrix weights = network.weights().get(0).weight(Name.KEY, head);
    LaneMatrix tokens = network.block().tokens();
    double longest = 0;
    for (int t = 0; t < tokens.rows(); t++) {
      double square = 0;
      for (int i = 0; i < weights.cols(); i++) {
        double key = 0;
        for (int c = 0; c < weights.rows(); c++) {
          key += (double) tokens.get(t, c, lane) * weights.get(c, i);
        }
        square += key * key;
      }
      longest = Math.max(longest, square);
    }
    return longest;
  }

  /** Weights decay by half more than they are at a rate of 0.01. */
  @Test
  void aLambdaBelowZeroIsADivergenceAtTheStepThatMeetsIt() {
    TrialRecord last =
        TrialRunner.run(spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 1, 150), List.of());
    assertThat(last.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(last.outcomeStep()).isEqualTo(1);
    assertThat(lambdas(last).get(0).values()).allMatch(each -> each < 0);
    assertThat(heads(last)).isEmpty();
    TrialRecord next =
        TrialRunner.run(spec(new MesaSpec(Factor.learned(2), MesaSpec.NOTHING), 9, 150), List.of());
    assertThat(next.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(next.outcomeStep()).isEqualTo(2);
    TrialRecord fixed =
        TrialRunner.run(spec(new MesaSpec(Factor.fixed(2), MesaSpec.NOTHING), 9, 150), List.of());
    assertThat(fixed.outcome()).isEqualTo(Outcome.COMPLETED);
    TrialRecord gamma =
        TrialRunner.run(
            spec(new MesaSpec(Factor.fixed(2), Factor.learned(0.9)), 9, 150), List.of());
    assertThat(gamma.outcomeStep()).isEqualTo(2);
  }
}
