package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.measure.CopySensitivity.Measured;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.DoubleNetwork;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.api.Test;

class CopySensitivityTest {

  private static final int POSITIONS = 10;

  /** The paper's copying experiment: ten features beside ten of the position's code. */
  private static final InContext PAPER = interleaved(10, 10);

  @Test
  void anUntrainedLayerPassesTokensOn() {
    Network network = network(PAPER, AttentionSpec.Kind.SOFTMAX_THEN_LINEAR, 0.0224, 2);
    Measured measured = measure(network, PAPER, 130);
    // the stream alone gives each token's ten features a derivative of one; of attention, 20 value
    // channels of weights 0.0224² sqrt(20) move them by 1/20 of some thousandths
    assertThat(measured.own()).isCloseTo(Math.sqrt(10), within(0.01));
    assertThat(measured.next()).isLessThan(0.01);
    assertThat(measured.other()).isLessThan(0.01);
  }

  /** 67 tasks: a block and three of the next. */
  @Test
  void normsAreThoseOfMeansOfCentralDifferencesInDouble() {
    InContext task = interleaved(3, 5);
    Network network = network(task, AttentionSpec.Kind.SOFTMAX_THEN_LINEAR, 0.5, 7);
    int tasks = 67;
    Measured measured = measure(network, task, tasks);
    double[][] norms = norms(network, task, tasks);
    int count = norms.length;
    double own = 0;
    double next = 0;
    double all = 0;
    for (int k = 0; k < count; k++) {
      own += norms[k][k] / count;
      next += norms[k][k + 1] / count;
      for (double norm : norms[k]) {
        all += norm / count;
      }
    }
    assertThat(count).isEqualTo(9);
    // float derivatives of order 1
    assertThat(measured.own()).isCloseTo(own, within(2e-5));
    assertThat(measured.next()).isCloseTo(next, within(2e-5));
    assertThat(measured.other()).isCloseTo((all - own - next) / 9, within(2e-5));
    assertThat(measured.otherWithNext()).isCloseTo((all - own) / 9, within(2e-5));
    assertThat(measured.other()).isGreaterThan(0.01);
  }

  /**
   * Each token looks at the one behind it: the code of positions is turned on by one place, and
   * scores of 60 times the codes' product leave e^-28 for all others. Of what it finds, a share of
   * 0.7 is added to itself, so that next is 0.7 √10.
   */
  @Test
  void nextIsTheShareThatACopyingLayerCopies() {
    Network network = network(PAPER, AttentionSpec.Kind.SOFTMAX_THEN_LINEAR, 0.1, 1);
    copy(network.weights().get(0), 60 * Math.sqrt(20), 0.7);
    network.prepare();
    Measured measured = measure(network, PAPER, 100);
    assertThat(measured.own()).isCloseTo(Math.sqrt(10), within(1e-5));
    assertThat(measured.next()).isCloseTo(0.7 * Math.sqrt(10), within(1e-5));
    assertThat(measured.other()).isLessThan(1e-5);
    assertThat(measured.otherWithNext()).isCloseTo(0.7 * Math.sqrt(10) / 19, within(1e-5));
  }

  @Test
  void aNetworkByGramMatricesIsMeasuredAsOneByTokens() {
    InContext task = interleaved(3, 40);
    Network gram = network(task, AttentionSpec.Kind.LINEAR, AttentionSpec.Form.GRAM, 0.02, 3);
    Network tokens = network(task, AttentionSpec.Kind.LINEAR, AttentionSpec.Form.TOKENS, 0.02, 3);
    assertThat(measure(gram, task, 64)).isEqualTo(measure(tokens, task, 64));
  }

  @Test
  void measuringAgainGivesTheSameBits() {
    Network network = network(PAPER, AttentionSpec.Kind.SOFTMAX_THEN_LINEAR, 0.3, 2);
    CopySensitivity sensitivity = new CopySensitivity(network, set(PAPER, 70));
    assertThat(sensitivity.measure()).isEqualTo(sensitivity.measure());
  }

