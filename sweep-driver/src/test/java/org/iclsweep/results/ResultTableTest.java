package org.iclsweep.results;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iclsweep.results.QueryResult.Column;
import org.iclsweep.trial.TrialRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTableTest {
  @TempDir static Path directory;
  private static ResultTable table;

  @BeforeAll
  static void writeTable() throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    write(files, "one", Samples.full("a1", 0), Samples.learner("b2"));
    write(
        files,
        "two",
        Samples.transformer("c3", 1, Samples.diverged()),
        Samples.transformer("d4", 2, TrialRecord.failed(new IllegalStateException("boom"))));
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
  }

  private static void write(TrialTable files, String name, TrialRow... rows) throws IOException {
    try (RowWriter writer = new RowWriter(files.storage(), files.file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }

  @Test
  void trialsAreTheTrainedModels() {
    QueryResult answer =
        table.sql(
            "SELECT trial_id, seed, depth, learning_rate, outcome, outcome_step, final_loss,"
                + " failure_message FROM trials ORDER BY trial_id");

    assertThat(answer.columns())
        .containsExactly(
            new Column("trial_id", "string"),
            new Column("seed", "bigint"),
            new Column("depth", "int"),
            new Column("learning_rate", "double"),
            new Column("outcome", "string"),
            new Column("outcome_step", "int"),
            new Column("final_loss", "double"),
            new Column("failure_message", "string"));
    assertThat(answer.rows())
        .containsExactly(
            Arrays.asList("a1", 0L, 2, 1e-3, "completed", null, 0.25, null),
            Arrays.asList("c3", 1L, 2, 1e-3, "diverged", 7, Double.NaN, null),
            Arrays.asList("d4", 2L, 2, 1e-3, "failed", null, null, "boom"));
  }

  @Test
  void recordsHoldLearnersToo() {
    assertThat(rows("SELECT kind, learner, count(*) FROM records GROUP BY ALL ORDER BY kind"))
        .containsExactly(List.of("learner", "gd", 1L), Arrays.asList("transformer", null, 3L));
  }

  @Test
  void curvesHaveARowAPoint() {
    assertThat(
            rows(
                "SELECT trial_id, seed, step, train_loss, eval_loss, gradient_norm FROM curves"
                    + " WHERE kind = 'transformer' ORDER BY trial_id, step"))
        .containsExactly(
            Arrays.asList("a1", 0L, 0, null, 0.5, null),
            List.of("a1", 0L, 100, 0.4, 0.3, 1.5),
            Arrays.asList("c3", 1L, 0, null, 0.5, null),
            List.of("c3", 1L, 7, Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY));
  }

  @Test
  void alignmentsHaveARowALearnerAndStep() {
    assertThat(
            rows(
                "SELECT step, learner, prediction_difference, model_difference, cosine"
                    + " FROM alignments WHERE trial_id = 'a1'"))
        .containsExactly(List.of(100, "gd", 0.1, 0.2, 0.99));
  }

  @Test
  void rolloutsHaveARowAnApplication() {
    assertThat(
            rows(
                "SELECT predictor, factor, step, loss, stable_loss, stable_tasks FROM rollouts"
                    + " WHERE trial_id = 'a1' ORDER BY step"))
        .containsExactly(
            List.of("transformer", 0.75, 1, 0.2, 0.1, 9),
            Arrays.asList("transformer", 0.75, 2, Double.POSITIVE_INFINITY, null, null));
  }

  @Test
  void spectraHaveARowAQuantityAndProbability() {
    assertThat(
            rows(
                "SELECT gamma, quantity, probability, value FROM spectra WHERE trial_id = 'a1'"
                    + " ORDER BY gamma"))
        .containsExactly(
            Arrays.asList(null, "largest", null, 2.5), List.of(0.1, "condition-number", 0.5, 3.75));
  }

  @Test
  void oodHasARowAPredictorShiftAndAlpha() {
    assertThat(
            rows(
                "SELECT shift, alpha, predictor, loss FROM ood WHERE trial_id = 'a1'"
                    + " ORDER BY alpha"))
        .containsExactly(
            List.of("input-range", 0.5, "transformer", 0.1),
            List.of("teacher-scale", 2.0, "gd", 0.2));
  }

  @Test
  void learnersHaveARowATrialAndLearner() {
    assertThat(
            rows("SELECT trial_id, kind, learner, loss, learning_rates FROM learners ORDER BY ALL"))
        .containsExactly(
            List.of("a1", "transformer", "gd", 0.125, List.of(0.3, 0.4)),
            List.of("a1", "transformer", "gd++", 0.0625, List.of(0.3, 0.4)),
            List.of("b2", "learner", "gd", 0.5, List.of(0.3, 0.4)));
  }

  @Test
  void weightsHaveARowAMatrix() {
    assertThat(
            rows(
                "SELECT layer, head, name, rows, cols, values FROM weights"
                    + " WHERE trial_id = 'a1'"))
        .containsExactly(List.of(0, 1, "query", 2, 3, List.of(1f, -0f, 2f, 3f, 4f, 5f)));
  }

  @Test
  void sensitivitiesHaveARowAStep() {
    assertThat(
            rows(
                "SELECT step, own, next, other, other_with_next FROM sensitivities"
                    + " WHERE trial_id = 'a1'"))
        .containsExactly(List.of(100, 3.1, 0.7, 0.02, 0.06));
  }

  @Test
  void functionsHaveARowAPlace() {
    assertThat(rows("SELECT function, series, x, y FROM functions WHERE trial_id = 'a1'"))
        .containsExactly(List.of(2, "target", -5.0, 0.25));
  }

  @Test
  void transitionsHaveARowATrainedModel() {
    assertThat(
            rows(
                "SELECT trial_id, fate, crossed, learnt, transitioned, transition_step,"
                    + " crossed_after, crossed_by, learnt_step, until, zero_loss, gd_loss,"
                    + " final_loss, ratio FROM transitions ORDER BY trial_id"))
        .containsExactly(
            Arrays.asList(
                "a1", "between", true, false, true, 93.75, 0, 100, null, 100, 0.5, 0.125, 0.25,
                2.0),
            Arrays.asList(
                "c3",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0.5,
                null,
                Double.NaN,
                null),
            Arrays.asList(
                "d4", null, null, null, null, null, null, null, null, null, null, null, null,
                null));
  }

  @Test
  void aTrialWithoutPlateausHasNoFalls() {
    assertThat(rows("SELECT trial_id FROM falls")).isEmpty();
  }

  @Test
  void aHeadWithoutAllItsMatricesIsNoRow() {
    assertThat(rows("SELECT trial_id FROM heads")).isEmpty();
  }

  @Test
  void viewsHaveTheParametersAndTheColumnsOfTheDocument() throws IOException {
    for (var view : TableDocumentTest.views().entrySet()) {
      List<String> columns =
          table.sql("SELECT * FROM " + view.getKey() + " LIMIT 0").columns().stream()
              .map(Column::name)
              .toList();
      boolean ofSettings = Set.of("survival", "phases").contains(view.getKey());
      List<String> shared = new ArrayList<>(TableSchema.parameterColumns());
      if (ofSettings) {
        shared.remove("seed");
      } else {
        shared.add("trial_id");
      }
      assertThat(columns).as(view.getKey()).doesNotHaveDuplicates().containsAll(shared);
      assertThat(columns).as(view.getKey()).containsAll(view.getValue());
      if (!view.getKey().equals("records")) {
        assertThat(columns).hasSize(shared.size() + view.getValue().size());
      }
    }
  }

  @Test
  void answersAreJavaValues() {
    assertThat(
            rows(
                "SELECT provenance.finished_at, map('a', 1), struct(1 AS x, array('y') AS z),"
                    + " CAST(1.5 AS DECIMAL(3, 1)) FROM records WHERE trial_id = 'a1'"))
        .containsExactly(
            List.of(
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                Map.of("a", 1),
                Map.of("x", 1, "z", List.of("y")),
                new java.math.BigDecimal("1.5")));
  }

  @Test
  void rowsAndDigestAreThoseOfTheFiles() {
    try (var rows = table.rows()) {
      assertThat(TableDigest.of(rows)).isEqualTo(table.digest());
    }
  }

  @Test
  void aDirectoryWithoutResultsIsRefusedWithAdvice() {
    assertThatThrownBy(() -> ResultTable.open(directory.resolve("nowhere").toString()))
        .isInstanceOf(ResultException.class)
        .hasMessageMatching(
            "no results in .*nowhere: there is no file trials/\\*.parquet;"
                + " start with: icl-sweep run STUDY.conf --out .*nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"footer", "page", "foreign"})
  void aQueryOverADamagedFileNamesIt(String damage, @TempDir Path folder) throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), folder.toString());
    write(files, "one", Samples.full("a1", 0));
    write(files, "two", Samples.full("b2", 0));
    Path file = folder.resolve("trials/two.parquet");
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "footer" -> bytes[bytes.length - 20] ^= 1;
      case "page" -> bytes[44] ^= 1;
      default ->
          bytes =
              new String(bytes, ISO_8859_1).replace("trial_id", "trail_id").getBytes(ISO_8859_1);
    }
    Files.write(file, bytes);

    try (ResultTable damaged = ResultTable.open(folder.toString(), SharedSpark.settings())) {
      assertThatThrownBy(() -> damaged.sql("SELECT count(trial_id) FROM records"))
          .isInstanceOf(DamagedTableException.class)
          .hasMessageContaining("cannot read file:" + file + ": ");
    }
  }

  @Test
  void aQueryLooksAgainIfTheFilesHaveBeenReplaced(@TempDir Path folder) throws IOException {
    TrialTable files = TrialTable.at(new Storage(Map.of()), folder.toString());
    write(files, "one", Samples.full("a1", 0));
    try (ResultTable open = ResultTable.open(folder.toString(), SharedSpark.settings())) {
      assertThat(open.sql("SELECT count(*) FROM trials").rows()).containsExactly(List.of(1L));
      write(files, "two", Samples.full("a1", 0), Samples.full("b2", 0));
      Files.delete(folder.resolve("trials/one.parquet"));

      assertThat(open.sql("SELECT count(final_loss) FROM trials").rows())
          .containsExactly(List.of(2L));
    }
  }

  @Test
  void aQueryThatCannotBeReadIsShownWhereItBreaks() {
    assertThatThrownBy(() -> table.sql("SELEC 1"))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("the query is wrong: Syntax error at or near 'SELEC'")
        .hasMessageContaining("SELEC 1\n^^^");
  }

  @Test
  void anUnknownColumnIsAnsweredWithThoseThatAreLikeIt() {
    assertThatThrownBy(() -> table.sql("SELECT final_los FROM trials"))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("`final_los` cannot be resolved")
        .hasMessageContaining("`final_loss`")
        .hasMessageNotContaining("Project");
  }

  @Test
  void aShortNameIsAnsweredWithTheColumnAndAStrayColumnWithItsView() {
    assertThatThrownBy(() -> table.sql("SELECT lr FROM trials"))
        .hasMessageEndingWith("`lr` cannot be resolved. Did you mean `learning_rate`?");
    assertThatThrownBy(() -> table.sql("SELECT eval_loss, learnt FROM curves"))
        .hasMessageEndingWith(
            "`learnt` cannot be resolved. It is a column of transitions, survival, phases.");
  }

  @Test
  void anUnknownViewIsAnsweredWithAllOfThem() {
    assertThatThrownBy(() -> table.sql("SELECT 1 FROM trial"))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("`trial` cannot be found. Did you mean `trials`?")
        .hasMessageContaining("views: trials, curves");
  }

  @Test
  void anErrorWhileRunningIsExplainedToo() {
    assertThatThrownBy(() -> table.sql("SELECT CAST(outcome AS INT) FROM trials"))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("'completed'")
        .hasMessageContaining("cannot be cast to \"INT\"");
  }

  private static List<List<Object>> rows(String query) {
    return table.sql(query).rows();
  }
}
