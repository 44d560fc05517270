package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The views of DuckDB, inside this process, and of notebooks/icl_sweep against those of Spark, all
 * rows of all of them: {@code pip install numpy pyarrow duckdb polars}, and {@code
 * -Dtest.python=...} for another Python.
 */
class PythonViewsTest {
  private static final Path DESCRIPTION =
      PythonScript.NOTEBOOKS.resolve("icl_sweep/described.json");

  private static final FittedLearner GD =
      new FittedLearner(LearnerKind.GD, 0.25, 0.001, List.of(6.0), List.of());

  @TempDir static Path folder;
  private static Path results;
  private static Path answers;
  private static final Map<String, QueryResult> SPARKS = new LinkedHashMap<>();

  @BeforeAll
  static void askSpark() throws IOException {
    results = folder.resolve("seed=3/results");
    TrialTable files = TrialTable.at(new Storage(Map.of()), results.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("all"))) {
      for (TrialRow row : rows()) {
        writer.write(row);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    try (ResultTable table = ResultTable.open(results.toString(), SharedSpark.settings())) {
      for (String view : Views.NAMES) {
        QueryResult answer = table.sql("SELECT * FROM " + view);
        SPARKS.put(view, answer);
        all.put(
            view,
            Map.of(
                "columns", answer.columns().stream().map(QueryResult.Column::name).toList(),
                "rows", answer.rows().stream().map(PythonViewsTest::plain).toList()));
      }
    }
    answers = folder.resolve("answers.json");
    Files.writeString(answers, new ObjectMapper().writeValueAsString(all));
  }

  /** Every field with a value, and what follows from weights; seeds of all fates; all valleys. */
  static List<TrialRow> rows() {
    List<TrialRow> rows = new ArrayList<>();
    rows.add(Samples.full("full-a", 7));
    rows.add(Samples.full("full-b", 8));
    rows.add(Samples.transformer("diverged", 9, Samples.diverged()));
    rows.add(Samples.learner("a-learner"));
    rows.addAll(HeadsViewTest.rows());
    rows.add(WeightBlocksTest.ofSequences());
    rows.addAll(SettingViewsTest.rows());
    rows.addAll(ValleysViewTest.rows());
    rows.add(curve(10, Outcome.COMPLETED, 0.5, 0.375)); // the middle, to the bit, is crossed
    rows.add(curve(11, Outcome.DIVERGED, 0.5, 0.5)); // before the next is no longer watched
    rows.add(curve(12, Outcome.COMPLETED, 0.5, 0.5, 0.5));
    rows.add(
        stopped(16, 0.5, 0.375, 0.25, 0.25)); // it has learnt: whether it relapsed is not known
    rows.add(stopped(17, 0.5, 0.375, 0.375)); // not by this rule, but it was stopped
    for (long seed = 13; seed < 16; seed++) {
      rows.add(curve(seed, Outcome.COMPLETED, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25));
    }
    return rows;
  }

  private static TrialRow stopped(long seed, double... losses) {
    TrialRow row = curve(seed, Outcome.COMPLETED, losses);
    TrialRecord record = row.record().changed().stoppedStep(100 * (losses.length - 1)).build();
    return Samples.transformer(row.trialId(), seed, record);
  }

  /** Between 0.5 and 0.25, a point every 100 steps. */
  private static TrialRow curve(long seed, Outcome outcome, double... losses) {
    List<CurvePoint> curve = new ArrayList<>();
    for (double loss : losses) {
      curve.add(new CurvePoint(100 * curve.size(), null, loss, null));
    }
    boolean diverged = outcome == Outcome.DIVERGED;
    TrialRecord record =
        TrialRecord.ended(outcome, diverged ? 150 : null)
            .zeroLoss(0.5, null)
            .finalLoss(losses[losses.length - 1], null)
            .with(Measures.CURVE, curve)
            .with(Measures.LEARNERS, List.of(GD))
            .build();
    return Samples.transformer("curve-" + seed, seed, record);
  }

  /** As JSON has it: times in microseconds, numbers that are none by their names, all in double. */
  private static Object plain(Object value) {
    if (value instanceof Float number) {
      return plain(number.doubleValue());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PythonViewsTest::plain).toList();
    }
    if (value instanceof Map<?, ?> fields) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      fields.forEach((name, field) -> plain.put(name, plain(field)));
      return plain;
    }
    if (value instanceof Instant time) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
    boolean none = value instanceof Number number && !Double.isFinite(number.doubleValue());
    return none ? value.toString() : value;
  }

  /** Nothing of it can be forgotten. */
  @Test
  void theDescriptionIsTheProgramsOwn() throws IOException {
    String text = PythonDescription.text();
    if (Boolean.getBoolean("python.write")) {
      Files.writeString(DESCRIPTION, text);
    }
    assertThat(Files.readString(DESCRIPTION))
        .as(
            "%s is generated; to write it again: mvn -pl sweep-driver -am test"
                + " -Dtest=PythonViewsTest -Dsurefire.failIfNoSpecifiedTests=false -Dpython.write=true",
            DESCRIPTION)
        .isEqualTo(text);
  }

  static List<String> views() {
    return Views.NAMES;
  }

  /** Every value, its type among it, and the names and types of columns. */
  @ParameterizedTest
  @MethodSource("views")
  void everyViewHasSparksRowsFromDuckDb(String view) {
    QueryResult spark = SPARKS.get(view);
    try (ResultTable table = ResultTable.open(results.toString(), SharedSpark.settings())) {
      QueryResult duck = table.duckSql("SELECT * FROM " + view);

      assertThat(duck.columns()).isEqualTo(spark.columns());
      assertThat(sorted(duck)).isNotEmpty().isEqualTo(sorted(spark));
    }
  }

  private static List<String> sorted(QueryResult answer) {
    return answer.rows().stream()
        .map(row -> row.stream().map(PythonViewsTest::typed).toList().toString())
        .sorted()
        .toList();
  }

  /** So that 1 is not 1.0. */
  private static String typed(Object value) {
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "polars"})
  void everyViewHasSparksRows(String engine) throws Exception {
    String said = PythonScript.of("same_views.py", results, answers, engine).said();
    assertThat(said.lines()).as("views that are the same").hasSize(Views.NAMES.size());
  }
}
