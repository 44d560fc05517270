package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.iclsweep.analysis.PhaseDiagram.Cell;
import org.iclsweep.statistics.Proportion;
import org.junit.jupiter.api.Test;

class PhaseDiagramTest {

  @Test
  void everyTwoFactorsWithThreeLevelsHaveOne() {
    List<PhaseDiagram> diagrams = PhaseDiagram.of(Summary.of(Synthetic.phases(3)));

    assertThat(diagrams).hasSize(1);
    PhaseDiagram diagram = diagrams.get(0);
    assertThat(List.of(diagram.x().name(), diagram.y().name()))
        .containsExactlyInAnyOrder("heads", "batch");
    assertThat(List.of(diagram.columns(), diagram.rows()))
        .containsExactlyInAnyOrder(List.of("1", "2", "3"), List.of("64", "128", "192"));
  }

  @Test
  void twoLevelsAreAComparison() {
    assertThat(PhaseDiagram.of(Summary.of(Synthetic.phases(2)))).isEmpty();
    assertThat(PhaseDiagram.of(Summary.of(Synthetic.quickstart()))).isEmpty();
  }

  @Test
  void cellsTellTheShareAndTheLossOfTheirSeeds() {
    PhaseDiagram diagram = PhaseDiagram.of(Summary.of(Synthetic.phases(3))).get(0);

    for (int heads = 1; heads <= 3; heads++) {
      for (int batch = 1; batch <= 3; batch++) {
        Optional<Cell> cell = cell(diagram, heads, batch);
        assertThat(cell.isPresent()).isEqualTo(!(heads == 3 && batch == 2));
        if (cell.isPresent()) {
          assertThat(cell.get().learnt()).isEqualTo(new Proportion(5 - heads, 4));
        }
      }
    }
    Quartiles ratio = cell(diagram, 2, 1).orElseThrow().lossRatio().orElseThrow();
    assertThat(ratio.count()).isEqualTo(4);
    assertThat(ratio.median()).isCloseTo(1.003, within(0.003));
    assertThat(ratio.max()).as("of the late seed").isGreaterThan(1.8);
  }

  private static Optional<Cell> cell(PhaseDiagram diagram, int heads, int batch) {
    boolean headsAcross = diagram.x().name().equals("heads");
    return diagram
        .cells()
        .get((headsAcross ? batch : heads) - 1)
        .get((headsAcross ? heads : batch) - 1);
  }
}
