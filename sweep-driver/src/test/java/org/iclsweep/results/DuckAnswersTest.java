package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.iclsweep.measure.LearntRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB's answers are Spark's, names and types of columns and the order of rows among them. */
class DuckAnswersTest {

  /** Sums and means over rows may be taken in another order. */
  private static final double ROUNDING = 1e-13;

  @TempDir static Path folder;
  private static TrialTable files;
  private static ResultTable table;

  @BeforeAll
  static void writeTable() throws IOException {
    files = TrialTable.at(new Storage(Map.of()), folder.toString());
    List<TrialRow> rows = PythonViewsTest.rows();
    write(files, "one", rows.subList(0, 5));
    write(files, "two", rows.subList(5, rows.size()));
    table = ResultTable.open(folder.toString(), SharedSpark.settings());
  }

  /** Without the seconds that Spark takes to start. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT lr FROM trials",
        "SELECT t.lr FROM trials t",
        "SELECT seed FROM trials WHERE finalloss < 1",
        "SELECT depth, count(*) AS n FROM trials GROUP BY depth, optimiser",
        "SELECT max(learnt_step) FROM trials",
        "SELECT seed FROM (SELECT seed, batchsize FROM trials)",
        "SELECT c.stepp FROM trials JOIN curves c USING (trial_id)",
      })
  void aNameThatIsNoColumnIsToldAsSparkTellsIt(String query) {
    assertThatThrownBy(() -> table.duckSql(query))
        .isExactlyInstanceOf(ResultException.class)
        .hasMessage(wrong(query));
  }

  private static String wrong(String query) {
    return catchThrowableOfType(ResultException.class, () -> table.sql(query)).getMessage();
  }

  /** It may be one to Spark, or nothing is known that is near. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT Final_Loss FROM trials",
        "SELECT seed AS lr, lr + 1 FROM trials",
        "SELECT user FROM trials",
      })
  void ofANameThatSparkMayKnowSparkIsAsked(String query) {
    assertThatThrownBy(() -> table.duckSql(query)).isInstanceOf(NotAnsweredException.class);
  }

  private static void write(TrialTable files, String name, List<TrialRow> rows) throws IOException {
    try (RowWriter writer = new RowWriter(files.storage(), files.file(name))) {
      for (TrialRow row : rows) {
        writer.write(row);
      }
    }
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT trial_id, seed, final_loss FROM trials ORDER BY final_loss, trial_id",
        "select trial_id, final_loss AS loss from trials order by loss desc, 1;",
        "SELECT trial_id, crossed_step FROM transitions ORDER BY crossed_step DESC, trial_id DESC",
        "SELECT trial_id, crossed_step FROM transitions ORDER BY crossed_step NULLS LAST, trial_id",
        "SELECT trial_id, crossed_step FROM transitions ORDER BY crossed_step DESC NULLS FIRST, trial_id",
        "SELECT trial_id FROM trials ORDER BY final_loss / 2, trial_id LIMIT 7",
        "SELECT outcome, count(*) FROM trials GROUP BY outcome ORDER BY outcome",
        "SELECT outcome, count(*) AS n FROM trials GROUP BY 1 HAVING n > 1 ORDER BY n DESC, outcome",
        "SELECT fate, count(1), count(fate), count(crossed_step) FROM transitions GROUP BY ALL ORDER BY fate",
        "SELECT count(*) FROM trials WHERE outcome = \"completed\" -- all of these\n AND seed >= 8",
        "SELECT count_if(learnt), count_if(crossed) FROM transitions",
        "SELECT avg(final_loss), mean(zero_loss), sum(final_loss), min(final_loss), max(final_loss) FROM trials"
            + " WHERE final_loss < double('infinity')",
        "SELECT max(final_loss), min(final_loss), sum(final_loss), avg(final_loss) FROM trials",
        "SELECT median(final_loss), median(seed), median(depth) FROM trials",
        "SELECT stddev(final_loss), stddev_samp(seed) AS s, std(depth) AS d FROM trials WHERE final_loss < 10D",
        "SELECT stddev(final_loss), avg(final_loss), sum(seed), max(outcome) FROM trials WHERE seed < -5",
        "SELECT stddev(final_loss), count(*) FROM trials WHERE trial_id = 'curve-10'",
        "SELECT sum(seed), sum(depth), min(seed), max(depth), avg(seed), min(kind), max(learnt) FROM trials"
            + " JOIN transitions USING (trial_id, seed, depth)",
        "SELECT count(DISTINCT outcome) AS o, count(DISTINCT final_loss) AS f FROM trials",
        "SELECT heads, count(*) AS trials, median(learnt_step) AS step FROM transitions GROUP BY ALL ORDER BY ALL",
        "SELECT fate, seed FROM transitions ORDER BY ALL DESC",
        "SELECT outcome FROM trials GROUP BY outcome ORDER BY count(*) DESC, outcome",
        "SELECT DISTINCT fate, learnt FROM transitions ORDER BY fate, learnt",
        "SELECT DISTINCT final_loss FROM trials ORDER BY final_loss",
        "SELECT heads, seed, seed + 1 AS a, seed * 2 - depth AS b, depth + 1 AS c, -seed AS d FROM trials"
            + " ORDER BY trial_id",
        "SELECT depth / heads AS a, seed / 4 AS b, final_loss / 0.3 AS c, final_loss * 1.5 AS d, 2 * final_loss AS e,"
            + " 1e-3 * final_loss AS f FROM trials ORDER BY trial_id",
        "SELECT abs(-final_loss) AS a, sqrt(final_loss) AS b, isnan(final_loss) AS c, abs(seed - 12) AS d,"
            + " isnan(interpolated_loss) AS e FROM trials ORDER BY trial_id",
        "SELECT coalesce(crossed_step, -1.0) AS a, coalesce(fate, 'none') AS b, if(learnt, 1, 0) AS c,"
            + " if(ratio > 1, final_loss, 0D) AS d FROM transitions ORDER BY trial_id",
        "SELECT CASE WHEN fate IS NULL THEN 'untold' WHEN fate = 'late' THEN 'late' ELSE fate END AS f,"
            + " CASE WHEN learnt THEN learnt_step END AS s FROM transitions ORDER BY trial_id",
        "SELECT trial_id FROM trials WHERE seed IN (7, 8, 9) OR kind NOT IN ('transformer') ORDER BY 1",
        "SELECT trial_id FROM trials WHERE seed BETWEEN 8 AND 11 AND NOT seed = 9 ORDER BY trial_id",
        "SELECT trial_id FROM trials WHERE final_loss NOT BETWEEN 0.2 AND 0.3 ORDER BY trial_id",
        "SELECT trial_id FROM trials WHERE trial_id LIKE 'curve-_1%' OR trial_id NOT LIKE '%-%' ORDER BY trial_id",
        "SELECT trial_id FROM trials WHERE final_loss = double('nan') OR final_loss > double('infinity') ORDER BY 1",
        "SELECT trial_id FROM trials WHERE depth > 1.5 OR heads <= 1.0 OR final_loss <> 0.25 ORDER BY trial_id",
        "SELECT trial_id FROM trials WHERE (outcome_step IS NOT NULL) = true OR false = (stopped_step IS NULL) ORDER BY 1",
        "SELECT learnt, count(*) FILTER (WHERE crossed) AS c, avg(ratio) FILTER (WHERE ratio < 1) AS r FROM transitions"
            + " GROUP BY learnt ORDER BY learnt",
        "SELECT avg(CAST(learnt AS INT)) AS share, sum(CAST(crossed AS INT)) AS n FROM transitions",
        "SELECT t.outcome, c.step, t.final_loss, provenance.kernel FROM records AS t JOIN curves c USING (trial_id)"
            + " ORDER BY t.outcome, c.step, t.final_loss LIMIT 3",
        "SELECT kind, provenance.kernel AS kernel, count(*) AS n FROM records GROUP BY kind, kernel ORDER BY kind, kernel",
        "WITH late AS (SELECT * FROM transitions WHERE fate = 'late'), n AS (SELECT count(*) AS n FROM late)"
            + " SELECT n + 1 AS m FROM n",
        "SELECT name, avg(size) AS size FROM (SELECT name, rows * cols AS size FROM weights) AS w GROUP BY name ORDER BY name",
        "SELECT `between` FROM phases ORDER BY `between`",
        "SELECT learner, get(learning_rates, 0) AS rate, get(gammas, 1) AS g FROM learners ORDER BY trial_id, learner, rate",
        "SELECT heads, share, share_low, share_high, median_step, median_loss_ratio FROM phases"
            + " ORDER BY heads, share, median_step, median_loss_ratio",
        "SELECT step, at_risk, learnt, survival, low, high FROM survival ORDER BY step, at_risk, low",
        "SELECT point, shape, count(*) AS seeds, avg(departure) AS departure FROM valleys GROUP BY point, shape"
            + " ORDER BY point, shape",
      })
  void answersAreSparks(String query) {
    QueryResult spark = table.sql(query);
    QueryResult duck = table.duckSql(query);

    assertThat(duck.columns()).isEqualTo(spark.columns());
    assertThat(duck.rows()).hasSameSizeAs(spark.rows()).isNotEmpty();
    boolean isOrdered = query.toUpperCase(Locale.ROOT).contains("ORDER BY");
    List<List<Object>> theirs = isOrdered ? spark.rows() : sorted(spark);
    List<List<Object>> ours = isOrdered ? duck.rows() : sorted(duck);
    for (int r = 0; r < theirs.size(); r++) {
      for (int c = 0; c < theirs.get(r).size(); c++) {
        assertSame(ours.get(r).get(c), theirs.get(r).get(c), query);
      }
    }
  }

  private static List<List<Object>> sorted(QueryResult answer) {
    List<List<Object>> rows = new ArrayList<>(answer.rows());
    rows.sort(Comparator.comparing(Object::toString));
    return rows;
  }

  private static void assertSame(Object ours, Object theirs, String query) {
    boolean rounded = query.matches("(?i).*(avg|mean|sum|stddev|median)\\(.*");
    if (rounded && theirs instanceof Double number && Double.isFinite(number)) {
      assertThat((Double) ours).isCloseTo(number, within(ROUNDING * Math.abs(number)));
    } else {
      assertThat(ours).isEqualTo(theirs);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT * FROM nowhere",
        "SELECT xyzzyxyzzy FROM trials",
        "SELECT HEADS FROM trials",
        "SELECT final_loss + 1 FROM trials",
        "SELECT max_by(seed, final_loss) AS s FROM trials",
        "SELECT exp(final_loss) AS e FROM trials",
        "SELECT count(*) / 2.0 AS half FROM trials",
        "SELECT 0.5 AS half FROM trials",
        "SELECT depth + 1.5 AS more FROM trials",
        "SELECT coalesce(depth, 0.5) AS some FROM trials",
        "SELECT seed FROM trials WHERE seed > 1.5",
        "SELECT seed / (seed - seed) AS s FROM trials",
        "SELECT seed FROM trials WHERE seed = '7'",
        "SELECT seed FROM trials WHERE outcome = 7",
        "SELECT seed FROM trials WHERE trial_id LIKE 'a\\\\_%'",
        "SELECT seed FROM trials WHERE trial_id = 'it''s'",
        "SELECT seed FROM trials WHERE trial_id = 'a' 'b'",
        "SELECT seed FROM trials ORDER BY finished_at",
        "SELECT seed FROM trials ORDER BY 2",
        "SELECT seed AS heads FROM trials ORDER BY heads + 1",
        "SELECT seed, seed FROM trials ORDER BY seed",
        "SELECT DISTINCT seed FROM trials ORDER BY depth",
        "SELECT count(*) AS n FROM (SELECT seed FROM trials LIMIT 2)",
        "SELECT count(*) AS n FROM (SELECT seed FROM trials ORDER BY seed)",
        "SELECT seed FROM trials LIMIT 2 OFFSET 1",
        "SELECT seed FROM trials UNION ALL SELECT seed FROM trials",
        "SELECT row_number() OVER (ORDER BY seed) AS n FROM trials",
        "SELECT seed FROM trials WHERE EXISTS (SELECT seed FROM curves)",
        "SELECT curve.step FROM records",
        "SELECT seed FROM trials t JOIN curves c ON t.trial_id = c.trial_id",
        "SELECT seed FROM trials JOIN curves USING (trial_id)",
        "SELECT seed FROM trials LEFT JOIN curves USING (trial_id)",
        "SELECT a.final_loss FROM trials a JOIN transitions b USING (final_loss)",
        "SELECT seed, count(*) AS n FROM trials",
        "SELECT seed + 9223372036854775807 AS s FROM trials WHERE seed > 0",
        "SELECT depth + 2147483647 AS s FROM trials",
        "SELECT seed FROM trials HAVING seed > 1",
        "SELECT 1D AS one, 1L AS two FROM trials",
        "SELECT seed FROM trials WHERE seed <=> 1",
        "SELECT seed FROM trials WHERE seed == 1 == true",
        "SELECT /*+ BROADCAST(trials) */ seed FROM trials",
        "FROM trials SELECT seed",
        "DESCRIBE trials",
        "EXPLAIN SELECT seed FROM trials",
        "SET threads = 4",
        "COPY (SELECT 1) TO '/tmp/x'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/x.db'",
        "PRAGMA database_list",
        "CREATE TABLE x AS SELECT seed FROM trials",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT getenv('HOME') AS home FROM trials",
        "SELECT * FROM duckdb_settings",
        "SELECT * FROM none_yet",
        "SELECT * FROM asked",
        "SELECT learning_events_json('{}') AS e FROM trials",
      })
  void whatIsNotSurelyTheSameIsSparks(String query) {
    assertThatThrownBy(() -> table.duckSql(query)).isInstanceOf(NotAnsweredException.class);
  }

  /** Whatever were asked of it, past what translates queries. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('/*/*.parquet')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT getenv('HOME')",
        "COPY (SELECT 1) TO '/tmp/icl-sweep-closed-off.csv'",
        "COPY records TO '/tmp/icl-sweep-closed-off.parquet'",
        "EXPORT DATABASE '/tmp/icl-sweep-closed-off'",
        "ATTACH '/tmp/icl-sweep-closed-off.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/icl-sweep-closed-off.duckdb_extension'",
        "SET threads = 4",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET lock_configuration",
        "SET memory_limit = '1TB'",
        "PRAGMA temp_directory = '/tmp'",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM parquet_metadata('/etc/passwd')",
      })
  void duckDbIsClosedOff(String statement) throws Exception {
    try (DuckTable duck = DuckTable.open(files, table.extent(), LearntRule.DEFAULT)) {
      duck.execute("SELECT 1");
      assertThatThrownBy(() -> duck.execute(statement)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void duckDbHasOneThreadAndAQuarterOfTheMemoryAndNoDisk() throws Exception {
    try (DuckTable duck = DuckTable.open(files, table.extent(), LearntRule.DEFAULT)) {
      assertThat(duck.setting("threads")).isEqualTo("1");
      assertThat(duck.setting("temp_directory")).isEmpty();
      assertThat(duck.setting("memory_limit")).matches("[0-9.]+ [MG]iB");
      assertThat(duck.setting("enable_external_access")).isEqualTo("false");
      assertThat(duck.setting("lock_configuration")).isEqualTo("true");
    }
  }

  @Test
  void aQueryOfAThousandWordsIsReadAndOfMoreIsNot() {
    String some = "seed > 0 AND ".repeat(300);
    assertThat(table.duckSql("SELECT count(*) AS n FROM trials WHERE " + some + "true").rows())
        .hasSize(1);
    String many = "seed > 0 AND ".repeat(500);
    assertThatThrownBy(
            () -> table.duckSql("SELECT count(*) AS n FROM trials WHERE " + many + "true"))
        .hasMessageContaining("so many words");
    String deep = "(".repeat(300) + "seed" + ")".repeat(300);
    assertThatThrownBy(() -> table.duckSql("SELECT " + deep + " AS s FROM trials"))
        .hasMessageContaining("so many parentheses");
  }
}
