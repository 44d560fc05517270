package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries by inverses of growing sums of squares: the vector twin gives the bits of the scalar
 * twin, at sizes around the edges of the rows that are taken together; numbers are held against
 * double in {@code MesaQueriesTest}.
 */
class PreconditioningTest {

  private static final int TOKENS = 5;

  private interface Twin {
    void forward(Preconditioning p);

    void backward(Preconditioning p, Preconditioning.Gradient d);
  }

  /** Everything that a pass reads and writes, drawn anew the same. */
  private static final class Case {
    private final Preconditioning p;
    private final Preconditioning.Gradient d;

    Case(int size, float forget, BiFunction<Integer, Integer, LaneMatrix> place) {
      Random random = new Random(size);
      SharedMatrix lambda = SharedMatrix.zeros(1, 1);
      lambda.set(0, 0, 1.3f);
      SharedMatrix forgets = SharedMatrix.zeros(1, TOKENS);
      for (int t = 0; t < TOKENS; t++) {
        forgets.set(0, t, t == 1 ? 1f : forget);
      }
      p =
          Preconditioning.of(
              fill(place.apply(TOKENS, size), random),
              fill(place.apply(TOKENS, size), random),
              fill(place.apply(TOKENS, size), random),
              lambda,
              forgets);
      d =
          Preconditioning.Gradient.of(
              fill(place.apply(TOKENS, size), random),
              fill(place.apply(TOKENS, size), random),
              fill(place.apply(TOKENS, size), random),
              PartialSums.zeros(1, 1),
              PartialSums.zeros(1, TOKENS));
    }

