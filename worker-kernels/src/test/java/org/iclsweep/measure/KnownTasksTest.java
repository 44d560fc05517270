package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSampler;
import org.iclsweep.task.TokenLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that are kept are those that would be drawn, whatever the block's layout. */
class KnownTasksTest {

  private static final LinearRegression TASK =
      new LinearRegression(3, 4, 0.5, 1).laidOut(TokenLayout.INTERLEAVED);

  @ParameterizedTest
  @CsvSource({
    "EVAL, 50, 0, INTERLEAVED",
    "EVAL, 50, 2, INTERLEAVED",
    "EVAL, 50, 1, CONCATENATED",
    "EVAL, 16, 0, CONCATENATED",
    "OOD, 50, 2, INTERLEAVED",
    "EVAL, 4000000, 2, CONCATENATED"
  })
  void theyAreTheTasksThatWouldBeDrawn(
      Stream stream, int tasks, int positions, TokenLayout layout) {
    EvaluationSet set = new EvaluationSet(TASK, stream, 7, tasks);
    TaskBlock drawn = new TaskBlock(TASK.laidOut(layout), positions);
    TaskSampler sampler = TASK.sampler(drawn);
    for (int round = 0; round < 2; round++) {
      TaskBlock put = new TaskBlock(TASK.laidOut(layout), positions);
      KnownTasks.Source source = KnownTasks.source(put, set);
      for (int first = 0; first < Math.min(tasks, 64); first += LaneMatrix.LANES) {
        sampler.draw(7, stream, 0, first);
        source.put(first);
        assertThat(floats(put.tokens())).containsExactly(floats(drawn.tokens()));
        assertThat(floats(put.targets())).containsExactly(floats(drawn.targets()));
      }
    }
  }

  private static float[] floats(LaneMatrix matrix) {
    float[] floats = new float[matrix.rows() * matrix.cols() * LaneMatrix.LANES];
    matrix.copyTo(floats, 0);
    return floats;
  }
}
