package org.iclsweep.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
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
import org.iclsweep.random.Stream;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The learner: theorem 3 against its table, and both theorems at work. */
class ClassSTest {

  @ParameterizedTest
  @CsvSource({
    "2, 3.75; 0.25000, 3.40659; 0.1368 0.4017, 3.25351; 0.0942 0.1883 0.5679, 3.17224; 0.0715 0.1236 0.2382 0.7367",
    "4, 3; 0.40000, 2.36318; 0.2284 0.6969, 2.04024; 0.1645 0.3143 1.0560, 1.84492; 0.1285 0.2140 0.4070 1.4514",
    "5, 2.72727; 0.45455, 1.99374; 0.2640 0.8044, 1.6203; 0.1935 0.3630 1.2319, 1.39194; 0.1528 0.2505 0.4736 1.7099",
    "6, 2.5; 0.50000, 1.69761; 0.2948 0.8909, 1.29554; 0.2193 0.4051 1.3674, 1.05242; 0.1749 0.2825 0.5311 1.9015",
    "8, 2.14286; 0.57143, 1.26374; 0.3458 1.0168, 0.850324; 0.2635 0.4742 1.5465, 0.614945; 0.2136 0.3365 0.6244 2.1289",
    "10, 1.875; 0.62500, 0.970971; 0.3869 1.0996, 0.579367; 0.3003 0.5287 1.6443, 0.37415; 0.2467 0.3805 0.6961 2.2238",
    "12, 1.66667; 0.66667, 0.766374; 0.4209 1.1551, 0.408944; 0.3316 0.5729 1.6947, 0.237592; 0.2755 0.4172 0.7523 2.2486",
    "14, 1.5; 0.70000, 0.618753; 0.4497 1.1929, 0.297852; 0.3587 0.6094 1.7176, 0.156988; 0.3008 0.4486 0.7973 2.2383",
    "16, 1.36364; 0.72727, 0.509211; 0.4745 1.2189, 0.222934; 0.3824 0.6402 1.7245, 0.107444; 0.3234 0.4757 0.8338 2.2110",
    "18, 1.25; 0.75000, 0.425921; 0.4962 1.2370, 0.170837; 0.4035 0.6664 1.7221, 0.0758239; 0.3437 0.4994 0.8639 2.1763",
    "19, 1.2; 0.76000, 0.391619; 0.5061 1.2439, 0.150723; 0.4132 0.6782 1.7187, 0.0643505; 0.3531 0.5103 0.8770 2.1577",
    "20, 1.15385; 0.76923, 0.36124; 0.5154 1.2496, 0.133608; 0.4224 0.6891 1.7142, 0.0549526; 0.3621 0.5205 0.8890 2.1389",
    "25, 0.967742; 0.80645, 0.251363; 0.5551 1.2661, 0.0777176; 0.4623 0.7343 1.6839, 0.0270218; 0.4014 0.5642 0.9361 2.0474",
    "30, 0.833333; 0.83333, 0.18465; 0.5864 1.2711, 0.0490026; 0.4944 0.7679 1.6495, 0.0147646; 0.4338 0.5986 0.9684 1.9670",
    "40, 0.652174; 0.86957, 0.111456; 0.6331 1.2673, 0.0230282; 0.5436 0.8149 1.5863, 0.00548377; 0.4844 0.6499 1.0085 1.8410",
    "100, 0.283019; 0.94340, 0.0202421; 0.7573 1.2099, 0.00179305; 0.6825 0.9163 1.3867, 0.000190317; 0.6327 0.7828 1.0667 1.5143"
  })
  void withoutMovesItIsTheTables(int context, String one, String two, String three, String four) {
    String[] rows = {one, two, three, four};
    for (int depth = 1; depth <= 4; depth++) {
      String[] parts = rows[depth - 1].split("[; ]+");
      StationaryPoint best =
          new ClassS(depth, false).points(new WishartSpectrum(5, context)).get(0);
      assertThat(best.loss() / Double.parseDouble(parts[0])).isCloseTo(1, within(5.1e-6));
      for (int l = 0; l < depth; l++) {
        assertThat(best.learningRates().get(depth - 1 - l))
            .isCloseTo(Double.parseDouble(parts[l + 1]), within(6e-5));
      }
      assertThat(best.gammas()).isEmpty();
      assertThat(best.shape()).isEqualTo(StationaryPoint.Shape.MINIMUM);
    }
  }

