package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.StationaryPoint.Shape;
import org.iclsweep.trial.Distances.Distance;
import org.iclsweep.trial.Distances.Frame;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.Stationary.NumberedPoint;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stationary point trials of two layers and ten examples ended at. */
class ValleysViewTest {
  private static final int CONTEXT = 10;

  private static final List<NumberedPoint> BLOCKS =
      List.of(
          point(1, 0.02, List.of(0.5, 3.5), List.of(0.03, 0.0), Shape.MINIMUM),
          point(2, 0.04, List.of(0.8, 2.6), List.of(0.012, 0.0), Shape.SADDLE));
  private static final List<NumberedPoint> SPARSE =
      List.of(point(1, 0.3, List.of(0.5, 1.25), List.of(), Shape.MINIMUM));
  private static final FittedLearner FIT_OF_BLOCKS = fit(0.021, BLOCKS.get(0));
  private static final FittedLearner FIT_OF_SPARSE = fit(0.31, SPARSE.get(0));

  @TempDir static Path directory;
  private static ResultTable table;
  private static final Map<String, List<Object>> VALLEYS = new TreeMap<>();

  @BeforeAll
  static void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (TrialRow row : rows()) {
        writer.write(row);
      }
    }
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
    table
        .sql(
            "SELECT trial_id, point, point_loss, shape, departure, nearest, final_loss FROM valleys")
        .rows()
        .forEach(row -> VALLEYS.put((String) row.get(0), row.subList(1, 7)));
  }

  /** Trained models, and the learners that know the points. */
  static List<TrialRow> rows() {
    List<TrialRow> rows = new ArrayList<>(trials());
    rows.add(learner("learner-blocks", FIT_OF_BLOCKS, BLOCKS));
    rows.add(learner("learner-blocks-again", FIT_OF_BLOCKS, BLOCKS));
    rows.add(learner("learner-sparse", FIT_OF_SPARSE, SPARSE));
    return rows;
  }

  private static List<TrialRow> trials() {
    List<Distance> at1 = distances(200, 1, 0.5, 3.5, 0.03);
    List<Distance> elsewhere = distances(200, 1, 0.1, 0.1, 0.1);
    List<Distance> both = new ArrayList<>(distances(100, 1, 0.5, 3.5, 0.03));
    both.addAll(elsewhere);
    List<Distance> unknown = new ArrayList<>(at1);
    unknown.set(0, distance(200, 0, 0, Name.KEY_QUERY, null));
    return List.of(
        trial("at-1", Map.of(), FIT_OF_BLOCKS, null, at1),
        trial("near-2", Map.of(), FIT_OF_BLOCKS, null, distances(200, 1, 0.8, 2.6, 0.01)),
        trial("near-2-rate", Map.of(), FIT_OF_BLOCKS, null, distances(200, 1, 0.8, 2.8, 0.012)),
        trial("beyond", Map.of(), FIT_OF_BLOCKS, null, distances(200, 1, 0.8, 2.6 * 1.11, 0.012)),
        trial("changed-places", Map.of(), FIT_OF_BLOCKS, null, distances(200, 1, 3.5, 0.5, 0.03)),
        trial("another-sign", Map.of(), FIT_OF_BLOCKS, null, distances(200, 1, -0.5, 3.5, 0.03)),
        trial("unknown", Map.of(), FIT_OF_BLOCKS, null, unknown),
        trial("last", Map.of(), FIT_OF_BLOCKS, null, both),
        trial("kept", Map.of(), FIT_OF_BLOCKS, 100, both),
        trial("unscaled", Map.of("score_scale", "none"), FIT_OF_BLOCKS, null, unscaled(at1, 10)),
        trial("dampened", Map.of("dampening", 4.0), FIT_OF_BLOCKS, null, unscaled(at1, 4)),
        trial("heads", Map.of("heads", 2), FIT_OF_BLOCKS, null, distances(200, 2, 0.5, 3.5, 0.03)),
        trial("softmax", Map.of("attention", "softmax"), FIT_OF_BLOCKS, null, at1),
        trial("sparse", Map.of(), FIT_OF_SPARSE, null, distances(200, 1, 1.25, 0.5, 0)),
        trial("alone", Map.of(), null, null, at1),
        trial("unmeasured", Map.of(), FIT_OF_BLOCKS, null, List.of()));
  }

  @Test
  void aTrialThatWasNotMeasuredOrNotHeldAgainstClassSIsNoRow() {
    assertThat(VALLEYS).hasSize(14).doesNotContainKeys("alone", "unmeasured");
  }

  @Test
  void weightsAtAPointHaveNotDeparted() {
    is("at-1", 1, 0.02, "minimum", 0.0);
    assertThat(VALLEYS.get("at-1").get(5)).isEqualTo(0.123);
  }

  @Test
  void theLargestLogarithmOfARatioIsTheDeparture() {
    assertThat(VALLEYS.get("near-2").subList(0, 3)).containsOnlyNulls();
    departed("near-2", Math.log(1.2));
    is("near-2-rate", 2, 0.04, "saddle", Math.log(2.8 / 2.6));
  }

  @Test
  void fartherThanATenthThereIsNoPointButADeparture() {
    assertThat(VALLEYS.get("beyond").subList(0, 3)).containsOnlyNulls();
    departed("beyond", Math.log(1.11));
    assertThat(VALLEYS.get("beyond").get(4)).isEqualTo(2);
    assertThat(VALLEYS.get("at-1").get(4)).isEqualTo(1);
  }

  /** The second point is nearest, of whose second rate 0.5 is a part of 5.2. */
  @Test
  void layersThatMoveInputsDoNotChangePlaces() {
    departed("changed-places", Math.log(5.2));
  }

  @Test
  void whatCannotBeComparedHasNoDeparture() {
    assertThat(VALLEYS.get("another-sign").subList(0, 5)).containsOnlyNulls();
    assertThat(VALLEYS.get("unknown").subList(0, 5)).containsOnlyNulls();
    assertThat(VALLEYS.get("softmax").subList(0, 5)).containsOnlyNulls();
  }

  @Test
  void keptWeightsCountOrElseTheLast() {
    is("kept", 1, 0.02, "minimum", 0.0);
    assertThat(VALLEYS.get("last").get(0)).isNull();
  }

  @Test
  void scalesOfScoresAndUpdatesAreInTheRates() {
    is("unscaled", 1, 0.02, "minimum", 0.0);
    is("dampened", 1, 0.02, "minimum", 0.0);
  }

  @Test
  void headsOfALayerAddUp() {
    is("heads", 1, 0.02, "minimum", 0.0);
  }

  @Test
  void layersThatMoveNothingMayChangePlaces() {
    is("sparse", 1, 0.3, "minimum", 0.0);
  }

  private static void is(String trial, int point, double loss, String shape, double departure) {
    assertThat(VALLEYS.get(trial).subList(0, 3)).containsExactly(point, loss, shape);
    departed(trial, departure);
  }

  private static void departed(String trial, double departure) {
    assertThat((Double) VALLEYS.get(trial).get(3)).isCloseTo(departure, within(1e-12));
  }

  /** Of so many heads, which share a layer's rate as 1 : 2 : .., of these rates and this move. */
  private static List<Distance> distances(
      int step, int heads, double first, double second, double gamma) {
    List<Distance> all = new ArrayList<>();
    int whole = heads * (heads + 1) / 2;
    for (int head = 0; head < heads; head++) {
      double share = (head + 1.0) / whole;
      all.add(distance(step, 0, head, Name.KEY_QUERY, -first * share));
      all.add(distance(step, 1, head, Name.KEY_QUERY, -second * share));
      // γ = -s Σ A B, s = 1 / N
      all.add(distance(step, 0, head, Name.VALUE_PROJECTION, gamma * CONTEXT / first));
    }
    return all;
  }

  /** The same model where scores or updates have a scale so many times as large. */
  private static List<Distance> unscaled(List<Distance> all, double times) {
    return all.stream()
        .map(
            d ->
                d.matrix() == Name.KEY_QUERY
                    ? distance(d.step(), d.layer(), d.head(), d.matrix(), d.scale() / times)
                    : d)
        .toList();
  }

  private static Distance distance(int step, int layer, int head, Name matrix, Double scale) {
    return new Distance(step, layer, head, matrix, Frame.RAW, 0.01, scale);
  }

  private static TrialRow trial(
      String id,
      Map<String, Object> other,
      FittedLearner fit,
      Integer keptStep,
      List<Distance> distances) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("seed", 3L);
    parameters.put("depth", 2);
    parameters.put("heads", 1);
    parameters.put("attention_weights", "merged");
    parameters.put("pattern", "blocks");
    parameters.put("score_scale", "inverse-keys");
    parameters.put("dim", 3);
    parameters.put("context", CONTEXT);
    parameters.put("inputs", "normal");
    parameters.put("spectrum", List.of(1.0, 1.0, 0.25));
    parameters.putAll(other);
    if (other.containsKey("attention")) {
      parameters.keySet().removeAll(Arrays.asList("attention_weights", "pattern"));
    }
    TrialRecord record =
        TrialRecord.ended(Outcome.COMPLETED)
            .finalLoss(0.123, null)
            .keptStep(keptStep)
            .with(Measures.LEARNERS, fit == null ? List.of() : List.of(fit))
            .with(Measures.DISTANCES, distances)
            .build();
    return new TrialRow(id, TrialRow.TRANSFORMER, null, parameters, record, Samples.PROVENANCE);
  }

  private static TrialRow learner(String id, FittedLearner fit, List<NumberedPoint> points) {
    TrialRecord record =
        TrialRecord.ended(Outcome.COMPLETED)
            .with(Measures.LEARNERS, List.of(fit))
            .with(Measures.STATIONARY, points)
            .build();
    return new TrialRow(
        id, TrialRow.LEARNER, "class-s", Map.of("depth", 2), record, Samples.PROVENANCE);
  }

  private static FittedLearner fit(double loss, NumberedPoint best) {
    return new FittedLearner(LearnerKind.CLASS_S, loss, 0.001, best.learningRates(), best.gammas());
  }

  private static NumberedPoint point(
      int number, double loss, List<Double> rates, List<Double> gammas, Shape shape) {
    return new NumberedPoint(number, loss, rates, gammas, shape);
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }
}
