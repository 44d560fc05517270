package org.iclsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.iclsweep.layer.Nonlinearity;
import org.iclsweep.model.Initialisation.Law;
import org.iclsweep.model.Initialisation.Perceptrons;
import org.iclsweep.task.LinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialiserTest {

  private static final int SEEDS = 64;
  private static final LinearRegression TASK = new LinearRegression(5, 3, 1, 1);

  /** In the place of inputs it reads 5 features; behind a layer, the label too. */
  @ParameterizedTest
  @CsvSource({
    "BEFORE, false, -1, 5",
    "BEFORE, true, -1, 6",
    "AFTER, true, 0, 6",
    "AFTER, true, 1, 6"
  })
  void perceptronsMayStartUniformWithinTheFanInOfEachLayer(
      MlpSpec.Place place, boolean residual, int layer, int inputs) {
    int units = 7 * inputs;
    Map<String, Integer> fanIns =
        Map.of("mlp-in", inputs, "mlp-in-bias", inputs, "mlp-out", units, "mlp-out-bias", units);
    fanIns.forEach(
        (name, fanIn) -> {
          double bound = 1 / Math.sqrt(fanIn);
          double sum = 0;
          double squares = 0;
          double largest = 0;
          int count = 0;
          for (int seed = 0; seed < SEEDS; seed++) {
            for (float value : values(network(place, residual, uniform(), seed), name, layer)) {
              sum += value / bound;
              squares += value / bound * (value / bound);
              largest = Math.max(largest, Math.abs(value));
              count++;
            }
          }
          // four standard errors: v² of a uniform v within 1 has the mean 1/3 and the variance 4/45
          assertThat(sum / count).as(name).isCloseTo(0, within(4 / Math.sqrt(3.0 * count)));
          assertThat(squares / count)
              .as(name)
              .isCloseTo(1 / 3.0, within(4 * Math.sqrt(4 / 45.0 / count)));
          // all of n lie below 1 - 10/n with a probability of e^-10
          assertThat(largest)
              .as(name)
              .isBetween(bound * (1 - 10.0 / count), (double) (float) bound);
        });
  }

  /** Threefry, written again in another language, at counters (number, 0) and (number, 1). */
  @Test
  void weightsAndBiasesHaveDrawsOfNumbersOfTheirOwn() {
    Network network = network(MlpSpec.Place.BEFORE, false, uniform(), 7);
    float[] inner = values(network, "mlp-in", -1);
    float[] outer = values(network, "mlp-out", -1);
    float[] innerBias = values(network, "mlp-in-bias", -1);
    float[] outerBias = values(network, "mlp-out-bias", -1);
    assertThat(inner).hasSize(5 * 35).startsWith(-0.196530238f, 0.173742741f, 0.0794136524f);
    assertThat(outer).hasSize(35 * 5).startsWith(-0.0574173927f, 0.00545247737f, 0.151661947f);
    assertThat(innerBias).hasSize(35).startsWith(0.385126948f, -0.0685259998f, -0.271324545f);
    assertThat(outerBias).hasSize(5).startsWith(0.054826349f, 0.116209604f, 0.0821781605f);
  }

  @Test
  void howPerceptronsStartChangesNoOtherParameter() {
    Network plain = network(MlpSpec.Place.AFTER, true, asModel(), 3);
    Network other = network(MlpSpec.Place.AFTER, true, uniform(), 3);
    int same = 0;
    for (ParameterSlice slice : plain.slices()) {
      float[] before = values(plain, slice.name(), slice.layer());
      float[] after = values(other, slice.name(), slice.layer());
      if (slice.name().startsWith("mlp-in") || slice.name().startsWith("mlp-out")) {
        assertThat(after).as(slice.name()).doesNotContain(before);
        assertThat(slice.name().endsWith("-bias")).isEqualTo(before[0] == 0);
      } else {
        assertThat(after).as(slice.name()).isEqualTo(before);
        same++;
      }
    }
    // four matrices of attention and two norms of two values a layer
    assertThat(same).isEqualTo(2 * (4 + 4));
  }

  /** In the same directions, and as wide: some draws lie where none is left. */
  @Test
  void weightsMayStartByANormalDistributionThatIsNotCut() {
    Initialisation plain =
        new Initialisation(
            Initialisation.Kind.STANDARD_DEVIATION, 0.1, Perceptrons.AS_MODEL, Law.NORMAL);
    double squares = 0;
    int beyond = 0;
    int count = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Network cut = network(MlpSpec.Place.AFTER, true, asModel(), seed);
      Network network = network(MlpSpec.Place.AFTER, true, plain, seed);
      float[] truncated = values(cut, "mlp-in", 1);
      float[] values = values(network, "mlp-in", 1);
      assertThat(values(network, "mlp-in-bias", 1)).containsOnly(0);
      for (int k = 0; k < values.length; k++) {
        assertThat(Math.signum(values[k])).isEqualTo(Math.signum(truncated[k]));
        squares += 100 * values[k] * values[k];
        beyond += Math.abs(values[k]) > 0.2275 ? 1 : 0;
        assertThat(Math.abs(truncated[k])).isLessThan(0.2275f);
        count++;
      }
    }
    // four standard errors; 0.0229 lie beyond 2.275
    assertThat(squares / count).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
    assertThat((double) beyond / count).isCloseTo(0.0229, within(4 * Math.sqrt(0.0229 / count)));
  }

  @Test
  void aVarianceIsDividedByTheFanInAndADeviationIsNot() {
    Initialisation variance = new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.36);
    assertThat(variance.standardDeviation(9)).isCloseTo(0.2, within(1e-15));
    assertThat(asModel().standardDeviation(9)).isEqualTo(0.1);
  }

  private static float[] values(Network network, String name, int layer) {
    for (ParameterSlice slice : network.slices()) {
      if (slice.name().equals(name) && slice.layer() == layer) {
        int end = slice.offset() + slice.count();
        return Arrays.copyOfRange(network.parameters(), slice.offset(), end);
      }
    }
    throw new AssertionError(name + " of layer " + layer);
  }

  private static Initialisation asModel() {
    return new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.1);
  }

  private static Initialisation uniform() {
    return new Initialisation(
        Initialisation.Kind.STANDARD_DEVIATION, 0.1, Perceptrons.FAN_IN_UNIFORM);
  }

  private static Network network(
      MlpSpec.Place place, boolean residual, Initialisation initialisation, long seed) {
    ModelSpec spec =
        new ModelSpec(
            2,
            false,
            AttentionSpec.linear(1, 0),
            new MlpSpec(place, Nonlinearity.RELU, true, 7, residual),
            place == MlpSpec.Place.AFTER ? NormPlace.EVERY_LAYER : NormPlace.NONE,
            0,
            0,
            1,
            Update.TOKEN,
            0,
            initialisation);
    Network network = new Network(spec, TASK);
    Initialiser.initialise(network, seed);
    return network;
  }
}
