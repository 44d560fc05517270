package org.iclsweep.results;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A results directory, open for questions. Spark starts with the first query only; rows and digest
 * are read without it.
 */
public final class ResultTable implements AutoCloseable {
  private final TrialTable table;
  private final SparkSettings settings;
  private SparkSession session;
  private boolean ownsSession;

  private ResultTable(TrialTable table, SparkSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  /**
   * Opens a directory that a sweep has left.
   *
   * @throws ResultException if there are no results
   */
  public static ResultTable open(String directory) {
    return open(directory, SparkSettings.local());
  }

  /** Opens a directory with a Spark of one's own choice. */
  public static ResultTable open(String directory, SparkSettings settings) {
    TrialTable table = TrialTable.at(settings.storage(), directory);
    if (table.files().isEmpty()) {
      throw new ResultException(
          "no results in "
              + directory
              + ": there is no file trials/*.parquet; start with: icl-sweep run STUDY.conf --out "
              + directory);
    }
    return new ResultTable(table, settings);
  }

  /**
   * The answer to a query over the views that {@link Views#NAMES} lists.
   *
   * @throws ResultException if the query is wrong, with what Spark says about it
   */
  public synchronized QueryResult sql(String query) {
    return Queries.run(session(), query);
  }

  /** Every row, one at a time; to be closed. */
  public Stream<TrialRow> rows() {
    return table.rows();
  }

  /** Every row, read without its weights; to be closed. */
  public Stream<TrialRow> rowsWithoutWeights() {
    return table.rowsWithoutWeights();
  }

  /** SHA-256 of all rows in identity order without provenance: equal digests, equal science. */
  public String digest() {
    try (Stream<TrialRow> rows = table.rows()) {
      return TableDigest.of(rows);
    }
  }

  private SparkSession session() {
    if (session == null) {
      ownsSession = !SparkSettings.isRunning();
      session = settings.session().newSession();
      if (ownsSession) { // a query's errors reach the one who asks, once is enough
        session.sparkContext().setLogLevel("OFF");
      }
      Views.create(session, table);
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (ownsSession) {
      session.sparkContext().setLogLevel("WARN");
      session.sparkContext().stop();
    }
    session = null;
    ownsSession = false;
  }
}
