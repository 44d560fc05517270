package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
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
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
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
        .extracting(d -> d.step() + " " + d.layer() + d.head() + " " + d.matrix().label())
        .startsWith(
            "0 00 key-query",
            "0 00 value-projection",
            "0 01 key-query",
            "0 01 value-projection",
            "0 10 key-query",
            "0 11 key-query",
            "20 00 key-query")
        .hasSize(3 * 6);
    assertThat(distances(SPARSE, 2)).extracting(Distance::matrix).containsOnly(Name.KEY_QUERY);
    assertThat(distances(SPARSE, 2)).extracting(Distance::frame).containsOnly(Frame.RAW);
  }

  /** From the weights that the record keeps; the scale makes the distance least. */
  @Test
  void atTheEndAreThoseOfTheFinalWeights() {
    for (WeightsSpec weights : List.of(WeightsSpec.FACTORED, FULL, BLOCKS, SPARSE)) {
      TrialSpec spec = spec(weights, 2, List.of(new Distances()));
      TrialRecord record = TrialRunner.run(spec, List.of());
      List<HeadProducts> heads = HeadProducts.of(record.weights(), spec);
      List<Distance> last =
          record.measured(Measures.DISTANCES).stream().filter(d -> d.step() == 30).toList();
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
        TASK,
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