    private static LaneMatrix fill(LaneMatrix matrix, Random random) {
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < matrix.cols(); c++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            matrix.set(r, c, lane, (float) random.nextGaussian());
          }
        }
      }
      return matrix;
    }

    Case run(Twin twin) {
      for (int times = 0; times < 2; times++) {
        twin.forward(p);
        twin.backward(p, d);
      }
      return this;
    }

    List<float[]> floats() {
      return List.of(
          p.out().room().floats(),
          p.directions().room().floats(),
          p.shares().room().floats(),
          p.inverse().room().floats(),
          d.queries().room().floats(),
          d.keys().room().floats(),
          d.inverse().room().floats(),
          d.moments().room().floats(),
          d.lambda().room().floats(),
          d.forget().room().floats());
    }
  }

  private static Twin twin(LaneKernels kernels) {
    return new Twin() {
      @Override
      public void forward(Preconditioning p) {
        kernels.precondition(p).run();
      }

      @Override
      public void backward(Preconditioning p, Preconditioning.Gradient d) {
        kernels.preconditionGradient(p, d).run();
      }
    };
  }

  private static Twin rows(int height) {
    VectorPreconditioning kernels = new VectorPreconditioning(height);
    return new Twin() {
      @Override
      public void forward(Preconditioning p) {
        kernels.forward(p);
      }

      @Override
      public void backward(Preconditioning p, Preconditioning.Gradient d) {
        kernels.backward(p, d);
      }
    };
  }

  private static void assertSame(Case expected, Case actual) {
    for (int k = 0; k < expected.floats().size(); k++) {
      assertThat(actual.floats().get(k))
          .as("matrix %d", k)
          .containsExactly(expected.floats().get(k));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 21})
  void twinsAreEqual(int size) {
    for (float forget : new float[] {1f, 0.8f}) {
      Case scalar = new Case(size, forget, LaneMatrix::zeros).run(twin(new ScalarKernels()));
      assertSame(scalar, new Case(size, forget, LaneMatrix::zeros).run(twin(new VectorKernels())));
      assertSame(scalar, new Case(size, forget, LaneMatrix::zeros).run(rows(2)));
      assertSame(scalar, new Case(size, forget, LaneMatrix::zeros).run(rows(4)));
    }
  }

  @Test
  void twinsAreEqualWhereverMatricesLie() {
    List<BiFunction<Integer, Integer, LaneMatrix>> places =
        List.of(
            (rows, cols) ->
                LaneMatrix.zeros(rows + 2, cols + 3).rows(1, rows + 1).cols(2, cols + 2),
            (rows, cols) -> LaneMatrix.zeros(cols, rows).transposed());
    for (BiFunction<Integer, Integer, LaneMatrix> place : places) {
      assertSame(
          new Case(6, 0.7f, place).run(twin(new ScalarKernels())),
          new Case(6, 0.7f, place).run(twin(new VectorKernels())));
    }
  }

  @Test
  void aGradientMayBeTakenAgain() {
    Case once = new Case(7, 0.9f, LaneMatrix::zeros);
    Twin twin = twin(new VectorKernels());
    twin.forward(once.p);
    twin.backward(once.p, once.d);
    float[] first = once.d.queries().room().floats();
    twin.backward(once.p, once.d);
    assertThat(once.d.queries().room().floats()).containsExactly(first);
  }

  @Test
  void whatIsNotAskedForIsNotAdded() {
    for (LaneKernels kernels : new LaneKernels[] {new ScalarKernels(), new VectorKernels()}) {
      Case all = new Case(7, 0.9f, LaneMatrix::zeros);
      Case inputs = new Case(7, 0.9f, LaneMatrix::zeros);
      Twin twin = twin(kernels);
      twin.forward(all.p);
      twin.backward(all.p, all.d);
      twin.forward(inputs.p);
      twin.backward(
          inputs.p,
          Preconditioning.Gradient.of(
              inputs.d.queries(), inputs.d.keys(), inputs.d.out(), null, null));
      assertThat(inputs.d.queries().room().floats())
          .containsExactly(all.d.queries().room().floats());
      assertThat(inputs.d.keys().room().floats()).containsExactly(all.d.keys().room().floats());
    }
  }

  @Test
  void oneFactorIsThatOfAllTokens() {
    Case each = new Case(4, 0.75f, LaneMatrix::zeros);
    SharedMatrix two = SharedMatrix.zeros(1, 2);
    two.set(0, 1, 0.75f);
    each.p.forget().set(0, 1, 0.75f);
    Case repeated = new Case(4, 0.75f, LaneMatrix::zeros);
    PartialSums sums = PartialSums.zeros(1, 2);
    Preconditioning p =
        Preconditioning.of(
            repeated.p.queries(),
            repeated.p.keys(),
            repeated.p.out(),
            repeated.p.lambda(),
            two.repeated(1, TOKENS));
    Preconditioning.Gradient d =
        Preconditioning.Gradient.of(
            repeated.d.queries(),
            repeated.d.keys(),
            repeated.d.out(),
            null,
            sums.repeated(1, TOKENS));
    Twin twin = twin(new VectorKernels());
    twin.forward(each.p);
    twin.backward(each.p, each.d);
    twin.forward(p);
    twin.backward(p, d);
    float[] expected = new float[LaneMatrix.LANES];
    for (int t = TOKENS - 1; t >= 0; t--) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        expected[lane] += each.d.forget().data[each.d.forget().offset + t * 16 + lane];
      }
    }
    assertThat(p.out().room().floats()).containsExactly(each.p.out().room().floats());
    for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
      // the chain of fused multiply-adds rounds otherwise than a sum of the parts
      assertThat(sums.data[sums.offset + 16 + lane])
          .isCloseTo(expected[lane], org.assertj.core.data.Offset.offset(1e-4f));
      assertThat(sums.data[sums.offset + lane]).isZero();
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    SharedMatrix one = SharedMatrix.zeros(1, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Preconditioning.of(
                    LaneMatrix.zeros(3, 2),
                    LaneMatrix.zeros(3, 2),
                    LaneMatrix.zeros(3, 2),
                    one,
                    one.repeated(0, 2)))
        .withMessage("row is 1 x 2, must be 1 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Preconditioning.of(
                    LaneMatrix.zeros(3, 2),
                    LaneMatrix.zeros(2, 3),
                    LaneMatrix.zeros(3, 2),
                    one,
                    one.repeated(0, 3)))
        .withMessage("shapes differ: 3 x 2 and 2 x 3");
  }
}