  @Test
  void concatenatedTokensHaveNothingToCopy() {
    InContext task = PAPER.laidOut(TokenLayout.CONCATENATED);
    Network network = network(task, AttentionSpec.Kind.SOFTMAX_THEN_LINEAR, 0.3, 2);
    assertThatThrownBy(() -> new CopySensitivity(network, set(task, 70)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layout is concatenated, must be interleaved");
  }

  private static InContext interleaved(int dim, int context) {
    return new LinearRegression(dim, context, 0.5, 1).laidOut(TokenLayout.INTERLEAVED);
  }

  private static EvaluationSet set(InContext task, int tasks) {
    return new EvaluationSet(task, Stream.EVAL, 0, tasks);
  }

  private static Measured measure(Network network, InContext task, int tasks) {
    return new CopySensitivity(network, set(task, tasks)).measure();
  }

  private static Network network(
      InContext task, AttentionSpec.Kind kind, double deviation, int seed) {
    return network(task, kind, AttentionSpec.Form.AUTO, deviation, seed);
  }

  private static Network network(
      InContext task,
      AttentionSpec.Kind kind,
      AttentionSpec.Form form,
      double deviation,
      int seed) {
    ModelSpec model =
        new ModelSpec(
            2,
            false,
            new AttentionSpec(
                kind, 1, 0, AttentionSpec.Keys.CONTEXT, AttentionSpec.Scale.BY_KIND, form),
            MlpSpec.NONE,
            NormPlace.NONE,
            0,
            POSITIONS,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, deviation));
    Network network = new Network(model, task);
    Initialiser.initialise(network, seed);
    return network;
  }

  /** Features of ten in front, codes of ten behind. */
  private static void copy(AttentionWeights layer, double score, double share) {
    for (int r = 0; r < 20; r++) {
      for (int c = 0; c < 20; c++) {
        boolean code = r >= 10;
        layer.weight(Name.KEY, 0).set(r, c, code && r == c ? 1f : 0f);
        layer.weight(Name.QUERY, 0).set(r, c, (float) (score * turn(r - 10, c - 10)));
        layer.weight(Name.VALUE, 0).set(r, c, !code && r == c ? 1f : 0f);
        layer.weight(Name.PROJECTION, 0).set(r, c, !code && r == c ? (float) share : 0f);
      }
    }
  }

  /** Element of the map of rows (sin pω, cos pω, ..) to (sin (p+1)ω, cos (p+1)ω, ..). */
  private static double turn(int r, int c) {
    if (r < 0 || c < 0 || r / 2 != c / 2) {
      return 0;
    }
    double angle = Math.pow(10_000, -2.0 * (r / 2) / POSITIONS);
    return r == c ? Math.cos(angle) : r < c ? -Math.sin(angle) : Math.sin(angle);
  }

  /** n of every looking token and token. */
  private static double[][] norms(Network network, InContext task, int tasks) {
    TaskSampler sampler = task.sampler(network.block());
    DoubleNetwork reference = new DoubleNetwork(network);
    int count = task.tokens() - 2;
    double[][][] means = new double[count][task.tokens()][task.tokenWidth()];
    for (int n = 0; n < tasks; n++) {
      sampler.draw(0, Stream.EVAL, 0, n - n % LaneMatrix.LANES);
      double[][] tokens = tokens(network.block().tokens(), n % LaneMatrix.LANES);
      for (int j = 0; j < task.tokens(); j++) {
        for (int i = 0; i < task.tokenWidth(); i++) {
          double kept = tokens[j][i];
          tokens[j][i] = kept + 1e-6;
          double[][] above = reference.stream(tokens, 1);
          tokens[j][i] = kept - 1e-6;
          double[][] below = reference.stream(tokens, 1);
          tokens[j][i] = kept;
          for (int k = 0; k < count; k++) {
            means[k][j][i] += (sum(above[k]) - sum(below[k])) / 2e-6 / tasks;
          }
        }
      }
    }
    double[][] norms = new double[count][task.tokens()];
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < task.tokens(); j++) {
        double squares = 0;
        for (double mean : means[k][j]) {
          squares += mean * mean;
        }
        norms[k][j] = Math.sqrt(squares);
      }
    }
    return norms;
  }

  private static double[][] tokens(LaneMatrix block, int lane) {
    double[][] tokens = new double[block.rows()][block.cols()];
    for (int t = 0; t < block.rows(); t++) {
      for (int c = 0; c < block.cols(); c++) {
        tokens[t][c] = block.get(t, c, lane);
      }
    }
    return tokens;
  }

  private static double sum(double[] token) {
    double sum = 0;
    for (double each : token) {
      sum += each;
    }
    return sum;
  }
}
