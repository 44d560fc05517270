package org.iclsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialiser;
import org.iclsweep.model.MlpSpec;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.NormPlace;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.model.Update;
import org.iclsweep.random.Stream;
import org.iclsweep.task.QuerySampler;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  private static final Sine TASK = new Sine(7);

  /** 65 tasks: a block and one of the next. */
  private static final Functions.Of FUNCTIONS =
      new Functions.Of(new EvaluationSet(TASK, Stream.EVAL, 0, 65));

  @Test
  void contextsLieOnTheirTargets() {
    List<FunctionPoint> points = FUNCTIONS.tasks(new TaskBlock(TASK));
    for (int task : new int[] {0, 31, 64}) {
      List<FunctionPoint> target = of(points, task, Functions.TARGET);
      List<FunctionPoint> context = of(points, task, Functions.CONTEXT);
      assertThat(target).hasSize(Functions.POINTS);
      assertThat(target.get(0).x()).isEqualTo(-5);
      assertThat(target.get(99).x()).isEqualTo(5);
      assertThat(context).hasSize(7);
      for (FunctionPoint pair : context) {
        // between places h = 10/99 apart a line is off by h²/8 times the curvature, at most 0.5
        assertThat(between(target, pair.x())).isCloseTo(pair.y(), within(7e-4));
      }
    }
  }

  @Test
  void targetsOfTheDrawnQueriesAreThoseThatWereDrawn() {
    TaskBlock block = new TaskBlock(TASK);
    QuerySampler sampler = TASK.sampler(block);
    sampler.draw(4, Stream.EVAL, 0, 0);
    float[] drawn = new float[LaneMatrix.LANES];
    float[] answered = new float[LaneMatrix.LANES];
    block.targets().copyTo(0, 0, drawn, 0);
    block.targets().clear();
    sampler.answer();
    block.targets().copyTo(0, 0, answered, 0);
    assertThat(answered).isEqualTo(drawn);
  }

  @Test
  void withoutAttentionTheAnswerIsThatBeforeIt() {
    Network network = network();
    for (ParameterSlice slice : network.slices()) {
      for (int k = 0; slice.name().equals("projection") && k < slice.count(); k++) {
        network.parameters()[slice.offset() + k] = 0;
      }
    }
    network.prepare();
    List<FunctionPoint> before = FUNCTIONS.beforeAttention(network);
    List<FunctionPoint> after = FUNCTIONS.answers("transformer", new NetworkPredictor(network));
    assertThat(before).hasSameSizeAs(after).hasSize(65 * Functions.POINTS);
    for (int p = 0; p < before.size(); p++) {
      // float sums of some tens of values of order 1, in two orders
      assertThat(after.get(p).y()).isCloseTo(before.get(p).y(), within(2e-6));
      assertThat(after.get(p).x()).isEqualTo(before.get(p).x());
    }
    assertThat(before).extracting(FunctionPoint::y).doesNotContain(0.0);
  }

  @Test
  void attentionMakesADifferenceThatDependsOnTheContext() {
    Network network = network();
    List<FunctionPoint> before = FUNCTIONS.beforeAttention(network);
    List<FunctionPoint> after = FUNCTIONS.answers("transformer", new NetworkPredictor(network));
    // one place of two tasks: the same answer before attention, another behind it
    assertThat(before.get(10).y()).isEqualTo(before.get(Functions.POINTS + 10).y());
    assertThat(after.get(10).y()).isNotCloseTo(after.get(Functions.POINTS + 10).y(), within(1e-3));
  }

  private static List<FunctionPoint> of(List<FunctionPoint> points, int task, String series) {
    return points.stream().filter(p -> p.task() == task && p.series().equals(series)).toList();
  }

  private static double between(List<FunctionPoint> function, double x) {
    int left = (int) Math.min(98, Math.floor((x + 5) / 10 * 99));
    FunctionPoint a = function.get(left);
    FunctionPoint b = function.get(left + 1);
    return a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
  }

  private static Network network() {
    ModelSpec model =
        new ModelSpec(
            1,
            false,
            AttentionSpec.linear(1, 0),
            new MlpSpec(MlpSpec.Place.BEFORE, Nonlinearity.GELU, true, 2),
            NormPlace.NONE,
            11,
            0,
            1,
            Update.TOKEN,
            0,
            new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.3));
    Network network = new Network(model, TASK);
    Initialiser.initialise(network, 3);
    return network;
  }
}
