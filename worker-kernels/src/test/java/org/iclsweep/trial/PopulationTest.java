package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.ClassS;
import org.iclsweep.learner.LearnerFit;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.trial.Population.PopulationPoint;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

/** Of weights in class S their expected loss; of others that of the nearest ones there. */
class PopulationTest {

  private static final List<Double> SKEWED = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
  private static final LinearRegression TASK =
      new LinearRegression(5, 20, 1, 1)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false))
          .withCovariance(new Covariance(SKEWED, TeacherLaw.INVERSE_COVARIANCE, true, 3));

  private static ModelSpec model(
      int depth, boolean tied, int heads, Scale scale, double dampening, WeightsSpec weights) {
    return model(depth, tied, heads, scale, dampening, weights, Keys.CONTEXT, 0);
  }

  private static ModelSpec model(
      int depth,
      boolean tied,
      int heads,
      Scale scale,
      double dampening,
      WeightsSpec weights,
      Keys keys,
      double tokenClip) {
    return new ModelSpec(
        depth,
        tied,
        new AttentionSpec(Kind.LINEAR, heads, 0, keys, scale, Form.AUTO, weights),
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        dampening,
        Update.TOKEN,
        tokenClip,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.01));
  }

  private static ModelSpec merged(int depth, Pattern pattern) {
    return model(depth, false, 1, Scale.INVERSE_KEYS, 1, WeightsSpec.merged(pattern, false));
  }

  private static MeasuredModel measured(ModelSpec model, LinearRegression task) {
    return MeasuredModel.of(
        new TrialSpec(
            3,
            model,
            task,
            new TrainingSpec(
                1,
                16,
                0,
                new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
                new ScheduleSpec.Constant(),
                new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
            MeasureSpec.every(1).evalTasks(16).asked(List.of(new Population())).build()),
        List.of());
  }

  /** a Σ⁻¹ of the task as the model has it. */
  private static SharedMatrix inverse(MeasuredModel model, double a) {
    Covariance covariance = ((LinearRegression) model.spec().task()).covariance();
    return covariance.turned(SKEWED.stream().map(eigenvalue -> a / eigenvalue).toList());
  }

  /** With 1 from label to label and 1/N before scores, A = -η Σ⁻¹ and B = γ N / η. */
  private static void write(MeasuredModel model, List<Double> rates, List<Double> gammas) {
    for (int l = 0; l < rates.size(); l++) {
      var layer = model.network().weights().get(l);
      layer.weight(Name.KEY_QUERY, 0).copyFrom(inverse(model, -rates.get(l)));
      if (!gammas.isEmpty()) {
        double b = gammas.get(l) * 20 / rates.get(l);
        layer
            .weight(Name.VALUE_PROJECTION, 0)
            .copyFrom(Covariance.NONE.turned(Collections.nCopies(5, b)));
      }
    }
    model.network().prepare();
  }

  private static PopulationPoint point(MeasuredModel model) {
    return new Population().atPoints(model).at(new CurvePoint(7, null, 1, null)).get(0);
  }

  private static void assertClose(List<Double> found, List<Double> expected) {
    assertThat(found)
        .usingComparatorForType((x, y) -> Math.abs(x - y) < 1e-5 ? 0 : 1, Double.class)
        .isEqualTo(expected);
  }

  /** Half of the published .133608, in whatever order the layers are. */
  @Test
  void ofSparseLayersAtTheOptimumItIsThePublishedOne() {
    MeasuredModel model = measured(merged(3, Pattern.SPARSE), TASK);
    List<Double> rates = new ArrayList<>(new ClassS(3, false).fit(TASK, 0).learningRates());
    for (int turn = 0; turn < 3; turn++) {
      Collections.rotate(rates, 1);
      write(model, rates, List.of());
      PopulationPoint point = point(model);
      assertThat(point.step()).isEqualTo(7);
      assertThat(point.populationLoss()).isCloseTo(.133608 / 2, within(5e-7));
      assertClose(point.learningRates(), rates);
      assertThat(point.gammas()).isEmpty();
    }
  }

  /** Half of the published 9.61311e-4; the best rates in another order are far from it. */
  @Test
  void ofBlocksAtTheOptimumItIsThePublishedOne() {
    MeasuredModel model = measured(merged(3, Pattern.BLOCKS), TASK);
    LearnerFit fit = new ClassS(3, true).fit(TASK, 0);
    write(model, fit.learningRates(), fit.gammas());
    PopulationPoint point = point(model);
    assertThat(point.populationLoss()).isCloseTo(9.61311e-4 / 2, within(1e-8));
    assertClose(point.learningRates(), fit.learningRates());
    assertClose(point.gammas(), fit.gammas());
    List<Double> rates = new ArrayList<>(fit.learningRates());
    Collections.rotate(rates, 1);
    write(model, rates, fit.gammas());
    assertThat(point(model).populationLoss()).isGreaterThan(0.01);
  }

  /** What is off multiples of Σ⁻¹ and I, and the last layer's B, is no part of it. */
  @Test
  void whatIsOffClassSChangesNothing() {
    MeasuredModel model = measured(merged(2, Pattern.BLOCKS), TASK);
    write(model, List.of(0.5, 2.0), List.of(0.01, 0.0));
    double inside = point(model).populationLoss();
    for (int l = 0; l < 2; l++) {
      SharedMatrix b = model.network().weights().get(l).weight(Name.VALUE_PROJECTION, 0);
      b.set(0, 1, 3);
      b.set(2, 2, b.get(2, 2) + 1);
      b.set(3, 3, b.get(3, 3) - 1);
    }
    assertThat(point(model).populationLoss()).isCloseTo(inside, within(1e-6 * inside));
    model.network().weights().get(1).weight(Name.VALUE_PROJECTION, 0).set(0, 0, 7);
    assertThat(point(model).populationLoss()).isCloseTo(inside, within(1e-6 * inside));
    assertThat(point(model).gammas().get(1)).isZero();
    model.network().weights().get(1).weight(Name.KEY_QUERY, 0).set(0, 0, Float.NaN);
    assertThat(point(model).populationLoss()).isNull();
  }

  /** Whatever scales there are, on tasks drawn: two heads whose shares add up, one layer twice. */
  @Test
  void withinClassSItIsTheLossOfTheModel() {
    WeightsSpec full = WeightsSpec.merged(Pattern.FULL, false);
    LinearRegression task = TASK.withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));
    MeasuredModel model = measured(model(2, true, 2, Scale.INVERSE_ROOT_KEY_SIZE, 0.5, full), task);
    for (int head = 0; head < 2; head++) {
      var layer = model.network().weights().get(0);
      SharedMatrix a = inverse(model, head == 0 ? 0.25 : -0.5);
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
          layer.weight(Name.KEY_QUERY, head).set(i, j, a.get(i, j));
        }
        layer.weight(Name.VALUE_PROJECTION, head).set(i, i, head == 0 ? -0.2f : 0.1f);
      }
      layer.weight(Name.VALUE_PROJECTION, head).set(5, 5, head == 0 ? -0.5f : 0.25f);
    }
    model.network().prepare();
    Loss sampled =
        Evaluator.loss(
            model.predictor(), new EvaluationSet(model.spec().task(), Stream.EVAL, 1, 100_000));
    double population = point(model).populationLoss();
    assertThat(population).isCloseTo(sampled.mean(), within(4 * sampled.standardError()));
    assertThat(sampled.standardError()).isLessThan(0.02 * population);
    // far from the model that answers 0
    assertThat(population).isLessThan(0.5 * 5 * 0.25 / 2);
  }

  @Test
  void isOfLinearAttentionToNormalInputs() {
    Population asked = new Population();
    ModelSpec sparse = merged(7, Pattern.SPARSE);
    WeightsSpec blocks = WeightsSpec.merged(Pattern.BLOCKS, false);
    assertThat(asked.unknown(sparse, TASK)).isEmpty();
    assertThat(asked.unknown(merged(5, Pattern.BLOCKS), TASK)).isEmpty();
    assertThat(asked.unknown(merged(6, Pattern.BLOCKS), TASK))
        .contains("a population loss is known up to depth 5 only where inputs are moved");
    assertThat(asked.unknown(sparse, new LinearRegression(5, 20, 1, 1)))
        .contains(
            "an expected loss is known for linear regression with normal inputs, without noise and"
                + " distractors, only");
    assertThat(
            asked.unknown(
                sparse,
                TASK.withCovariance(new Covariance(SKEWED, TeacherLaw.ISOTROPIC, false, 0))))
        .contains(
            "an expected loss is known for teachers of the inverse covariance only, or inputs of"
                + " one variance");
    for (ModelSpec other :
        List.of(
            model(2, false, 1, Scale.NONE, 1, blocks, Keys.ALL, 0),
            model(2, false, 1, Scale.NONE, 1, blocks, Keys.CONTEXT, 10))) {
      assertThat(asked.unknown(other, TASK).orElseThrow())
          .startsWith("a population loss is of linear attention to the context");
    }
  }

  @Test
  void isToldAtEveryPointAndChangesNothingElse() {
    MeasuredModel model = measured(merged(2, Pattern.BLOCKS), TASK);
    TrialRecord record = TrialRunner.run(model.spec(), List.of());
    assertThat(record.measured(Measures.POPULATION))
        .extracting(PopulationPoint::step)
        .containsExactly(0, 1);
    // of weights near 0
    assertThat(record.measured(Measures.POPULATION).get(0).populationLoss())
        .isCloseTo(2.5, within(0.02));
    TrialSpec asked = model.spec();
    TrialSpec plain =
        new TrialSpec(
            asked.seed(),
            asked.model(),
            asked.task(),
            asked.training(),
            MeasureSpec.every(1).evalTasks(16).build());
    assertThat(record.with(Measures.POPULATION, List.of()))
        .isEqualTo(TrialRunner.run(plain, List.of()));
  }
}
