package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
import org.iclsweep.learner.ClassSLoss;
import org.iclsweep.learner.WishartSpectrum;
import org.iclsweep.measure.Evaluator.LossSum;
import org.iclsweep.measure.Loss;
import org.iclsweep.model.AttentionSpec.Form;
import org.iclsweep.model.AttentionSpec.Keys;
import org.iclsweep.model.AttentionSpec.Kind;
import org.iclsweep.model.AttentionSpec.Scale;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Features;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.SecondMoments;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TeacherLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss given the context against the definition, against draws, and against theory. */
class IntegratedLossTest {

  private static final int TASKS = 37;
  private static final LinearRegression NORMAL =
      new LinearRegression(3, 7, 1, 0.9)
          .withInputs(new InputDistribution(InputLaw.NORMAL, 0.8, false));
  private static final List<Double> SPECTRUM = List.of(1.0, 0.25, 2.0);
  private static final LinearRegression SKEWED =
      NORMAL.withCovariance(new Covariance(SPECTRUM, TeacherLaw.ISOTROPIC, true, 5));
  private static final LinearRegression WHITENED =
      NORMAL.withCovariance(new Covariance(SPECTRUM, TeacherLaw.INVERSE_COVARIANCE, true, 5));

  static Stream<Architecture> architectures() {
    return Stream.of(
        on(SKEWED, 1, true, 2, Pattern.BLOCKS, false),
        on(SKEWED, 2, false, 2, Pattern.BLOCKS, false),
        on(WHITENED, 3, false, 1, Pattern.BLOCKS, false),
        on(NORMAL, 4, true, 2, Pattern.BLOCKS, true),
        on(SKEWED, 1, false, 1, Pattern.SPARSE, false),
        on(WHITENED, 3, false, 2, Pattern.SPARSE, false));
  }

  private static Architecture on(
      TaskSpec task, int depth, boolean tied, int heads, Pattern pattern, boolean symmetric) {
    Architecture of = Architectures.merged(depth, tied, heads, Form.AUTO, pattern, symmetric);
    return new Architecture(of.name(), of.model(), task);
  }

