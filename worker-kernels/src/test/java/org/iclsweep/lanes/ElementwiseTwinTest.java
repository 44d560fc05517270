package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vector twin gives the bits of the scalar twin in what stands between the products: on whole
 * matrices, on views inside larger ones, on transposes and in place.
 */
class ElementwiseTwinTest {

  /** Values that take every branch: saturation, flush to zero, subnormal numbers, no numbers. */
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -1e-40f,
    9.9f,
    -9.9f,
    -10.01f,
    -87.5f,
    88.5f,
    -1e30f,
    3e38f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  /** How a matrix lies in its floats. */
  enum Place {
    WHOLE {
      @Override
      LaneMatrix of(int rows, int cols) {
        return LaneMatrix.zeros(rows, cols);
      }
    },
    VIEW {
      @Override
      LaneMatrix of(int rows, int cols) {
        return LaneMatrix.zeros(rows + 3, cols + 2).rows(2, rows + 2).cols(1, cols + 1);
      }
    },
    TRANSPOSE {
      @Override
      LaneMatrix of(int rows, int cols) {
        return LaneMatrix.zeros(cols, rows).transposed();
      }
    };

    abstract LaneMatrix of(int rows, int cols);
  }

  private interface Operation {
    void run(LaneKernels kernels, LaneMatrix... m);
  }

  private final LaneKernels scalar = new ScalarKernels();
  private final LaneKernels vector = new VectorKernels();
  private final Random random = new Random(43);

