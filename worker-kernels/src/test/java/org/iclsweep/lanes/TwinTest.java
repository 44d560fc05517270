package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vector twin gives the bits of the scalar twin, by the tiles of either number of registers and
 * by code for one form alone; sizes stand around every edge of the tiles.
 */
class TwinTest {

  private final LaneKernels scalar = new ScalarKernels();
  private final LaneKernels vector = new VectorKernels();
  private final List<LaneKernels> general = List.of(general(16), general(32));
  private final Random random = new Random(42);

  static Stream<Arguments> shapes() {
    int[] sizes = {1, 2, 3, 4, 5, 7, 11};
    Stream.Builder<Arguments> shapes = Stream.builder();
    for (int rows : sizes) {
      for (int cols : sizes) {
        for (int terms : new int[] {1, 2, 5, 10}) {
          shapes.add(Arguments.of(rows, cols, terms));
        }
      }
    }
    // more terms than the cache holds
    shapes.add(Arguments.of(7, 11, 200)).add(Arguments.of(12, 2, 700)).add(Arguments.of(1, 5, 999));
    return shapes.build();
  }

  private static LaneKernels general(int registers) {
    return new VectorKernels(new SweepKernels(registers, 8, 8)::of, kernel -> {});
  }

  /** Every form has code of its own from the start, which no compiler has seen. */
  private static LaneKernels fixed(int registers) {
    return new VectorKernels(new SweepKernels(registers, 8, 8)::fixed, kernel -> {});
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 7, 3", "5, 1, 11", "4, 5, 2", "7, 8, 4", "11, 11, 11", "3, 9, 200"})
  @CsvSource({"5, 5, 5", "7, 5, 5", "5, 4, 3", "6, 2, 4", "2, 3, 1", "5, 6, 5", "5, 5, 6"})
  void codeForOneFormAloneIsEqual(int rows, int cols, int terms) {
    for (LaneKernels own : List.of(fixed(16), fixed(32))) {
      contractionsAreEqual(own, rows, cols, terms);
      productsAreEqual(own, rows, cols, terms);
      sumsOverTasksAreEqual(own, rows, cols, terms);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void contractionsAreEqual(int rows, int cols, int terms) {
    general.forEach(vector -> contractionsAreEqual(vector, rows, cols, terms));
  }

  private void contractionsAreEqual(LaneKernels vector, int rows, int cols, int terms) {
    LaneMatrix a = random(rows, terms);
    LaneMatrix b = random(terms, cols);
    LaneMatrix bTransposed = random(cols, terms).transposed();
    for (boolean add : new boolean[] {false, true}) {
      LaneMatrix start = random(rows, cols);
      assertSame(
          start,
          out -> scalar.contract(out, a, b, add).run(),
          out -> vector.contract(out, a, b, add).run());
      assertSame(
          start,
          out -> scalar.contract(out, a, bTransposed, add).run(),
          out -> vector.contract(out, a, bTransposed, add).run());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsAreEqual(int features, int terms, int tokens) {
    general.forEach(vector -> productsAreEqual(vector, features, terms, tokens));
  }

  private void productsAreEqual(LaneKernels vector, int features, int terms, int tokens) {
    LaneMatrix x = random(tokens, terms);
    SharedMatrix w = weights(features, terms);
    SharedMatrix transposed = weights(terms, features).transposed();
    for (boolean add : new boolean[] {false, true}) {
      LaneMatrix start = random(tokens, features);
      assertSame(
          start,
          out -> scalar.product(out, w, x, add).run(),
          out -> vector.product(out, w, x, add).run());
      assertSame(
          start,
          out -> scalar.product(out, transposed, x, add).run(),
          out -> vector.product(out, transposed, x, add).run());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sumsOverTasksAreEqual(int rows, int cols, int tokens) {
    general.forEach(vector -> sumsOverTasksAreEqual(vector, rows, cols, tokens));
  }

  private void sumsOverTasksAreEqual(LaneKernels vector, int rows, int cols, int tokens) {
    LaneMatrix dy = random(tokens, rows);
    LaneMatrix x = random(tokens, cols);
    PartialSums left = PartialSums.zeros(rows, cols);
    PartialSums right = PartialSums.zeros(rows, cols);
    Operation scalarSum = scalar.accumulate(left, dy, x);
    Operation vectorSum = vector.accumulate(right, dy, x);
    for (int repetition = 0; repetition < 2; repetition++) {
      scalarSum.run();
      vectorSum.run();
    }
    left.addKept();
    right.addKept();
    assertThat(right.room().floats()).containsExactly(left.room().floats());
  }

  @Test
  void clipsAreEqual() {
    LaneMatrix x = random(3, 5);
    x.set(0, 0, 3, Float.NaN);
    x.set(0, 0, 4, 0.5f);
    x.set(1, 2, 15, -0.5f);
    assertSame(random(3, 5), out -> scalar.clip(out, x, 0.5f), out -> vector.clip(out, x, 0.5f));
    assertSame(
        random(3, 5),
        out -> scalar.clipGradient(out, x, 0.5f),
        out -> vector.clipGradient(out, x, 0.5f));
  }

  @Test
  void drawsAreEqual() {
    int[] left = new int[LaneKernels.STATE_WORDS];
    int[] right = new int[LaneKernels.STATE_WORDS];
    for (int round = 0; round < 50; round++) {
      long seed = random.nextLong();
      int step = random.nextInt();
      scalar.seed(left, seed, 2, step, 16 * round);
      vector.seed(right, seed, 2, step, 16 * round);
      assertThat(Arrays.copyOf(right, 64)).containsExactly(Arrays.copyOf(left, 64));
      LaneMatrix uniforms = LaneMatrix.zeros(11, 10);
      assertSame(
          uniforms,
          out -> scalar.fillUniform(out, left, 0.5f),
          out -> vector.fillUniform(out, right, 0.5f));
      LaneMatrix normals = LaneMatrix.zeros(1, 11);
      assertSame(
          normals,
          out -> scalar.fillNormal(out, left, 1.5f),
          out -> vector.fillNormal(out, right, 1.5f));
      assertThat(Arrays.copyOf(right, 64)).containsExactly(Arrays.copyOf(left, 64));
    }
  }

  private interface Action {
    void on(LaneMatrix out);
  }

  private static void assertSame(LaneMatrix start, Action left, Action right) {
    LaneMatrix a = copy(start);
    LaneMatrix b = copy(start);
    left.on(a);
    right.on(b);
    assertThat(b.room().floats()).containsExactly(a.room().floats());
  }

  private static LaneMatrix copy(LaneMatrix source) {
    LaneMatrix copy = LaneMatrix.zeros(source.rows(), source.cols());
    copy.copyFrom(source);
    return copy;
  }

  private LaneMatrix random(int rows, int cols) {
    LaneMatrix matrix = LaneMatrix.zeros(rows, cols);
    matrix.room().set(values(matrix.room().length()));
    return matrix;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = (float) random.nextGaussian();
    }
    return values;
  }

  private SharedMatrix weights(int rows, int cols) {
    SharedMatrix matrix = SharedMatrix.zeros(rows, cols);
    for (int k = 0; k < matrix.data.length; k++) {
      matrix.data[k] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