  private static Network drawn(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    NetworkTest.draw(network, architecture.task());
    return network;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void lossIsThatOfTheDefinition(Architecture architecture) {
    Network network = drawn(architecture);
    IntegratedLoss loss = network.integrated();
    loss.prepare();
    loss.forward();
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      double expected =
          loss(architecture.task(), new DoubleNetwork(network), NetworkTest.tokens(network, lane));
      assertThat(loss.loss(lane)).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  /** Half the square sum of the errors at teachers and queries that are columns of the factors. */
  private static double loss(TaskSpec task, DoubleNetwork reference, double[][] context) {
    SecondMoments moments = SecondMoments.of(task);
    double sum = 0;
    for (double[] w : columns(moments.teacher())) {
      for (double[] x : columns(moments.query())) {
        double error = error(reference, context, w, x);
        sum += error * error / 2;
      }
    }
    return sum;
  }

  private static List<double[]> columns(SharedMatrix matrix) {
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < matrix.cols(); c++) {
      double[] column = new double[matrix.rows()];
      for (int r = 0; r < column.length; r++) {
        column[r] = matrix.get(r, c);
      }
      columns.add(column);
    }
    return columns;
  }

  /** y* - ŷ of a teacher and a query in a context. */
  private static double error(DoubleNetwork reference, double[][] context, double[] w, double[] x) {
    int dim = w.length;
    double[][] tokens = new double[context.length][];
    for (int t = 0; t < tokens.length; t++) {
      boolean query = t == tokens.length - 1;
      tokens[t] = Arrays.copyOf(query ? x : context[t], dim + 1);
      tokens[t][dim] = query ? 0 : dot(w, tokens[t]);
    }
    return dot(w, x) + reference.output(tokens);
  }

  private static double dot(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientIsThatOfCentralDifferencesInDouble(Architecture architecture) {
    Network network = NetworkTest.network(architecture);
    TaskSampler sampler = architecture.task().sampler(network.block());
    BatchGradient batch = new BatchGradient(network.integrated(), sampler, 0);
    double loss = batch.compute(3, org.iclsweep.random.Stream.TRAIN, 1, 0, TASKS);
    List<double[][]> contexts = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      if (task % LaneMatrix.LANES == 0) {
        sampler.draw(3, org.iclsweep.random.Stream.TRAIN, 1, task);
      }
      contexts.add(NetworkTest.tokens(network, task % LaneMatrix.LANES));
    }
    DoubleNetwork reference = new DoubleNetwork(network);
    double expected = mean(architecture.task(), reference, contexts);
    assertThat(loss).isCloseTo(expected, within(1e-5 * expected));
    double scale = 0.05;
    for (float g : network.gradient()) {
      scale = Math.max(scale, Math.abs(g));
    }
    for (int k = 0; k < network.parameters().length; k++) {
      double kept = reference.parameters()[k];
      reference.parameters()[k] = kept + 1e-6;
      double above = mean(architecture.task(), reference, contexts);
      reference.parameters()[k] = kept - 1e-6;
      double below = mean(architecture.task(), reference, contexts);
      reference.parameters()[k] = kept;
      assertThat((double) network.gradient()[k])
          .as("parameter %d", k)
          .isCloseTo((above - below) / 2e-6, within(2e-5 * scale));
    }
  }

  private static double mean(TaskSpec task, DoubleNetwork reference, List<double[][]> contexts) {
    return contexts.stream().mapToDouble(each -> loss(task, reference, each)).average().orElse(0);
  }

  /** Of one context, over teachers and queries that are drawn anew. */
  @Test
  void lossIsTheMeanOverTeachersAndQueries() {
    Network network = drawn(on(SKEWED, 2, false, 2, Pattern.BLOCKS, false));
    IntegratedLoss integrated = network.integrated();
    integrated.prepare();
    integrated.forward();
    DoubleNetwork reference = new DoubleNetwork(network);
    SecondMoments moments = SecondMoments.of(SKEWED);
    Random random = new Random(5);
    double[][] context = NetworkTest.tokens(network, 3);
    LossSum sum = new LossSum();
    for (int k = 0; k < 20_000; k++) {
      double[] w = normal(columns(moments.teacher()), random);
      double[] x = normal(columns(moments.query()), random);
      double error = error(reference, context, w, x);
      sum.add(error * error / 2);
    }
    Loss loss = sum.loss();
    assertThat(integrated.loss(3)).isCloseTo(loss.mean(), within(4 * loss.standardError()));
    assertThat(loss.standardError()).isLessThan(0.03 * loss.mean());
  }

  private static double[] normal(List<double[]> columns, Random random) {
    double[] sum = new double[columns.get(0).length];
    for (double[] column : columns) {
      double draw = random.nextGaussian();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += draw * column[i];
      }
    }
    return sum;
  }

