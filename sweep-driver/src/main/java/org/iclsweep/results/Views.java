package org.iclsweep.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.iclsweep.trial.Measure;
import org.iclsweep.trial.Measures;

/**
 * The SQL views of a table. {@code records} is the table as it is, nested, learners among the rows;
 * the others flatten it: a measure's by what its records say, the rest each by the query in {@code
 * views/<name>.sql}.
 */
public final class Views {

  static final String RECORDS = "records";

  /** What trials of one setting differ in. */
  private static final String SEED = "seed";

  /** Columns of records that have another name as a view. */
  private static final Map<String, String> RENAMED =
      Map.of("curve", "curves", "head_measures", "heads", "weight_blocks", "blocks");

  /** What is said of files that lack what a view shows; what to type follows. */
  private static final String OLDER =
      "the table is older than the view %s: some of its files lack what follows from their columns;"
          + " to have it computed, rows and digest staying the same: ";

  private static final Map<String, Measure<?>> FLATTENED =
      Measures.ALL.stream().collect(Collectors.toMap(Views::view, measure -> measure));

  private static final List<String> FLAT =
      Stream.of(
              Stream.of("trials"),
              Measures.ALWAYS.stream().map(Views::view),
              Stream.of("transitions", "falls"),
              Measures.ASKED.stream().map(Views::view),
              Stream.of("heads", "blocks", "theory", "valleys", "survival", "phases"))
          .flatMap(names -> names)
          .toList();

  /** All names that a query can ask. */
  public static final List<String> NAMES =
      Stream.concat(FLAT.stream(), Stream.of(RECORDS)).toList();

  private Views() {}

  /** Whether a query failed for a file that is too old for it. */
  static boolean isOlder(String message) {
    return message.startsWith(OLDER.substring(0, OLDER.indexOf('%')));
  }

  /** Makes the views of some rows of a table. */
  static void create(SparkSession session, TrialTable table, Extent extent) {
    Dataset<Row> all = files(session, table, extent);
    new AskedRecords(session, table, extent).of(all).createOrReplaceTempView(RECORDS);
    for (String name : FLAT) {
      String cure = quoted("icl-sweep compact " + table.root());
      session.sql(query(name).replace("${compact}", cure)).createOrReplaceTempView(name);
    }
  }

  /** All of the table's, in one look; where large ones stand for others, those that are asked. */
  private static Dataset<Row> files(SparkSession session, TrialTable table, Extent extent) {
    DataFrameReader reader =
        session
            .read()
            .schema(TableSchema.ROW.ddl())
            .option(DataSource.GLOB_PATHS_KEY(), "false"); // a * in the folder's name is a *
    return extent.hasLarge()
        ? reader.parquet(
            extent.files().stream()
                .map(file -> file.status().getPath().toString())
                .toArray(String[]::new))
        : reader
            .option("pathGlobFilter", "*" + TrialTable.EXTENSION)
            .parquet(table.folder().toString());
  }

  /** The query of a flat view, over {@code records}. */
  static String query(String name) {
    List<String> parameters = TableSchema.parameterColumns();
    List<String> setting = parameters.stream().filter(column -> !column.equals(SEED)).toList();
    String query =
        FLATTENED.containsKey(name)
            ? flattened(FLATTENED.get(name))
            : resource("views/" + name + ".sql");
    return query
        .replace("${judged}", resource("judged.sql"))
        .replace("${parameters}", list(parameters))
        .replace("${setting}", list(setting));
  }

  static String view(Measure<?> measure) {
    return RENAMED.getOrDefault(measure.name(), measure.name());
  }

  /** One row a record that the measure left. */
  private static String flattened(Measure<?> measure) {
    String columns =
        RecordShape.columns(measure.shape()).stream()
            .map(column -> "point.`%s` AS `%s`".formatted(column.name(), column.nameInView()))
            .collect(Collectors.joining(", "));
    return """
        SELECT trial_id, kind, ${parameters}, %s
        FROM records LATERAL VIEW explode(%s) AS point
        """
        .formatted(columns, records(measure));
  }

  /** What follows from other columns is missing in older files, and must not seem to be nothing. */
  private static String records(Measure<?> measure) {
    String column = "`" + measure.name() + "`";
    return Measures.DERIVED.contains(measure)
        ? "coalesce(%s, raise_error('%s' || ${compact}))"
            .formatted(column, OLDER.formatted(view(measure)))
        : column;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String list(List<String> columns) {
    return columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
  }

  private static String resource(String path) {
    try (InputStream in = Views.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
