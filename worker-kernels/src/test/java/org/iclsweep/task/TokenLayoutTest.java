package org.iclsweep.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.iclsweep.lanes.LaneMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenLayoutTest {

  static Stream<InContext> families() {
    return Stream.of(
        new LinearRegression(3, 7, 0.5, 1),
        Disturbed.of(new LinearRegression(3, 7, 0.5, 1), 0.2, 2),
        new LinearRegression(3, 7, 0.5, 1).withInputs(InputDistribution.others(2)),
        new Sine(7));
  }

  @ParameterizedTest
  @MethodSource("families")
  void tasksAreTheSameInBothLayouts(InContext spec) {
    Drawn concatenated = Drawn.of(spec.laidOut(TokenLayout.CONCATENATED), 128);
    Drawn interleaved = Drawn.of(spec.laidOut(TokenLayout.INTERLEAVED), 128);
    assertThat(interleaved.inputs).isDeepEqualTo(concatenated.inputs);
    assertThat(interleaved.labels).isDeepEqualTo(concatenated.labels);
    assertThat(interleaved.query).isDeepEqualTo(concatenated.query);
    assertThat(interleaved.target).isEqualTo(concatenated.target);
  }

  @Test
  void concatenatedTokensArePairsAndAQueryWithoutLabel() {
    LinearRegression spec = new LinearRegression(3, 5, 0.5, 1);
    TaskBlock block = drawn(spec, 0);
    Drawn task = Drawn.of(spec, 64);
    assertThat(block.tokens().rows()).isEqualTo(6);
    assertThat(block.tokens().cols()).isEqualTo(4);
    for (int t = 0; t < 5; t++) {
      double[] x = task.inputs[9][t];
      assertThat(token(block, t)).containsExactly(x[0], x[1], x[2], task.labels[9][t]);
    }
    double[] x = task.query[9];
    assertThat(token(block, 5)).containsExactly(x[0], x[1], x[2], 0);
  }

  @Test
  void interleavedTokensAreInputsAndPaddedLabelsInTurns() {
    LinearRegression spec = new LinearRegression(3, 5, 0.5, 1).laidOut(TokenLayout.INTERLEAVED);
    TaskBlock block = drawn(spec, 0);
    Drawn task = Drawn.of(spec, 64);
    assertThat(block.tokens().rows()).isEqualTo(11);
    assertThat(block.tokens().cols()).isEqualTo(3);
    for (int t = 0; t < 5; t++) {
      assertThat(token(block, 2 * t)).containsExactly(task.inputs[9][t]);
      assertThat(token(block, 2 * t + 1)).containsExactly(0, 0, task.labels[9][t]);
    }
    assertThat(token(block, 10)).containsExactly(task.query[9]);
  }

  /** sin and cos of p 10000^(-2i/10), worked out apart; the last one is where answers are read. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 1",
    "1, 0, 0.8414709848",
    "1, 1, 0.5403023059",
    "3, 2, 0.4577545485",
    "7, 5, 0.9845813313",
    "20, 8, 0.0126188120",
    "20, 9, 0.9999203796"
  })
  void positionsStandBesideTheTokensAsTheReferenceHasThem(int token, int feature, double code) {
    InContext spec = new LinearRegression(10, 10, 0.5, 1).laidOut(TokenLayout.INTERLEAVED);
    TaskBlock block = drawn(spec, 10);
    assertThat(block.tokens().rows()).isEqualTo(21);
    assertThat(block.tokens().cols()).isEqualTo(20);
    // half a unit in the last place of a float below 1
    assertThat(token(block, token)[10 + feature]).isCloseTo(code, within(0x1p-25 + 1e-10));
  }

  private static TaskBlock drawn(InContext spec, int positions) {
    TaskBlock block = new TaskBlock(spec, positions);
    spec.sampler(block).draw(7, org.iclsweep.random.Stream.EVAL, 0, 0);
    return block;
  }

  /** A token of the task in lane 9. */
  private static double[] token(TaskBlock block, int t) {
    LaneMatrix tokens = block.tokens();
    double[] values = new double[tokens.cols()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tokens.get(t, i, 9);
    }
    return values;
  }
}
