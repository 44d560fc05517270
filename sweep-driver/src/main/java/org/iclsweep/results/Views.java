package org.iclsweep.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;

/**
 * The SQL views of a table. {@code records} is the table as it is, nested, learners among the rows;
 * the others flatten it, each by the query in {@code views/<name>.sql}.
 */
public final class Views {

  private static final String RECORDS = "records";

  /** What trials of one setting differ in. */
  private static final String SEED = "seed";

  private static final List<String> FLAT =
      List.of(
          "trials",
          "curves",
          "alignments",
          "ood",
          "learners",
          "weights",
          "transitions",
          "falls",
          "rollouts",
          "sensitivities",
          "spectra",
          "functions",
          "heads",
          "survival",
          "phases");

  /** All names that a query can ask. */
  public static final List<String> NAMES =
      Stream.concat(FLAT.stream(), Stream.of(RECORDS)).toList();

  private Views() {}

  /** Makes the views of some rows of a table. */
  static void create(SparkSession session, TrialTable table, Extent extent) {
    Dataset<Row> all =
        session
            .read()
            .schema(TableSchema.ROW.ddl())
            .option("pathGlobFilter", "*" + TrialTable.EXTENSION)
            .option(DataSource.GLOB_PATHS_KEY(), "false") // a * in the folder's name is a *
            .parquet(table.folder().toString());
    new AskedRecords(session, table, extent).of(all).createOrReplaceTempView(RECORDS);
    for (String name : FLAT) {
      session.sql(query(name)).createOrReplaceTempView(name);
    }
  }

  /** The query of a flat view, over {@code records}. */
  static String query(String name) {
    List<String> parameters = TableSchema.parameterColumns();
    List<String> setting = parameters.stream().filter(column -> !column.equals(SEED)).toList();
    return resource("views/" + name + ".sql")
        .replace("${judged}", resource("judged.sql"))
        .replace("${parameters}", list(parameters))
        .replace("${setting}", list(setting));
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
