package org.iclsweep.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.layer.Pattern;
import org.iclsweep.layer.Trained;
import org.iclsweep.layer.WeightsSpec;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  private static final int WIDTH = 3;
  private static final float[][] LEARNT = {{-2, 0.5f, 1}, {3, -6, 0.25f}, {7, 8, 9}};
  private static final float[][] ADDED = {{0.5f, 1, 2}, {3, 4, 5}, {6, 7, -8}};
  private static final float[][] STEP = {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}};
  private static final float[][] RATE = {{0, 0, 0}, {0, 0, 0}, {0, 0, -0.5f}};

  /** β = (-2 - 6) / 2 = -4: the mean of the inputs' diagonal, the label's left out. */
  @Test
  void itIsTheMeanOnceTheScaleOfTheInputsDiagonalIsOne() {
    Interpolation between = Interpolation.between(layer(LEARNT, ADDED), layer(STEP, RATE));
    for (int r = 0; r < WIDTH; r++) {
      for (int c = 0; c < WIDTH; c++) {
        is(between.keyQuery(), r, c, (LEARNT[r][c] / -4 + STEP[r][c]) / 2);
        is(between.valueProjection(), r, c, (ADDED[r][c] * -4 + RATE[r][c]) / 2);
      }
    }
  }

  @Test
  void aLayerHalfWayToItselfIsTheSameFunction() {
    Interpolation between = Interpolation.between(layer(STEP, RATE), layer(STEP, RATE));
    for (int r = 0; r < WIDTH; r++) {
      for (int c = 0; c < WIDTH; c++) {
        is(between.keyQuery(), r, c, STEP[r][c]);
        is(between.valueProjection(), r, c, RATE[r][c]);
      }
    }
  }

  private static void is(SharedMatrix matrix, int r, int c, double expected) {
    assertThat((double) matrix.get(r, c))
        .as("row %s, column %s", r, c)
        .isCloseTo(expected, within(1e-6));
  }

  private static Trained trained() {
    return new Trained(SharedMatrix.zeros(WIDTH, WIDTH), SharedMatrix.zeros(WIDTH, WIDTH));
  }

  /** One head whose products are these. */
  private static AttentionWeights layer(float[][] keyQuery, float[][] valueProjection) {
    AttentionWeights weights =
        new AttentionWeights(
            WeightsSpec.merged(Pattern.FULL, false), WIDTH, 1, 1, 1, name -> trained());
    set(weights.weight(AttentionWeights.Name.KEY_QUERY, 0), keyQuery);
    set(weights.weight(AttentionWeights.Name.VALUE_PROJECTION, 0), valueProjection);
    weights.prepare();
    return weights;
  }

  private static void set(SharedMatrix matrix, float[][] entries) {
    for (int r = 0; r < WIDTH; r++) {
      for (int c = 0; c < WIDTH; c++) {
        matrix.set(r, c, entries[r][c]);
      }
    }
  }
}
