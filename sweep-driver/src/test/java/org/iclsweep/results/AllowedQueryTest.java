package org.iclsweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedQueryTest {

  /** A number of rows that no machine gets through. */
  private static final String ENDLESS =
      "SELECT count(*) FROM range(1000000000000000) WHERE id % 7 * id % 5 = 3";

  @TempDir static Path folder;
  private static Path directory;
  private static Path secret;
  private static ResultTable table;
  private static String digest;

  @BeforeAll
  static void writeTable() throws IOException {
    directory = folder.resolve("results");
    secret = Files.writeString(folder.resolve("secret"), "hunter2");
    TrialTable files = TrialTable.at(new Storage(Map.of()), directory.toString());
    try (RowWriter writer = new RowWriter(files.storage(), files.file("one"))) {
      writer.write(Samples.full("a1", 0));
      writer.write(Samples.learner("b2"));
    }
    table = ResultTable.open(directory.toString(), SharedSpark.settings());
    digest = table.digest();
  }

  @AfterAll
  static void closeTable() {
    table.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT count(*) FROM TRIALS;",
        "VALUES (1, 'a'), (2, 'b')",
        "TABLE trials",
        "FROM trials SELECT seed",
        "FROM trials |> WHERE seed = 0 |> AGGREGATE count(*) AS n GROUP BY seed",
        "WITH t AS (SELECT seed FROM trials), u AS (SELECT * FROM t) SELECT * FROM t JOIN u USING (seed)",
        "WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
        "WITH trials AS (SELECT 1 AS seed) SELECT seed FROM trials",
        "SELECT seed FROM trials UNION SELECT 2 EXCEPT SELECT 3 INTERSECT SELECT 4",
        "SELECT (SELECT max(seed) FROM trials), EXISTS (SELECT 1 FROM curves) FROM trials",
        "SELECT * FROM trials WHERE seed IN (SELECT seed FROM curves) AND seed NOT IN (7, 8)",
        "SELECT * FROM trials t, LATERAL (SELECT count(*) FROM curves c WHERE c.seed = t.seed)",
        "SELECT seed, x FROM trials LATERAL VIEW explode(array(1, 2)) e AS x",
        "SELECT seed, p.step FROM records LATERAL VIEW OUTER posexplode(curve) e AS i, p",
        "SELECT * FROM trials, LATERAL explode(array(1, 2))",
        "SELECT * FROM range(3), inline(array(struct(1, 2)))",
        "SELECT seed, row_number() OVER w, sum(seed) OVER (ORDER BY seed ROWS 2 PRECEDING) FROM trials"
            + " WINDOW w AS (PARTITION BY heads ORDER BY seed DESC NULLS LAST)",
        "SELECT seed FROM trials QUALIFY rank() OVER (ORDER BY seed) = 1",
        "SELECT heads, seed, count(*) FROM trials GROUP BY ROLLUP (heads, seed) HAVING count(*) > 0",
        "SELECT heads, count(*) FROM trials GROUP BY GROUPING SETS ((heads), ()) ORDER BY ALL LIMIT 3 OFFSET 1",
        "SELECT heads, median(final_loss) FROM trials GROUP BY ALL ORDER BY 2 DESC",
        "SELECT count(*) FILTER (WHERE seed > 0), count(DISTINCT seed) FROM trials",
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY final_loss) FROM trials",
        "SELECT * FROM (SELECT seed, heads FROM trials) PIVOT (count(*) FOR heads IN (1, 2))",
        "SELECT * FROM (SELECT seed, heads, depth FROM trials) UNPIVOT (v FOR n IN (heads, depth))",
        "SELECT * FROM trials TABLESAMPLE (50 PERCENT)",
        "SELECT /*+ BROADCAST(t), REPARTITION(2) */ seed FROM trials t DISTRIBUTE BY seed SORT BY seed",
        "SELECT * EXCEPT (seed) FROM trials",
        "SELECT t.*, struct(1 AS a, 'x' AS b).a, map('k', 1)['k'], array(1, 2)[0] FROM trials t",
        "SELECT CASE WHEN seed BETWEEN 0 AND 3 THEN 'a' ELSE 'b' END, if(seed IS NULL, 1, 2) FROM trials",
        "SELECT 'a' LIKE 'b%', 'a' RLIKE 'b', 'a' ILIKE ANY ('b', 'c'), NOT true OR false <=> null",
        "SELECT CAST(1 AS string), 1::double, try_cast('x' AS int), X'1F', DATE '2026-01-01', 1e3, 2.5BD",
        "SELECT extract(YEAR FROM finished_at), finished_at + INTERVAL 1 DAY, current_date FROM trials",
        "SELECT transform(array(1, 2), x -> x + 1), aggregate(array(1, 2), 0, (a, x) -> a + x)",
        "SELECT substring('abc' FROM 2 FOR 1), trim(BOTH 'x' FROM 'xax'), position('a' IN 'ba'), -seed, ~1, 7 DIV 2, 1 << 2 FROM trials",
        "SELECT corr(seed, final_loss), regr_slope(seed, final_loss), stddev(seed), any_value(seed) FROM trials",
        "SELECT exact_interval(3L, 4L).low, size(head_measures) FROM records",
        "SELECT a.seed FROM trials a LEFT ANTI JOIN curves b ON a.seed = b.seed NATURAL JOIN ood",
        "SELECT to_json(named_struct('a', seed)), first(seed) IGNORE NULLS FROM trials GROUP BY seed",
        "DESCRIBE trials",
        "DESCRIBE trials seed",
        "DESCRIBE SELECT seed FROM trials",
        "EXPLAIN SELECT seed FROM trials",
        "SHOW VIEWS",
        "SHOW TABLES",
        "SHOW COLUMNS IN trials",
        "SHOW FUNCTIONS LIKE 'med*'"
      })
  void whatOnlyAsksIsAnswered(String query) {
    table.sql(query);
  }

  static List<String> evil() {
    String file = "text.`" + secret + "`";
    String call = "reflect('java.lang.System', 'getProperty', 'user.home')";
    return List.of(
        "INSERT OVERWRITE DIRECTORY '" + directory + "/trials' USING parquet SELECT 1",
        "INSERT OVERWRITE LOCAL DIRECTORY '" + directory + "/trials' STORED AS TEXTFILE SELECT 1",
        "WITH t AS (SELECT 1) INSERT OVERWRITE DIRECTORY '"
            + directory
            + "/trials' USING parquet SELECT * FROM t",
        "FROM trials INSERT OVERWRITE DIRECTORY '"
            + directory
            + "/trials' USING parquet SELECT seed",
        "EXPLAIN INSERT OVERWRITE DIRECTORY '" + directory + "/trials' USING parquet SELECT 1",
        "INSERT INTO trials SELECT * FROM trials",
        "CREATE TABLE t USING parquet LOCATION '" + directory + "/trials' AS SELECT 1",
        "CREATE OR REPLACE TEMPORARY VIEW trials AS SELECT 1",
        "CREATE TEMPORARY VIEW v USING text OPTIONS (path '" + secret + "')",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Runtime' USING JAR '/tmp/evil.jar'",
        "CREATE TEMPORARY FUNCTION g() RETURNS INT RETURN 1",
        "DROP VIEW trials",
        "ALTER VIEW trials AS SELECT 1",
        "TRUNCATE TABLE trials",
        "DELETE FROM trials",
        "UPDATE trials SET seed = 1",
        "MERGE INTO trials USING curves ON true WHEN MATCHED THEN DELETE",
        "LOAD DATA INPATH '" + secret + "' INTO TABLE trials",
        "CACHE TABLE trials",
        "CACHE TABLE c AS SELECT 1",
        "UNCACHE TABLE trials",
        "CLEAR CACHE",
        "REFRESH '" + directory + "'",
        "ANALYZE TABLE trials COMPUTE STATISTICS",
        "SET spark.sql.runSQLOnFiles = true",
        "SET -v",
        "SET",
        "RESET",
        "SET TIME ZONE 'UTC'",
        "USE default",
        "ADD JAR '/tmp/evil.jar'",
        "ADD FILE '" + secret + "'",
        "LIST FILES",
        "SHOW CREATE TABLE trials",
        "SHOW DATABASES",
        "DESCRIBE DATABASE default",
        "DECLARE x INT",
        "SET VAR x = 1",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "BEGIN SELECT 1; END",
        "BEGIN DECLARE x INT; SET x = 1; SELECT x; END",
        "CALL system.p()",
        "SELECT TRANSFORM (seed) USING 'cat' AS (x) FROM trials",
        "SELECT * FROM (SELECT TRANSFORM (seed) USING 'touch "
            + folder
            + "/evil' AS (x) FROM trials)",
        "FROM trials MAP seed USING 'cat' AS x",
        "SELECT * FROM " + file,
        "SELECT * FROM `text`.`" + secret + "`",
        "SELECT * FROM TeXt.`" + secret + "`",
        "TABLE " + file,
        "DESCRIBE " + file,
        "DESCRIBE SELECT * FROM " + file,
        "EXPLAIN SELECT * FROM " + file,
        "SELECT * FROM binaryFile.`" + secret + "`",
        "SELECT * FROM parquet.`" + directory + "/trials`",
        "SELECT * FROM csv.`" + secret + "`",
        "SELECT * FROM json.`" + secret + "`",
        "SELECT (SELECT value FROM " + file + ")",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM " + file + ")",
        "SELECT 1 WHERE '' IN (SELECT value FROM " + file + ")",
        "SELECT seed FROM trials ORDER BY (SELECT value FROM " + file + ")",
        "SELECT seed FROM trials GROUP BY seed HAVING (SELECT value FROM " + file + ") = ''",
        "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM " + file + ")) FROM trials",
        "SELECT * FROM trials, LATERAL (SELECT value FROM " + file + ")",
        "SELECT * FROM trials JOIN curves ON EXISTS (SELECT 1 FROM " + file + ")",
        "SELECT * FROM trials JOIN " + file,
        "SELECT 1 UNION SELECT value FROM " + file,
        "WITH t AS (SELECT * FROM " + file + ") SELECT 1",
        "WITH t AS (SELECT 1) SELECT (WITH u AS (SELECT * FROM " + file + ") SELECT 1) FROM t",
        "SELECT * FROM VALUES ((SELECT value FROM " + file + "))",
        "SELECT * FROM (SELECT seed, heads FROM trials) PIVOT (max((SELECT value FROM "
            + file
            + ")) FOR heads IN (1))",
        "SELECT seed FROM trials LIMIT (SELECT length(value) FROM " + file + ")",
        "SELECT lag(seed) OVER (ORDER BY (SELECT value FROM " + file + ")) FROM trials",
        "SELECT transform(array(1), x -> " + call + ")",
        "FROM trials |> EXTEND " + call + " AS x",
        "SELECT * FROM IDENTIFIER('" + file + "')",
        "SELECT IDENTIFIER('reflect')('java.lang.System', 'getProperty', 'user.home')",
        "SELECT * FROM trials VERSION AS OF 1",
        "SELECT * FROM STREAM trials",
        "SELECT * FROM trials WITH ('path' = '/etc')",
        "SELECT * FROM default.t",
        "SELECT * FROM spark_catalog.default.t",
        "SELECT * FROM global_temp.t",
        "SELECT " + call,
        "SELECT REFLECT('java.lang.System', 'getProperty', 'user.home')",
        "SELECT `reflect`('java.lang.System', 'getProperty', 'user.home')",
        "SELECT system.builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT max(" + call + ") OVER () FROM trials",
        "SELECT count(*) FILTER (WHERE " + call + " = '') FROM trials",
        "SELECT * FROM trials LATERAL VIEW explode(array(" + call + ")) e AS x",
        "SELECT * FROM explode(array(" + call + "))",
        "SELECT * FROM VALUES (" + call + ")",
        "SELECT * FROM trials ORDER BY " + call,
        "SELECT " + call + " FROM trials GROUP BY ALL",
        "SELECT input_file_name() FROM trials",
        "SELECT current_user()",
        "SELECT current_user",
        "SELECT user",
        "SELECT session_user",
        "SELECT user() FROM trials",
        "SELECT version()",
        "SELECT current_database()",
        "SELECT current_catalog()",
        "SELECT xpath_string('<a/>', 'a')",
        "SELECT from_xml('<a/>', 'a INT')",
        "SELECT hll_sketch_estimate(X'00')",
        "SELECT * FROM python_worker_logs()");
  }

  @ParameterizedTest
  @MethodSource("evil")
  void whatDoesMoreThanAskIsRefused(String query) throws IOException {
    assertThatThrownBy(() -> table.sql(query))
        .isInstanceOf(RefusedQueryException.class)
        .message()
        .startsWith("the query is refused: ")
        .endsWith("with SELECT or WITH and functions that compute")
        .doesNotContain("\n", "hunter2");
    assertThat(table.digest()).isEqualTo(digest);
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(secret).hasContent("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "SELECT * FROM nowhere",
        "SELECT no_such_function(1)",
        "SELECT * FROM no_such_function(1)",
        "SELECT * FROM trials LATERAL VIEW no_such_function(1) e AS x"
      })
  void whatIsNoQueryIsToldAsWrong(String query) {
    assertThatThrownBy(() -> table.sql(query))
        .isInstanceOf(ResultException.class)
        .hasMessageStartingWith("the query is wrong: ");
  }

  @Test
  void aNameOfAPartIsNoWayToATableOfTheSameName() {
    try (ResultTable other = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      other.unsafeSql("CREATE TEMPORARY VIEW hidden AS SELECT 'hunter2' AS value");

      assertThatThrownBy(
              () -> other.sql("SELECT * FROM (WITH hidden AS (SELECT 1) SELECT 1), hidden"))
          .isInstanceOf(RefusedQueryException.class)
          .hasMessageContaining("it reads hidden, which is no view of a study");
    }
  }

  @Test
  void nothingOfTheEnvironmentGetsIntoAQuery() {
    assertThat(table.sql("SELECT '${env:PATH}${system:user.home}' AS x").column("x"))
        .containsExactly("${env:PATH}${system:user.home}");
  }

  @Test
  void whoKnowsMayDoAnything() {
    try (ResultTable other = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      assertThat(other.unsafeSql("SELECT value FROM text.`" + secret + "`").rows())
          .containsExactly(List.of("hunter2"));
    }
  }

  /** While it is planned, just as its job begins, or long after. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 50, 100, 300})
  void aQueryThatTakesTooLongIsGivenUpAndOthersGoOn(int limit) {
    try (ResultTable other = ResultTable.open(directory.toString(), SharedSpark.settings())) {
      assertThatThrownBy(() -> other.within(Duration.ofMillis(limit)).sql(ENDLESS))
          .isInstanceOf(QueryTimeoutException.class)
          .hasMessage("the query took longer than %s s and was given up", limit / 1000.0);
      assertThat(other.within(Duration.ofMinutes(10)).sql("SELECT count(*) FROM trials").rows())
          .containsExactly(List.of(1L));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT length(repeat('x', 2147483647))",
        "SELECT sequence(1, 1000000000000)",
        "SELECT explode(array_repeat('x', 2147483647))",
        "SELECT lpad(trial_id, 2147483647, trial_id) FROM trials"
      })
  void aQueryThatNeedsMoreMemoryThanThereIsIsAnAnswer(String query) {
    assertThatThrownBy(() -> table.sql(query)).isInstanceOf(ResultException.class);
  }

  @Test
  void aQueryThatIsNestedTooDeeplyIsAnAnswer() {
    String nested = "abs(".repeat(200_000) + "1" + ")".repeat(200_000);
    assertThatThrownBy(() -> table.sql("SELECT " + nested)).isInstanceOf(ResultException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN EXTENDED SELECT seed FROM trials",
        "DESCRIBE EXTENDED trials",
        "DESCRIBE SELECT 1",
        "SHOW TABLES"
      })
  void aStrangersQueryAsksForRowsOnly(String query) {
    assertThatThrownBy(() -> table.firstRows(query, 1))
        .isInstanceOf(RefusedQueryException.class)
        .hasMessageContaining("it describes what is asked");
  }

  @Test
  void noMoreRowsAreReadThanAskedFor() {
    assertThat(table.firstRows("SELECT * FROM range(1000000000000)", 3).rows()).hasSize(3);
  }
}
