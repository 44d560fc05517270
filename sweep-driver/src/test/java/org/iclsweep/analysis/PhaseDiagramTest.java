package org.iclsweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  void oneOfTwoFactorsMayHaveTwoLevels() {
    List<PhaseDiagram> diagrams = PhaseDiagram.of(Summary.of(Synthetic.phases(2)));
    assertThat(diagrams).hasSize(1);
    assertThat(List.of(diagrams.get(0).columns(), diagrams.get(0).rows()))
        .containsExactlyInAnyOrder(List.of("1", "2", "3"), List.of("64", "128"));
    assertThat(PhaseDiagram.of(Summary.of(Synthetic.quickstart()))).isEmpty();
  }

  /** Seeds of another setting, all of which learn, are in no cell of this one. */
  @Test
  void cellsArePooledOverSeedsAndNothingElse() {
    List<Run> runs = new ArrayList<>(Synthetic.phases(3));
    for (Run run : Synthetic.phases(3)) {
      Map<String, Object> other = new LinkedHashMap<>(run.parameters());
      other.put("depth", 2);
      other.put("eval_seed", ((Number) run.parameters().get("seed")).longValue() % 2);
      runs.add(Run.trial(run.id() + "'", other, Synthetic.trial(other, false).record()));
    }
    List<PhaseDiagram> diagrams = PhaseDiagram.of(Summary.of(runs));
    assertThat(diagrams).as("of heads and batch, not of depth with two levels").hasSize(1);
    assertThat(diagrams.get(0).parts())
        .extracting(part -> part.rest().label())
        .containsExactly("depth 1", "depth 2");
    for (int heads = 1; heads <= 3; heads++) {
      assertThat(cell(diagrams.get(0), 0, heads, 1).orElseThrow().learnt())
          .isEqualTo(new Proportion(5 - heads, 4));
      assertThat(cell(diagrams.get(0), 1, heads, 1).orElseThrow().learnt())
          .isEqualTo(new Proportion(4, 4));
    }
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
    return cell(diagram, 0, heads, batch);
  }

  private static Optional<Cell> cell(PhaseDiagram diagram, int part, int heads, int batch) {
    boolean headsAcross = diagram.x().name().equals("heads");
    return diagram
        .parts()
        .get(part)
        .cells()
        .get((headsAcross ? batch : heads) - 1)
        .get((headsAcross ? heads : batch) - 1);
  }
}
