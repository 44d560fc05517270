package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.BatchGradient;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRunner;
import org.iclsweep.trial.TrialSpec;
import org.junit.jupiter.api.Test;

/** What a rotation of inputs and teachers leaves as it is. */
class RotationTest {

  private static final int DIM = 3;
  private static final LinearRegression STRAIGHT =
      new LinearRegression(DIM, 11, 1, 1)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
  private static final LinearRegression TURNED = turned(List.of());

  private static LinearRegression turned(List<Double> spectrum) {
    return STRAIGHT.withCovariance(new Covariance(spectrum, TeacherLaw.ISOTROPIC, true, 5));
  }

  /** Gradient descent of weights that prefer no direction turns as the inputs do. */
  @Test
  void trainingOnRotatedInputsHasTheSameLosses() {
    double[] straight = losses(STRAIGHT);
    double[] turned = losses(TURNED);
    assertThat(turned[0]).isGreaterThan(1.1 * turned[19]);
    for (int step = 0; step < straight.length; step++) {
      assertThat(turned[step]).isCloseTo(straight[step], within(1e-5 * straight[step]));
    }
  }

  private static double[] losses(LinearRegression task) {
    LinearRegression small = task.withInputs(task.inputs().times(0.4));
    Network network = Construction.network(small, 2, 0, List.of(0.5), List.of(0.01));
    BatchGradient batch = new BatchGradient(network, small.sampler(network.block()));
    double[] losses = new double[20];
    for (int step = 0; step < losses.length; step++) {
      losses[step] = batch.compute(1, Stream.TRAIN, step + 1, 0, 256);
      for (int k = 0; k < network.parameters().length; k++) {
        network.parameters()[k] -= 0.01f * network.gradient()[k];
      }
    }
    return losses;
  }

  private static TrialSpec trial(long seed, LinearRegression task) {
    return new TrialSpec(
        seed,
        new ModelSpec(
            1, true, 1, 0, 0, new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1)),
        task,
        new TrainingSpec(
            2000,
            256,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(2000)
            .evalTasks(500)
            .ood(OodSpec.ofFamily(List.of(2.0), List.of(), 500))
            .against(List.of(LearnerKind.GD, LearnerKind.LEAST_SQUARES))
            .build());
  }

  /** Answers and sensitivities of the learner are those on the model's own, rotated tasks. */
  @Test
  void modelsAreHeldAgainstLearnersThatAllSeedsShare() {
    TrialSpec one = trial(1, turned(List.of(1.0, 0.8, 0.6)));
    TrialSpec other = one.withSeed(2);
    assertThat(other.task()).isNotEqualTo(one.task());
    assertThat(other.learner(LearnerKind.GD)).isEqualTo(one.learner(LearnerKind.GD));
    List<TrialRecord> learners =
        one.measure().against().stream().map(kind -> TrialRunner.run(one.learner(kind))).toList();
    for (TrialSpec spec : List.of(one, other)) {
      TrialRecord record = TrialRunner.run(spec, learners);
      Alignment gd = record.alignments().get(record.alignments().size() - 2);
      assertThat(gd.learner()).isEqualTo(LearnerKind.GD);
      // directions that do not turn with the inputs have a mean cosine of 0
      assertThat(gd.cosine()).isGreaterThan(0.9);
      assertThat(record.zeroLoss())
          .isCloseTo(learners.get(0).zeroLoss(), Percentage.withPercentage(1e-3));
      // Adam at one rate, a batch of 256, and another step in every direction
      assertThat(record.finalLoss())
          .isCloseTo(learners.get(0).finalLoss(), Percentage.withPercentage(20));
    }
  }

  /** A model that answers 0 is as far from what they answer as that is large. */
  @Test
  void whatPrefersDirectionsTurnsWithTheInputsOfATrial() {
    List<LearnerKind> against =
        List.of(
            LearnerKind.LEAST_SQUARES,
            LearnerKind.THEOREM_ONE,
            LearnerKind.PGD,
            LearnerKind.CLASS_S);
    List<Double> spectrum = List.of(1.0, 0.5, 0.1);
    LinearRegression few =
        new LinearRegression(DIM, 2, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    TrialSpec straight =
        silent(
            few.withCovariance(new Covariance(spectrum, TeacherLaw.INVERSE_COVARIANCE, false, 0)),
            against);
    TrialSpec turned =
        silent(
            few.withCovariance(new Covariance(spectrum, TeacherLaw.INVERSE_COVARIANCE, true, 0)),
            against);
    List<TrialRecord> learners =
        against.stream().map(kind -> TrialRunner.run(turned.learner(kind))).toList();
    List<Alignment> expected = TrialRunner.run(straight, learners).alignments();
    List<Alignment> found = TrialRunner.run(turned, learners).alignments();
    assertThat(found).hasSize(against.size());
    for (int k = 0; k < found.size(); k++) {
      Alignment size = expected.get(k);
      assertThat(found.get(k).learner()).isEqualTo(size.learner());
      assertThat(found.get(k).predictionDifference())
          .isCloseTo(size.predictionDifference(), Percentage.withPercentage(1e-3))
          .isGreaterThan(0.1);
      assertThat(found.get(k).modelDifference())
          .isCloseTo(size.modelDifference(), Percentage.withPercentage(1e-3));
    }
  }

  private static TrialSpec silent(LinearRegression task, List<LearnerKind> against) {
    return new TrialSpec(
        1,
        new ModelSpec(
            1, true, 1, 0, 0, new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 1e-4)),
        task,
        new TrainingSpec(
            0,
            16,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(1).evalTasks(500).against(against).build());
  }

  @Test
  void aPerceptronIsNotTrainedForAllRotations() {
    MlpSpec before = new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.GELU, false, 4);
    ModelSpec plain = trial(1, STRAIGHT).model();
    ModelSpec model =
        new ModelSpec(
            plain.depth(),
            plain.tied(),
            plain.attention(),
            before,
            plain.norm(),
            plain.embedding(),
            plain.positions(),
            plain.dampening(),
            plain.update(),
            plain.tokenClip(),
            plain.initialisation());
    TrialSettings settings = new TrialSettings(model, TURNED, 10, 16, 0);
    assertThatThrownBy(() -> LearnerKind.MLP_GD.learner().beside(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "mlp-gd is trained once for all trials, on inputs that are not rotated");
    assertThat(LearnerKind.MLP_GD.learner().unknownBeside(model, STRAIGHT)).isEmpty();
  }

  @Test
  void whatIsKnownOfFlatSpectraAloneSaysSo() {
    ModelSpec model = trial(1, STRAIGHT).model();
    Learner five = LearnerKind.THEOREM_FIVE.learner();
    assertThat(five.unknownBeside(model, TURNED)).isEmpty();
    assertThat(five.unknownBeside(model, turned(List.of(1.0, 1.0, 0.5))))
        .contains("theorem-5 is known for inputs of one variance in all directions only");
    List<Double> skewed = List.of(1.0, 1.0, 0.5);
    assertThat(Ridge.bayes(turned(skewed))).isZero();
    assertThatThrownBy(
            () ->
                Ridge.bayes(
                    STRAIGHT.withCovariance(
                        new Covariance(skewed, TeacherLaw.INVERSE_COVARIANCE, false, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the best strength of ridge is known for teachers without a preferred direction only");
  }
}
