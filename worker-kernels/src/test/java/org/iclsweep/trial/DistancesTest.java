package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.WeightsSpec;
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
import org.iclsweep.task.Covariance;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.junit.jupiter.api.Test;

class DistancesTest {

  private static final int DIM = 3;
  private static final LinearRegression TASK = new LinearRegression(DIM, 7, 1, 1);
  private static final WeightsSpec FULL = WeightsSpec.merged(Pattern.FULL, false);
  private static final WeightsSpec BLOCKS = WeightsSpec.merged(Pattern.BLOCKS, false);
  private static final WeightsSpec SPARSE = WeightsSpec.merged(Pattern.SPARSE, false);

  @Test
  void areToldOfEveryBlockThatMattersAtEveryPoint() {
    assertThat(distances(BLOCKS, 2))
        .extracting(
            d ->
                "%d %d%d %s %s"
                    .formatted(
                        d.step(), d.layer(), d.head(), d.matrix().label(), d.frame().label()))
        .startsWith(
            "0 00 key-query raw",
            "0 00 key-query whitened",
            "0 00 value-projection raw",
            "0 01 key-query raw",
            "0 01 key-query whitened",
            "0 01 value-projection raw",
            "0 10 key-query raw",
            "0 10 key-query whitened",
            "0 11 key-query raw",
            "0 11 key-query whitened",
            "20 00 key-query raw")
        .hasSize(3 * 10);
    assertThat(distances(SPARSE, 2)).extracting(Distance::matrix).containsOnly(Name.KEY_QUERY);
  }

  /** From the weights that the record keeps; the scale makes the distance least. */
  @Test
  void atTheEndAreThoseOfTheFinalWeights() {
    for (WeightsSpec weights : List.of(WeightsSpec.FACTORED, FULL, BLOCKS, SPARSE)) {
      TrialSpec spec = spec(weights, 2, List.of(new Distances()));
      TrialRecord record = TrialRunner.run(spec, List.of());
      List<HeadProducts> heads = HeadProducts.of(record.weights(), spec);
      List<Distance> last =
          record.measured(Measures.DISTANCES).stream()
              .filter(d -> d.step() == 30 && d.frame() == Frame.RAW)
              .toList();
      assertThat(last).hasSizeGreaterThanOrEqualTo(heads.size());
      for (Distance each : last) {
        RealMatrix block = block(heads.get(2 * each.layer() + each.head()), each.matrix());
        double norm = block.getFrobeniusNorm();
        assertThat(each.distance())
            .isCloseTo(from(block, each.scale()) / norm, within(1e-12))
            .isGreaterThan(0.05);
        assertThat(from(block, each.scale()))
            .isLessThan(from(block, each.scale() * 1.01))
            .isLessThan(from(block, each.scale() * 0.99));
      }
    }
  }

  /** U D Dᵀ Uᵀ is Σ: what is a multiple of Σ⁻¹ is none of the identity but in whitened inputs. */
  @Test
  void inWhitenedInputsAMultipleOfTheInverseCovarianceIsAtNoDistance() {
    List<Double> spectrum = List.of(1.0, 0.25, 0.0625);
    Covariance covariance = new Covariance(spectrum, TeacherLaw.INVERSE_COVARIANCE, true, 3);
    LinearRegression task =
        TASK.withInputs(new InputDistribution(InputLaw.NORMAL, 2, false))
            .withCovariance(covariance);
    TrialSpec spec = spec(SPARSE, 1, List.of(new Distances()), task);
    MeasuredModel model = MeasuredModel.of(spec, List.of());
    SharedMatrix inverse = covariance.turned(List.of(-1.5, -6.0, -24.0));
    for (int head = 0; head < 2; head++) {
      model.network().weights().get(0).weight(Name.KEY_QUERY, head).copyFrom(inverse);
    }
    List<Distance> distances = new Distances().atPoints(model).at(new CurvePoint(0, null, 1, null));
    assertThat(distances).hasSize(4);
    assertThat(distances)
        .filteredOn(d -> d.frame() == Frame.WHITENED)
        .allSatisfy(d -> assertThat(d.distance()).isLessThan(1e-5))
        .allSatisfy(d -> assertThat(d.scale()).isCloseTo(-1.5, within(1e-5)));
    // trace 21, ‖·‖² = 1 + 16 + 256
    assertThat(distances)
        .filteredOn(d -> d.frame() == Frame.RAW)
        .allSatisfy(
            d ->
                assertThat(d.distance())
                    .isCloseTo(Math.sqrt(1 - 21 * 21 / (3 * 273.0)), within(1e-6)));
  }