  static Stream<Arguments> shapes() {
    Stream.Builder<Arguments> shapes = Stream.builder();
    for (Place place : Place.values()) {
      for (int rows : new int[] {1, 2, 3, 11}) {
        for (int cols = 1; cols <= 11; cols++) {
          shapes.add(Arguments.of(place, rows, cols));
        }
      }
    }
    return shapes.build();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void elementByElementOperationsAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 3);
    assertSame(place, (kernels, a) -> kernels.add(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.add(a[0], a[0], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.sum(a[0], a[1], a[2]).run(), m);
    LaneMatrix elsewhere = LaneMatrix.zeros(rows, cols);
    assertSame(
        place,
        (kernels, a) -> {
          kernels.copy(elsewhere, a[1]).run();
          kernels.sum(a[0], elsewhere, a[2]).run();
          kernels.copy(a[1], elsewhere).run();
          kernels.sum(a[2], a[0], elsewhere).run();
        },
        m);
    assertSame(place, (kernels, a) -> kernels.subtract(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.subtract(a[0], a[0], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.multiply(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.multiply(a[0], a[0], a[2]), m);
  }

  /** Each of the three lies in another way than the others: no step of one may move another. */
  @ParameterizedTest
  @MethodSource("shapes")
  void placesMayDiffer(Place place, int rows, int cols) {
    Place next = Place.values()[(place.ordinal() + 1) % Place.values().length];
    Place last = Place.values()[(place.ordinal() + 2) % Place.values().length];
    for (Place[] places :
        new Place[][] {
          {place, next, last}, {place, last, next}, {place, place, next}, {place, next, place}
        }) {
      LaneMatrix[] m = new LaneMatrix[3];
      for (int k = 0; k < m.length; k++) {
        m[k] = random(places[k], rows, cols, 1)[0];
      }
      assertSame(places, (kernels, a) -> kernels.add(a[0], a[1], a[2]), m);
      assertSame(places, (kernels, a) -> kernels.subtract(a[0], a[1], a[2]), m);
      assertSame(places, (kernels, a) -> kernels.multiply(a[0], a[1], a[2]), m);
      assertSame(places, (kernels, a) -> kernels.clip(a[0], a[1], 1f), m);
      assertSame(places, (kernels, a) -> kernels.clipGradient(a[0], a[1], 1f), m);
      assertSame(places, (kernels, a) -> kernels.softmax(a[0], a[1]), m);
      assertSame(places, (kernels, a) -> kernels.softmaxGradient(a[0], a[1], a[2]), m);
      assertSame(places, (kernels, a) -> kernels.gelu(a[0], a[1], a[2]), m);
      assertSame(places, (kernels, a) -> kernels.relu(a[0], a[1], a[2]), m);
      LaneMatrix deviation = random(Place.WHOLE, rows, 1, 1)[0];
      SharedMatrix scale = weights(1, cols);
      SharedMatrix offset = weights(1, cols);
      assertSame(
          places, (k, a) -> k.layerNorm(a[0], a[1], deviation, a[2], scale, offset, 1e-5f), m);
      assertSame(places, (k, a) -> k.layerNormGradient(a[0], a[1], a[2], deviation, scale), m);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void softmaxesAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 3);
    assertSame(place, (kernels, a) -> kernels.softmax(a[0], a[1]), m);
    assertSame(place, (kernels, a) -> kernels.softmax(a[0], a[0]), m);
    assertSame(place, (kernels, a) -> kernels.softmaxGradient(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.softmaxGradient(a[0], a[1], a[0]), m);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void activationFunctionsAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 3);
    assertSame(place, (kernels, a) -> kernels.gelu(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.gelu(a[0], a[2], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.gelu(a[2], a[0], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.relu(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.relu(a[0], a[2], a[2]), m);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void layerNormsAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 4);
    m[3] = random(place, rows, 1, 1)[0];
    SharedMatrix scale = weights(1, cols);
    SharedMatrix offset = weights(cols, 1).transposed();
    assertSame(place, (k, a) -> k.layerNorm(a[0], a[1], a[3], a[2], scale, offset, 1e-5f), m);
    assertSame(place, (k, a) -> k.layerNorm(a[0], a[2], a[3], a[2], scale, offset, 1e-5f), m);
    assertSame(place, (k, a) -> k.layerNorm(a[2], a[1], a[3], a[2], scale, offset, 1e-5f), m);
    assertSame(place, (k, a) -> k.layerNormGradient(a[0], a[1], a[2], a[3], scale), m);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsWithABiasAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 2);
    m[1] = random(place, rows, 3, 1)[0];
    SharedMatrix w = weights(cols, 3);
    SharedMatrix bias = weights(1, cols);
    assertSame(place, (kernels, a) -> kernels.product(a[0], w, a[1], bias).run(), m);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sumsOfRowsAreEqual(Place place, int rows, int cols) {
    LaneMatrix[] m = random(place, rows, cols, 2);
    PartialSums left = PartialSums.zeros(1, cols);
    PartialSums right = PartialSums.zeros(1, cols);
    for (int repetition = 0; repetition < 2; repetition++) {
      scalar.accumulateRows(left, m[0]);
      vector.accumulateRows(right, m[0]);
      scalar.accumulateRows(left, m[0], m[1]);
      vector.accumulateRows(right, m[0], m[1]);
    }
    assertThat(right.room().floats()).containsExactly(left.room().floats());
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void specialValuesAreEqual(Place place) {
    LaneMatrix x = place.of(SPECIAL.length, SPECIAL.length);
    for (int r = 0; r < SPECIAL.length; r++) {
      for (int c = 0; c < SPECIAL.length; c++) {
        for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
          x.set(r, c, lane, SPECIAL[lane % 3 == 0 ? r : lane % 3 == 1 ? c : (r + c + lane) % 11]);
        }
      }
    }
    LaneMatrix[] m = {x, copy(place, x), copy(place, x)};
    assertSame(place, (kernels, a) -> kernels.softmax(a[0], a[1]), m);
    assertSame(place, (kernels, a) -> kernels.gelu(a[0], a[1], a[2]), m);
    assertSame(place, (kernels, a) -> kernels.relu(a[0], a[1], a[2]), m);
  }

  @Test
  void everyLaneOfASoftmaxHasItsOwnMaximum() {
    LaneMatrix x = LaneMatrix.zeros(2, 5);
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      x.set(1, lane % 5, lane, 200f + lane);
    }
    for (LaneKernels kernels : new LaneKernels[] {scalar, vector}) {
      LaneMatrix out = LaneMatrix.zeros(2, 5);
      kernels.softmax(out, x);
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        assertThat(out.get(0, lane % 5, lane)).isEqualTo(1f / 5f);
        assertThat(out.get(1, lane % 5, lane)).isEqualTo(1f);
        assertThat(out.get(1, (lane + 1) % 5, lane)).isEqualTo(0f);
      }
    }
  }

  /** Runs an operation with both twins on copies, and compares everything that it could write. */
  private void assertSame(Place place, Operation operation, LaneMatrix... start) {
    Place[] places = new Place[start.length];
    Arrays.fill(places, place);
    assertSame(places, operation, start);
  }

  private void assertSame(Place[] places, Operation operation, LaneMatrix... start) {
    LaneMatrix[] left = copies(places, start);
    LaneMatrix[] right = copies(places, start);
    operation.run(scalar, left);
    operation.run(vector, right);
    for (int k = 0; k < start.length; k++) {
      assertThat(right[k].room().floats())
          .as("matrix %d", k)
          .containsExactly(left[k].room().floats());
    }
  }

  private static LaneMatrix[] copies(Place[] places, LaneMatrix[] start) {
    LaneMatrix[] copies = new LaneMatrix[start.length];
    for (int k = 0; k < start.length; k++) {
      copies[k] = copy(places[k], start[k]);
    }
    return copies;
  }

  /** A copy that lies in its floats as the original does. */
  private static LaneMatrix copy(Place place, LaneMatrix source) {
    LaneMatrix copy = place.of(source.rows(), source.cols());
    copy.room().set(source.room().floats());
    return copy;
  }

  private LaneMatrix[] random(Place place, int rows, int cols, int count) {
    LaneMatrix[] matrices = new LaneMatrix[count];
    for (int k = 0; k < count; k++) {
      matrices[k] = place.of(rows, cols);
      matrices[k].room().set(values(matrices[k].room().length()));
    }
    return matrices;
  }

  private SharedMatrix weights(int rows, int cols) {
    SharedMatrix matrix = SharedMatrix.zeros(rows, cols);
    System.arraycopy(values(matrix.data.length), 0, matrix.data, 0, matrix.data.length);
    return matrix;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (3 * random.nextGaussian());
    }
    return values;
  }
}
