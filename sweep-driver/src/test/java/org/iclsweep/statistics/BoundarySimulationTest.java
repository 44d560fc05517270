package org.iclsweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.statistics.BoundarySimulation.Case;
import org.iclsweep.statistics.BoundarySimulation.Outcome;
import org.iclsweep.statistics.BoundarySimulation.Summary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Few repetitions of what {@link BoundarySimulation} does with 200: as many may miss as do, in one
 * of a hundred such tests, where 95 % are in the band.
 */
class BoundarySimulationTest {

  @ParameterizedTest
  @CsvSource({
    "step, 12, 0.75, 0.25",
    "sigmoid 0.05, 12, 0.75, 0.25",
    "'floor 0.1, ceiling 0.85, sigmoid 0.03', 8, 0.75, 0.25",
    "never, 4, 1, 0.25",
    "'line, step', 2, 0.95, 0.05",
    "'circle, floor 0.1, ceiling 0.85', 1, 0.95, 0.06"
  })
  void boundaryIsInTheBand(String name, int repetitions, double covered, double trials) {
    Case each =
        BoundarySimulation.cases().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow();

    List<Outcome> outcomes =
        IntStream.range(0, repetitions).mapToObj(i -> BoundarySimulation.refine(each, i)).toList();
    Summary summary = Summary.of(each, outcomes);

    assertThat(summary.covered()).isGreaterThanOrEqualTo(covered);
    assertThat(summary.trials()).isLessThanOrEqualTo(trials);
    assertThat(summary.right()).isEqualTo(1);
    assertThat(summary.uncertain()).isLessThan(0.6);
  }
}