  @Test
  void withoutACovarianceBothFramesAreOne() {
    List<Distance> distances = distances(BLOCKS, 1);
    for (int k = 0; k < distances.size(); k += 2) {
      Distance raw = distances.get(k);
      Distance whitened = distances.get(k + 1);
      assertThat(whitened.frame()).isEqualTo(Frame.WHITENED);
      assertThat(whitened.distance()).isEqualTo(raw.distance());
      assertThat(whitened.scale()).isEqualTo(raw.scale());
    }
  }

  private static RealMatrix block(HeadProducts head, Name matrix) {
    double share = head.valueProjection().getEntry(DIM, DIM);
    return matrix == Name.KEY_QUERY
        ? head.keyQuery().getSubMatrix(0, DIM - 1, 0, DIM - 1).scalarMultiply(share)
        : head.valueProjection().getSubMatrix(0, DIM - 1, 0, DIM - 1).scalarMultiply(1 / share);
  }

  private static double from(RealMatrix block, double scale) {
    return block
        .subtract(MatrixUtils.createRealIdentityMatrix(DIM).scalarMultiply(scale))
        .getFrobeniusNorm();
  }

  @Test
  void aMultipleOfTheIdentityIsAtNoDistanceAndZerosAtNone() {
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(DIM);
    HeadProducts head = new HeadProducts(1, 2, identity, identity);
    Distance multiple =
        Distance.of(7, head, Name.KEY_QUERY, Frame.RAW, identity.scalarMultiply(-2));
    assertThat(multiple).isEqualTo(new Distance(7, 1, 2, Name.KEY_QUERY, Frame.RAW, 0.0, -2.0));
    Distance zeros = Distance.of(7, head, Name.KEY_QUERY, Frame.RAW, identity.scalarMultiply(0));
    assertThat(zeros.distance()).isNull();
    assertThat(zeros.scale()).isZero();
    RealMatrix traceless = MatrixUtils.createRealMatrix(new double[][] {{0, 3}, {1, 0}});
    assertThat(Distance.of(7, head, Name.KEY_QUERY, Frame.RAW, traceless).distance()).isEqualTo(1);
  }

  @Test
  void changeNothingElse() {
    TrialRecord measured = TrialRunner.run(spec(BLOCKS, 2, List.of(new Distances())), List.of());
    TrialRecord plain = TrialRunner.run(spec(BLOCKS, 2, List.of()), List.of());
    assertThat(plain.measured(Measures.DISTANCES)).isEmpty();
    assertThat(measured.with(Measures.DISTANCES, List.of())).isEqualTo(plain);
  }

  @Test
  void areOfWeightsForInputsAndALabel() {
    ModelSpec model = spec(FULL, 1, List.of()).model();
    TaskSpec interleaved = TASK.laidOut(TokenLayout.INTERLEAVED);
    new Distances().refuse(model, TASK);
    assertThatThrownBy(() -> new Distances().refuse(model, interleaved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("distances are of weights whose rows are inputs and a label");
  }

  private static List<Distance> distances(WeightsSpec weights, int depth) {
    TrialSpec spec = spec(weights, depth, List.of(new Distances()));
    return TrialRunner.run(spec, List.of()).measured(Measures.DISTANCES);
  }

  private static TrialSpec spec(WeightsSpec weights, int depth, List<Taking<?>> asked) {
    return spec(weights, depth, asked, TASK);
  }

  private static TrialSpec spec(
      WeightsSpec weights, int depth, List<Taking<?>> asked, LinearRegression task) {
    AttentionSpec attention =
        new AttentionSpec(Kind.LINEAR, 2, 0, Keys.CONTEXT, Scale.INVERSE_KEYS, Form.AUTO, weights);
    return new TrialSpec(
        3,
        new ModelSpec(
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
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3)),
        task,
        new TrainingSpec(
            30,
            32,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
        MeasureSpec.every(20).evalTasks(50).asked(asked).build());
  }
}
