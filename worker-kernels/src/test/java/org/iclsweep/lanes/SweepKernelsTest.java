package org.iclsweep.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a form gets code of its own, what becomes of it, and that it computes the same. */
class SweepKernelsTest {

  private final SweepKernels kernels = new SweepKernels(16, 64, 4);

  @Test
  void aFormHasOneKernelForAllWhoAsk() {
    assertThat(kernels.of(form(3, 4, 5))).isSameAs(kernels.of(form(3, 4, 5)));
    assertThat(kernels.of(form(3, 4, 6))).isNotSameAs(kernels.of(form(3, 4, 5)));
  }

  @Test
  void enoughWorkOfAllTogetherIsToldOnce() {
    Sweep form = form(11, 11, 11);
    List<SweepKernel> told = new ArrayList<>();
    SweepKernel kernel = kernels.of(form);
    float[] arrays = new float[4 * 11 * 11 * 16];
    List<SweepOperation> two = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      two.add(new SweepOperation(kernel, told::add, arrays, 0, arrays, 2000, arrays, 4000));
    }
    double runs = SweepKernel.WORTH / (16 * form.work());
    for (int run = 0; run < runs / 2 - 300; run++) {
      two.forEach(SweepOperation::run);
    }
    assertThat(told).isEmpty();
    for (int run = 0; run < 900; run++) {
      two.forEach(SweepOperation::run);
    }
    assertThat(told).containsExactly(kernel);
  }

  @Test
  void compiledCodeTakesOverWithTheSameBits() {
    Sweep form = form(11, 10, 60);
    SweepKernel kernel = kernels.of(form);
    float[] a = numbers(form.aLength(), 1);
    float[] b = numbers(form.bLength(), 2);
    float[] expected = new float[form.outLength()];
    float[] actual = new float[form.outLength()];
    SweepOperation operation = new SweepOperation(kernel, k -> {}, actual, 0, a, 0, b, 0);
    operation.run();
    new ScalarSweep(form, expected, 0, a, 0, b, 0).run();
    assertThat(actual).containsExactly(expected);

    new Compiling(kernels).now(kernel);

    assertThat(kernel.isFixed()).isTrue();
    Arrays.fill(actual, Float.NaN);
    operation.run();
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void theFirstWithCodeOfTheirOwnGiveItUpForOthers() {
    List<SweepKernel> six = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      six.add(kernels.fixed(form(2, 2, k + 1)));
    }
    assertThat(six.stream().map(SweepKernel::isFixed))
        .containsExactly(false, false, true, true, true, true);
    // and can earn it again
    assertThat(six.get(0).did(SweepKernel.WORTH)).isTrue();
    assertThat(six.get(5).did(SweepKernel.WORTH)).isTrue();
  }

  @Test
  void tenThousandFormsLeaveFewClassesBehind() throws InterruptedException {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    kernels.fixed(form(5, 5, 5));
    int before = classes.getLoadedClassCount();
    for (int k = 0; k < 10_000; k++) {
      kernels.fixed(form(1 + k % 2, 1, 2 + k / 2));
    }
    int left = Integer.MAX_VALUE;
    for (int wait = 0; wait < 100 && left > before + 100; wait++) {
      System.gc();
      Thread.sleep(50);
      left = classes.getLoadedClassCount();
    }
    assertThat(left).isLessThanOrEqualTo(before + 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void tilesFitTheRegistersAndFewAreNarrow(int registers) {
    assertThat(Region.mostHigh(registers == 16 ? 3 : 4, registers)).isBetween(3, 5);
    for (int width = 1; width <= TileSpec.MOST_WIDE; width++) {
      int high = Region.mostHigh(width, registers);
      if (high > 1 && width > 1) {
        assertThat(high * width + high + width).isLessThan(registers);
      }
    }
    Set<String> shapes =
        Region.of(form(11, 11, 11), registers).stream()
            .map(region -> region.height() + " x " + region.width())
            .collect(Collectors.toSet());
    assertThat(shapes)
        .isEqualTo(
            registers == 16
                ? Set.of("3 x 3", "4 x 2", "3 x 2")
                : Set.of("4 x 4", "4 x 3", "6 x 3", "5 x 3"));
  }

  @ParameterizedTest
  @CsvSource({"false, false, false", "true, true, false", "true, false, true"})
  void aSweepOfFiveByFiveIsOneTileWhereRegistersSuffice(boolean add, boolean a, boolean b) {
    Sweep five = new Sweep(5, 5, 7, 96, 16, 160, 16, 16, 112, add, a, b);
    float[] as = numbers(five.aLength(), 1);
    float[] bs = numbers(five.bLength(), 2);
    float[] expected = numbers(five.outLength(), 3);
    float[] actual = expected.clone();
    new ScalarSweep(five, expected, 0, as, 0, bs, 0).run();

    List<Region> regions = Region.of(five, 32);

    assertThat(regions).hasSize(1);
    regions.get(0).run(actual, 0, as, 0, bs, 0);
    assertThat(actual).containsExactly(expected);
    assertThat(Region.of(five, 31)).hasSizeGreaterThan(1);
  }

  /** Matrices that lie row by row. */
  private static Sweep form(int rows, int cols, int terms) {
    return new Sweep(
        rows, cols, terms, 16 * cols, 16, 16 * terms, 16, 16, 16 * cols, false, false, false);
  }

  private static float[] numbers(int count, int seed) {
    float[] numbers = new float[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = (float) Math.sin(seed + 0.7 * k);
    }
    return numbers;
  }
}
