package org.iclsweep.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iclsweep.study.sweep.SobolUnits.dimension;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.iclsweep.study.Identity;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.junit.jupiter.api.Test;

class SobolUnitsTest {

  /** The first points in three dimensions, from the page of Joe and Kuo. */
  private static final double[][] PUBLISHED = {
    {0, 0, 0},
    {0.5, 0.5, 0.5},
    {0.75, 0.25, 0.25},
    {0.25, 0.75, 0.75},
    {0.375, 0.375, 0.625},
    {0.875, 0.875, 0.125},
    {0.625, 0.125, 0.875},
    {0.125, 0.625, 0.375},
    {0.1875, 0.3125, 0.9375},
    {0.6875, 0.8125, 0.4375}
  };

  private static final List<String> PATHS = SobolUnits.FIRST;

  private static double unshifted(int dimension, int index) {
    return SobolUnits.bits(dimension, index) * 0x1p-52;
  }

  @Test
  void unshiftedPointsAreThePublishedOnes() {
    for (int index = 0; index < PUBLISHED.length; index++) {
      for (int dimension = 0; dimension < 3; dimension++) {
        assertThat(unshifted(dimension, index)).isEqualTo(PUBLISHED[index][dimension]);
      }
    }
  }

  @Test
  void unshiftedPointsAreThoseOfTheLibraryInAllDimensions() {
    SobolSequenceGenerator library = new SobolSequenceGenerator(1000);
    for (int index = 0; index < 300; index++) {
      double[] point = library.nextVector();
      for (int dimension = 0; dimension < point.length; dimension++) {
        assertThat(unshifted(dimension, index)).isEqualTo(point[dimension]);
      }
    }
    double[] far = library.skipTo(1_234_567_890);
    assertThat(IntStream.range(0, far.length).mapToDouble(d -> unshifted(d, 1_234_567_890)))
        .containsExactly(Arrays.stream(far).boxed().toArray(Double[]::new));
  }

  /** Of 2^k points, each of 2^k equal intervals has one, wherever a shift moves them. */
  @Test
  void shiftedPointsAreEvenInEveryDimension() {
    for (String path : PATHS) {
      for (long seed : new long[] {0, 1, Long.MAX_VALUE}) {
        SobolUnits units = new SobolUnits(seed, path);
        assertThat(IntStream.range(0, 256).map(i -> (int) (256 * units.at(i))).distinct().count())
            .as(path)
            .isEqualTo(256);
      }
    }
  }

  /** The first two dimensions have one of 2^8 points in each box of area 2^-8. */
  @Test
  void shiftedPointsAreEvenInTwoDimensions() {
    SobolUnits x = new SobolUnits(7, PATHS.get(0));
    SobolUnits y = new SobolUnits(7, PATHS.get(1));
    for (int bits = 0; bits <= 8; bits++) {
      int columns = 1 << bits;
      int rows = 256 / columns;
      assertThat(
              IntStream.range(0, 256)
                  .map(i -> (int) (columns * x.at(i)) * rows + (int) (rows * y.at(i)))
                  .distinct()
                  .count())
          .isEqualTo(256);
    }
  }

  @Test
  void shiftsBelongToTheSeedAndTheParameter() {
    double point = new SobolUnits(0, PATHS.get(0)).at(0);
    assertThat(new SobolUnits(0, PATHS.get(0)).at(0)).isEqualTo(point);
    assertThat(new SobolUnits(1, PATHS.get(0)).at(0)).isNotEqualTo(point);
    assertThat(new SobolUnits(0, PATHS.get(1)).at(0)).isNotEqualTo(point);
  }

  @Test
  void firstDimensionsAreThoseOfTheirParametersForGood() {
    assertThat(PATHS).hasSizeBetween(71, 128).doesNotHaveDuplicates();
    String first = String.join("\n", PATHS.subList(0, 71));
    assertThat(HexFormat.of().formatHex(Identity.hash(first.getBytes(StandardCharsets.UTF_8))))
        .as("of the first 71 dimensions: lines may be added at the end, never moved")
        .startsWith("8e0ef84a6ad4efe4");
    assertThat(PATHS)
        .allSatisfy(path -> assertThat(dimension(path)).isEqualTo(PATHS.indexOf(path)));
  }

  @Test
  void noTwoParametersShareADimension() {
    assertThat(Parameters.all().stream().map(Parameter::path))
        .as("where two do, the newer one gets a line at the end of SobolUnits.FIRST")
        .extracting(SobolUnits::dimension)
        .doesNotHaveDuplicates()
        .allMatch(dimension -> dimension < 1000);
  }

  /** A function of the path alone, so that what is declared beside it moves no sample. */
  @Test
  void dimensionOfAnyOtherParameterIsToldByItsPath() {
    assertThat(dimension("model.width")).isEqualTo(153);
    assertThat(dimension("task.rotation")).isEqualTo(295);
    assertThat(new SobolUnits(3, "model.width").at(5)).isEqualTo(0.716070636478673);
  }
}
