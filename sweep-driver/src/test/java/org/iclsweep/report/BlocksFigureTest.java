package org.iclsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.analysis.Run;
import org.iclsweep.analysis.Summary;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.WeightMatrix;
import org.junit.jupiter.api.Test;

/** Two layers over inputs of two features, of variances 4 and 1. */
class BlocksFigureTest {

  @Test
  void entriesStandInTheirCellsWithTwoDecimals() {
    List<Marks> maps = Marks.of(figure(runs(Map.of())));
    assertThat(maps.stream().map(m -> m.words("name").get(0).text()))
        .containsExactly(
            "A of layer 0",
            "A of layer 1",
            "whitened A of layer 0",
            "whitened A of layer 1",
            "B of layer 0");
    entries(maps.get(0), "-1.00", "0.50", "0.25", "-2.00");
    entries(maps.get(1), "-3.00", "0.50", "0.25", "-4.00");
    // (U D)ᵀ A (U D) with U = I and D = diag(2, 1)
    entries(maps.get(2), "-4.00", "1.00", "0.50", "-2.00");
    entries(maps.get(4), "0.90", "0.10", "-0.01", "0.80");
    assertThat(maps.get(0).words("title").get(0).text()).isEqualTo("all trials, seed 3");
    assertThat(maps.get(1).words("title")).isEmpty();
  }

  private static void entries(Marks map, String... expected) {
    List<Mark.Words> entries = map.words("inside");
    assertThat(entries.stream().map(Mark.Words::text)).containsExactly(expected);
    for (int i = 0; i < 4; i++) {
      assertThat(entries.get(i).at().x()).isEqualTo(i % 2 + 0.5);
      assertThat(entries.get(i).at().y()).isEqualTo(i / 2 + 0.5);
    }
  }

  @Test
  void coloursAreOfTheOwnLargestEntry() {
    Marks a = Marks.of(figure(runs(Map.of()))).get(0);
    assertThat(a.all(Mark.Box.class).stream().limit(4).map(Mark.Box::fill))
        .containsExactly(
            Palette.diverging(-0.35),
            Palette.diverging(0.175),
            Palette.diverging(0.0875),
            Palette.diverging(-0.7));
    assertThat(a.all(Mark.Box.class).get(2).title()).isEqualTo("row 2, column 1: 0.2500");
  }

  /** Products are known up to a factor, which is moved from one block to the other. */
  @Test
  void theEntryFromLabelToLabelIsInBothBlocks() {
    List<Marks> maps = Marks.of(figure(List.of(run(0, Map.of("pattern", "full"), full()))));
    entries(maps.get(0), "2.00", "-1.00", "-0.50", "4.00");
    assertThat(maps.get(2).words("name").get(0).text()).isEqualTo("B of layer 0");
    entries(maps.get(2), "-0.45", "-0.05", "0.01", "-0.40");
  }

  @Test
  void withoutACovarianceNothingIsWhitened() {
    List<Marks> maps = Marks.of(figure(runs(Map.of("spectrum", List.of()))));
    assertThat(maps.stream().map(m -> m.words("name").get(0).text()))
        .containsExactly("A of layer 0", "A of layer 1", "B of layer 0");
  }

  @Test
  void otherWeightsAndWideOnesAreNotShown() {
    assertThat(figure(runs(Map.of("dim", 7, "spectrum", List.of()))).isDrawn()).isFalse();
    Map<String, Object> factored = new LinkedHashMap<>(parameters(0, Map.of()));
    factored.keySet().removeAll(List.of("attention_weights", "pattern"));
    Run run = Run.trial("factored", factored, record(blocks()));
    assertThat(figure(List.of(run)).isDrawn()).isFalse();
    assertThat(figure(List.of(run(1, Map.of(), List.of()))).isDrawn()).isFalse();
  }

  private static Figure figure(List<Run> runs) {
    return BlocksFigure.of(Summary.of(runs));
  }

  /** The first seed kept no weights, and the last has others. */
  static List<Run> runs(Map<String, Object> other) {
    List<WeightMatrix> last = new ArrayList<>(blocks());
    last.set(0, matrix(0, "key-query", 2, 9f, 9f, 9f, 9f));
    return List.of(run(5, other, last), run(3, other, blocks()), run(1, other, List.of()));
  }

  private static Run run(long seed, Map<String, Object> other, List<WeightMatrix> weights) {
    return Run.trial("run-" + seed, parameters(seed, other), record(weights));
  }

  private static TrialRecord record(List<WeightMatrix> weights) {
    return TrialRecord.ended(Outcome.COMPLETED).with(Measures.WEIGHTS, weights).build();
  }

  private static Map<String, Object> parameters(long seed, Map<String, Object> other) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("depth", 2);
    parameters.put("heads", 1);
    parameters.put("attention_weights", "merged");
    parameters.put("pattern", "blocks");
    parameters.put("dim", 2);
    parameters.put("context", 10);
    parameters.put("inputs", "normal");
    parameters.put("spectrum", List.of(4.0, 1.0));
    parameters.put("seed", seed);
    parameters.putAll(other);
    return parameters;
  }

  private static List<WeightMatrix> blocks() {
    return List.of(
        matrix(0, "key-query", 2, -1f, 0.5f, 0.25f, -2f),
        matrix(0, "value-projection", 2, 0.9f, 0.1f, -0.01f, 0.8f),
        matrix(1, "key-query", 2, -3f, 0.5f, 0.25f, -4f),
        matrix(1, "value-projection", 2, 0.7f, 0f, 0f, 0.7f));
  }

  /** With -2 from label to label. */
  private static List<WeightMatrix> full() {
    return List.of(
        matrix(0, "key-query", 3, -1f, 0.5f, 7f, 0.25f, -2f, 7f, 7f, 7f, 7f),
        matrix(0, "value-projection", 3, 0.9f, 0.1f, 7f, -0.02f, 0.8f, 7f, 7f, 7f, -2f));
  }

  private static WeightMatrix matrix(int layer, String name, int size, Float... values) {
    return new WeightMatrix(layer, 0, name, size, size, List.of(values));
  }
}