  /** Half of the table's 0.384121, times 0.5² 3². */
  @Test
  void withMovesItHasTheLossOfItsTask() {
    LinearRegression task =
        new LinearRegression(5, 10, 1, 3)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));
    ClassS learner = new ClassS(2, true);
    LearnerFit fit = learner.fit(task, 0);
    Loss loss =
        Evaluator.loss(
            learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, 1, 200_000));
    assertThat(fit.stationary().get(0).loss()).isCloseTo(0.384121 * 2.25 / 2, within(1e-6));
    assertThat(loss.mean())
        .isCloseTo(fit.stationary().get(0).loss(), within(4 * loss.standardError()));
    assertThat(loss.standardError()).isLessThan(0.05 * loss.mean());
    assertThat(fit.learningRates()).isEqualTo(fit.stationary().get(0).learningRates());
    assertThat(fit.gammas()).isEqualTo(fit.stationary().get(0).gammas());
    // a = .3738, b = .9229 of whitened inputs
    assertThat(fit.gammas().get(0)).isCloseTo(.3738 * .9229 / 10 / 0.25, within(2e-5));
    assertThat(fit.stationary()).hasSize(3);
  }

  private static final LinearRegression FLAT =
      new LinearRegression(5, 10, 1, 3)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 0.5, false));

  private static LinearRegression skewed(TeacherLaw teacher) {
    List<Double> eigenvalues = List.of(1.0, 1.0, 0.25, 0.0625, 1.0);
    return FLAT.withCovariance(new Covariance(eigenvalues, teacher, true, 2));
  }

  /** On the same draws, up to rounding. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void teachersOfTheInverseCovarianceLeaveItAsItIs(boolean movesInputs) {
    LinearRegression task = skewed(TeacherLaw.INVERSE_COVARIANCE);
    ClassS learner = new ClassS(2, movesInputs);
    LearnerFit fit = learner.fit(task, 0);
    assertThat(fit).isEqualTo(learner.fit(FLAT, 0));
    double flat = loss(learner, fit, FLAT);
    assertThat(loss(learner, fit, task)).isCloseTo(flat, within(2e-5 * flat));
  }

  private static double loss(Learner learner, LearnerFit fit, LinearRegression task) {
    return Evaluator.loss(
            learner.predictor(task, fit), new EvaluationSet(task, Stream.EVAL, 1, 20_000))
        .mean();
  }

  @Test
  void teachersWithoutAPreferredDirectionHaveNoSuchOptimum() {
    LinearRegression task = skewed(TeacherLaw.ISOTROPIC);
    String why =
        "class-s is known for teachers of the inverse covariance only, or inputs of one variance";
    assertThat(new ClassS(2, true).unknownBeside(Construction.model(2), task)).contains(why);
    assertThatThrownBy(() -> new ClassS(2, true).fit(task, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
    assertThatThrownBy(() -> ExpectedLoss.of(task, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an expected loss is known for teachers of the inverse");
  }

  @Test
  void sparseModelsAreHeldAgainstLayersThatMoveNothing() {
    for (Pattern pattern : Pattern.values()) {
      boolean moves = pattern != Pattern.SPARSE;
      ModelSpec model = model(pattern, 3);
      TrialSettings trial = new TrialSettings(model, FLAT, 1, 1, 0);
      assertThat(LearnerKind.CLASS_S.learner().beside(trial)).isEqualTo(new ClassS(3, moves));
      Optional<String> deep = new ClassS(2, true).unknownBeside(model(pattern, 7), FLAT);
      assertThat(deep.isPresent()).isEqualTo(moves);
    }
  }

  private static ModelSpec model(Pattern pattern, int depth) {
    AttentionSpec attention =
        new AttentionSpec(
            Kind.LINEAR,
            1,
            0,
            Keys.CONTEXT,
            Scale.INVERSE_KEYS,
            Form.AUTO,
            WeightsSpec.merged(pattern, false));
    return new ModelSpec(
        depth,
        false,
        attention,
        MlpSpec.NONE,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        0,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3));
  }

  @Test
  void oneLayerMovesNothing() {
    LinearRegression task =
        new LinearRegression(5, 20, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    LearnerFit fit = new ClassS(1, true).fit(task, 0);
    assertThat(fit.learningRates().get(0)).isCloseTo(20 / 26.0, within(1e-14));
    assertThat(fit.gammas()).isEmpty();
  }

  /** Theorem 1: f = d (d + 1) / (N + d + 1), a = N / (N + d + 1). */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 1000000", "2, 1000000", "5, 3", "5, 1000", "20, 1000000"})
  void oneLayerIsTheoremOnes(int dim, int context) {
    LinearRegression task =
        new LinearRegression(dim, context, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    StationaryPoint only = new ClassS(1, true).fit(task, 0).stationary().get(0);
    double all = context + dim + 1;
    assertThat(2 * only.loss() * all / (dim * (dim + 1))).isCloseTo(1, within(1e-11));
    assertThat(only.learningRates().get(0) * all / context).isCloseTo(1, within(1e-13));
  }

  /** Four factors of r, of orders N^-1/2 to N^-4, are down to 1e-24: f is rounding alone. */
  @Test
  void whereNothingIsFoundItSaysWhere() {
    LinearRegression task =
        new LinearRegression(2, 1_000_000, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    assertThatThrownBy(() -> new ClassS(4, true).fit(task, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "class-s found no stationary point at depth 4, d = 2 and N = 1000000: its loss there is"
                + " too near to 0 for double precision; choose a shorter context or fewer layers,"
                + " or leave class-s out");
    assertThat(new ClassS(4, true).expectedLoss(task)).isEmpty();
  }

  @Test
  void fiveLayersAreRefused() {
    assertThatThrownBy(() -> new ClassS(5, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth is 5, but class-s is known up to depth 4 only");
    assertThat(new ClassS(5, false).points(new WishartSpectrum(5, 20)).get(0).loss())
        .isLessThan(0.0549526 / 2);
  }
}