  /** Of the same contexts, so that what is left is the chance of teacher and query. */
  @ParameterizedTest
  @CsvSource({
    "UNIFORM, ISOTROPIC",
    "NORMAL, ISOTROPIC",
    "NORMAL, INVERSE_COVARIANCE",
    "LAPLACE, ISOTROPIC",
    "SPHERE, ISOTROPIC",
    "GAMMA_RADIUS, INVERSE_COVARIANCE"
  })
  void momentsAreThoseOfTheTasks(InputLaw law, TeacherLaw teacher) {
    double shape = law == InputLaw.GAMMA_RADIUS ? 1.7 : 0;
    LinearRegression task =
        NORMAL
            .withInputs(new InputDistribution(law, 0.6, false, shape))
            .withCovariance(new Covariance(SPECTRUM, teacher, true, 5));
    Network network = drawn(on(task, 1, false, 1, Pattern.SPARSE, false));
    IntegratedLoss integrated = network.integrated();
    integrated.prepare();
    TaskSampler sampler = task.sampler(network.block());
    LossSum difference = new LossSum();
    LossSum plain = new LossSum();
    for (int first = 0; first < 40_000; first += LaneMatrix.LANES) {
      sampler.draw(9, org.iclsweep.random.Stream.EVAL, 0, first);
      network.forward();
      integrated.forward();
      LaneMatrix errors = network.errors(LaneMatrix.LANES);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        double error = errors.get(0, 0, lane);
        plain.add(error * error / 2);
        difference.add(error * error / 2 - integrated.loss(lane));
      }
    }
    double error = difference.loss().standardError();
    assertThat(difference.loss().mean()).isCloseTo(0, within(4 * error));
    assertThat(error).isLessThan(0.03 * plain.loss().mean());
  }

  /**
   * A_l = -a_l I and B_l = b_l I on white tasks: exactly known, twice the loss in the paper's
   * units.
   */
  @Test
  void meanIsTheExactLossOfClassS() {
    LinearRegression task =
        new LinearRegression(5, 20, 1, 1)
            .withInputs(new InputDistribution(InputLaw.NORMAL, 1, false));
    double[] rates = {.5168, 3.4747};
    double[] shares = {.8685, 0};
    Network network = NetworkTest.network(on(task, 2, false, 1, Pattern.BLOCKS, false));
    assertThat(network.spec().dampening()).isEqualTo(0.9);
    Arrays.fill(network.parameters(), 0f);
    for (int l = 0; l < 2; l++) {
      for (int i = 0; i < 5; i++) {
        set(network, l, "key-query", i, -rates[l] / 0.9);
        set(network, l, "value-projection", i, shares[l]);
      }
    }
    IntegratedLoss integrated = network.integrated();
    integrated.prepare();
    TaskSampler sampler = task.sampler(network.block());
    LossSum sum = new LossSum();
    for (int first = 0; first < 100_000; first += LaneMatrix.LANES) {
      sampler.draw(9, org.iclsweep.random.Stream.EVAL, 0, first);
      integrated.forward();
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        sum.add(integrated.loss(lane));
      }
    }
    double exact =
        ClassSLoss.blocks(new WishartSpectrum(5, 20), 2)
            .at(new double[] {rates[0], rates[1], shares[0]});
    Loss loss = sum.loss();
    assertThat(2 * loss.mean()).isCloseTo(exact, within(8 * loss.standardError()));
    assertThat(loss.standardError()).isLessThan(0.05 * loss.mean());
  }

  private static void set(Network network, int layer, String name, int i, double value) {
    ParameterSlice slice =
        network.slices().stream()
            .filter(each -> each.layer() == layer && each.name().equals(name))
            .findFirst()
            .orElseThrow();
    slice.view(network.parameters()).set(i, i, (float) value);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void whatIsKeptHasTheBitsOfWhatIsDrawn(Architecture architecture) {
    List<List<Float>> bits = new ArrayList<>();
    for (int kept : new int[] {0, TASKS}) {
      Network network = NetworkTest.network(architecture);
      TaskSampler sampler = architecture.task().sampler(network.block());
      BatchGradient batch = new BatchGradient(network.integrated(), sampler, kept);
      List<Float> all = new ArrayList<>();
      for (int step : new int[] {1, 1, 4, 4}) {
        all.add((float) batch.compute(7, org.iclsweep.random.Stream.TRAIN, step, 0, TASKS));
        for (int k = 0; k < network.parameters().length; k++) {
          all.add(network.gradient()[k]);
          network.parameters()[k] -= 0.1f * network.gradient()[k];
        }
        sampler.draw(3, org.iclsweep.random.Stream.TRAIN, 99, 0);
      }
      bits.add(all);
      assertThat(network.integrated().known().floats())
          .isEqualTo(
              (int) IntegratedLoss.known(architecture.model(), architecture.task()).floats(16));
    }
    assertThat(bits.get(0)).isEqualTo(bits.get(1));
  }

  /** Three layers, d = 5: errors of five teachers and queries, by a map where that is cheaper. */
  @Test
  void costsWhatItsRowsCost() {
    LinearRegression task = new LinearRegression(5, 20, 1, 1);
    ModelSpec blocks = on(task, 3, false, 1, Pattern.BLOCKS, false).model();
    double cube = 125;
    double answers = 2 * cube;
    ModelCost cost = IntegratedLoss.cost(blocks, task);
    assertThat(cost.forward())
        .isEqualTo(
            20 * 25
                + cube
                + 3 * answers
                + 2 * cube // Z
                + (2 + 2 + 2) * cube // T, rows, C'
                + (2 + 2) * cube);
    assertThat(cost.backward())
        .isEqualTo(
            answers + 2 * 2 * answers + cube + 2 * cube + (3 + 4 + 1) * cube + (3 + 4 + 1) * cube);
  }

  @Test
  void isRefusedWhereAnswersAreNotBilinear() {
    ModelSpec blocks = on(NORMAL, 2, false, 1, Pattern.BLOCKS, false).model();
    IntegratedLoss.refuse(blocks, NORMAL);
    refused(on(NORMAL, 1, false, 1, Pattern.FULL, false).model(), NORMAL, "labels move inputs");
    MlpSpec before = new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.RELU, true, 2);
    refused(with(Kind.LINEAR, Keys.CONTEXT, before, 0), NORMAL, "perceptrons change tokens");
    refused(with(Kind.LINEAR, Keys.CONTEXT, MlpSpec.NONE, 2), NORMAL, "tokens are clipped");
    refused(with(Kind.LINEAR, Keys.ALL, MlpSpec.NONE, 0), NORMAL, "the query is looked at");
    refused(with(Kind.RELU, Keys.CONTEXT, MlpSpec.NONE, 0), NORMAL, "attention is relu");
    refused(blocks, new Sine(5), "no linear regression");
    InputDistribution mixed = new InputDistribution(InputLaw.MIXTURE, 1, false);
    InputDistribution shifted = new InputDistribution(InputLaw.EXPONENTIAL, 1, false);
    InputDistribution normalised = new InputDistribution(InputLaw.NORMAL, 1, true);
    refused(blocks, NORMAL.withInputs(mixed), "mixture inputs are not centred");
    refused(blocks, NORMAL.withInputs(shifted), "exponential inputs are not centred");
    refused(blocks, NORMAL.withInputs(normalised), "divided by the norm of the context");
    refused(blocks, disturbed(0.1, 0), "labels of the context are disturbed");
    refused(blocks, disturbed(0, 1), "labels of the context are disturbed");
    refused(
        blocks,
        NORMAL.withCovariance(Covariance.NONE).withFeatures(new Features(5, 7)),
        "labels are products with features of the query");
  }

  private static LinearRegression disturbed(double noise, int distractors) {
    return new LinearRegression(3, 7, NORMAL.inputs(), 1, noise, distractors, NORMAL.layout());
  }

  private static void refused(ModelSpec model, TaskSpec task, String why) {
    assertThatThrownBy(() -> IntegratedLoss.refuse(model, task))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a loss is integrated over ")
        .hasMessageContaining("but ")
        .hasMessageContaining(why);
  }

  private static ModelSpec with(Kind kind, Keys keys, MlpSpec mlp, double clip) {
    AttentionSpec attention =
        new AttentionSpec(
            kind, 1, 0, keys, Scale.NONE, Form.AUTO, WeightsSpec.merged(Pattern.BLOCKS, false));
    return new ModelSpec(
        2,
        false,
        attention,
        mlp,
        NormPlace.NONE,
        0,
        0,
        1,
        Update.TOKEN,
        clip,
        new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3));
  }
}
