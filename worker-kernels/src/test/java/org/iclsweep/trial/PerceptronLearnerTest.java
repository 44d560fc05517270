package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Sine;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A perceptron with gradient descent on its output layer, and models that are held against it. */
class PerceptronLearnerTest {

  private static final Sine TASK = new Sine(7);
  private static TrialRecord learner;

  @BeforeAll
  static void train() {
    learner = TrialRunner.run(spec(1500).learner(LearnerKind.MLP_GD));
  }

  @Test
  void trainingTheFeaturesLowersTheLoss() {
    double untrained = TrialRunner.run(spec(0).learner(LearnerKind.MLP_GD)).finalLoss();
    assertThat(learner.finalLoss()).isLessThan(0.9 * untrained);
    assertThat(learner.finalLoss()).isLessThan(0.9 * learner.zeroLoss());
  }

  @Test
  void attentionStaysGradientDescent() {
    assertThat(weights("key").values()).isEqualTo(weights("query").values());
    float[] diagonal = new float[4];
    for (int k = 0; k < 4; k++) {
      diagonal[k] = weights("projection").values().get(k * 13 + k);
    }
    assertThat(diagonal).containsOnly(-0f);
    assertThat(weights("projection").values().get(13 * 13 - 1)).isEqualTo(-0.1f / 7);
    assertThat(weights("query").values().get(13 * 13 - 1)).isZero();
    assertThat(learner.learners().get(0).learningRates()).containsExactly(0.1);
  }

  @Test
  void weightsOfTheRowAreTheLearner() {
    TrialSpec spec = spec(1500);
    List<WeightMatrix> changed = new ArrayList<>(learner.weights());
    WeightMatrix embedding = changed.get(0);
    assertThat(embedding.name()).isEqualTo("embedding");
    changed.set(
        0,
        new WeightMatrix(
            null,
            null,
            embedding.name(),
            embedding.rows(),
            embedding.cols(),
            embedding.values().stream().map(value -> 2 * value).toList()));
    Alignment whole = alignment(spec, learner.weights());
    assertThat(whole.learner()).isEqualTo(LearnerKind.MLP_GD);
    assertThat(alignment(spec, changed)).isNotEqualTo(whole);
    assertThat(alignment(spec, learner.weights())).isEqualTo(whole);
  }

  @Test
  void weightsOfAnotherModelAreRefused() {
    List<WeightMatrix> fewer = learner.weights().subList(1, learner.weights().size());
    assertThatThrownBy(() -> alignment(spec(1500), fewer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 8 weight matrices, but the network has 9");
  }

  @Test
  void itNeedsAPerceptronBeforeTheLayers() {
    TrialSpec spec = spec(0);
    ModelSpec plain = new ModelSpec(1, false, 1, 0, 0, spec.model().initialisation());
    TrialSpec without = new TrialSpec(0, plain, TASK, spec.training(), spec.measure());
    assertThatThrownBy(() -> without.learner(LearnerKind.MLP_GD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mlp-gd descends on what a perceptron before the layers puts out, but the model's is"
                + " none");
  }

  @Test
  void headsAndSeedsOfTheModelMakeNoDifference() {
    LearnerSpec one = spec(5).learner(LearnerKind.MLP_GD);
    ModelSpec m = spec(5).model();
    ModelSpec softmax =
        new ModelSpec(
            1,
            false,
            new AttentionSpec(
                AttentionSpec.Kind.SOFTMAX,
                2,
                3,
                AttentionSpec.Keys.ALL,
                AttentionSpec.Scale.BY_KIND,
                AttentionSpec.Form.AUTO),
            m.mlp(),
            NormPlace.EVERY_LAYER,
            m.embedding(),
            0,
            0.5,
            Update.LABEL,
            0,
            m.initialisation());
    TrialSpec other = new TrialSpec(9, softmax, TASK, spec(5).training(), spec(5).measure());
    assertThat(other.learner(LearnerKind.MLP_GD)).isEqualTo(one);
  }

  private static Alignment alignment(TrialSpec spec, List<WeightMatrix> weights) {
    TrialRecord row = learner.with(Measures.WEIGHTS, weights);
    TrialSpec untrained = new TrialSpec(0, spec.model(), TASK, spec(0).training(), spec.measure());
    return TrialRunner.run(untrained, List.of(row)).alignments().get(0);
  }

  private static WeightMatrix weights(String name) {
    return learner.weights().stream()
        .filter(matrix -> matrix.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TrialSpec spec(int steps) {
    ModelSpec model =
        new ModelSpec(
            1,
            false,
            AttentionSpec.linear(1, 0),
            new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.GELU, true, 3),
            NormPlace.NONE,
            13,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.1));
    return new TrialSpec(
        3,
        model,
        TASK,
        new TrainingSpec(
            steps,
            64,
            0,
            new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 100)),
        MeasureSpec.every(100)
            .evalTasks(500)
            .ood(OodSpec.ofFamily(List.of(1.0), List.of(), 100))
            .against(List.of(LearnerKind.MLP_GD))
            .build());
  }
}
