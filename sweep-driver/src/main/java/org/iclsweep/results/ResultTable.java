package org.iclsweep.results;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.read.Study;
import org.iclsweep.study.read.StudyException;
import org.iclsweep.trial.Measure;

/**
 * A results directory, open for questions. Spark starts with the first query only; rows and digest
 * are read without it.
 */
public final class ResultTable implements AutoCloseable {

  /** Replaces ${env:...} and ${system:...} in a query, by what is this machine's own. */
  private static final String SUBSTITUTION = "spark.sql.variable.substitute";

  private static final String FILES_AS_TABLES = "spark.sql.runSQLOnFiles";

  private static final Duration UNLIMITED = Duration.ofDays(10_000);

  private final TrialTable table;
  private final SparkSettings settings;
  private final BiFunction<TrialTable, List<TrialFile>, Extent> asked;
  private LearntRule rule;
  private Extent extent;
  private SparkSession session;
  private boolean ownsSession;
  private Duration limit = UNLIMITED;

  private ResultTable(
      TrialTable table,
      SparkSettings settings,
      BiFunction<TrialTable, List<TrialFile>, Extent> asked) {
    this.table = table;
    this.settings = settings;
    this.asked = asked;
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
    return open(directory, settings, Extent::all);
  }

  /**
   * Opens a directory to ask some of its rows.
   *
   * @param asked which, of the table and what the footers of its files tell when it is asked
   */
  public static ResultTable open(
      String directory,
      SparkSettings settings,
      BiFunction<TrialTable, List<TrialFile>, Extent> asked) {
    TrialTable table = TrialTable.at(settings.storage(), directory);
    table.requireFiles(directory);
    return new ResultTable(table, settings, asked);
  }

  /**
   * The rows that it speaks of, of the files that were there when it was first asked; all but the
   * digest keep to them.
   */
  public synchronized Extent extent() {
    if (extent == null || !table.has(extent.files())) {
      extent = table.settled(() -> asked.apply(table, table.contents()));
    }
    return extent;
  }

  /** The trials that the table has several rows of. */
  public DoubledRows doubled() {
    return table.settled(() -> DoubledRows.of(table, table.contents()));
  }

  /**
   * Makes sure that there are none, so that numbers mean something.
   *
   * @throws DoubledRowsException if there are, with which
   */
  public void requireNoneDoubled() {
    table.settled(
        () -> {
          DoubledRows.requireNone(table, table.contents());
          return true;
        });
  }

  /** How many of the table's rows are of which version of the numerics. */
  public SortedMap<Integer, Long> numerics() {
    return table.settled(() -> table.heads(table.contents()).numerics());
  }

  /** How many of the table's rows are of which version of this program. */
  public SortedMap<CodeVersion, Long> codeVersions() {
    return table.settled(() -> table.heads(table.contents()).codeVersions());
  }

  /** The same table, whose queries are given up after a time. */
  public ResultTable within(Duration limit) {
    this.limit = limit;
    return this;
  }

  /**
   * The answer to a query over the views that {@link Views#NAMES} lists.
   *
   * @throws RefusedQueryException if the query does anything but ask them
   * @throws ResultException if the query is wrong, with what Spark says about it
   * @throws DamagedTableException if files cannot be read, with those
   */
  public QueryResult sql(String query) {
    return ask(session -> Queries.run(session, query));
  }

  /**
   * The same answer from DuckDB, which is there at once.
   *
   * @throws NotAnsweredException if it is not known that Spark's is the same, or DuckDB has none
   */
  public synchronized QueryResult duckSql(String query) {
    return DuckTable.answer(table, extent(), learntRule(), query);
  }

  /**
   * The first rows of the answer to a query that may be a stranger's: as {@link #sql}, but views
   * and plans are not described, which would tell of this machine.
   */
  public QueryResult firstRows(String query, int most) {
    return ask(session -> Queries.firstRows(session, query, most));
  }

  /** The answer to any SQL whatever, which may write and read elsewhere: for a person's own. */
  public QueryResult unsafeSql(String query) {
    return ask(
        session -> {
          session.conf().set(SUBSTITUTION, "true");
          session.conf().set(FILES_AS_TABLES, "true");
          return Queries.runUnsafe(session, query);
        });
  }

  private synchronized QueryResult ask(Function<SparkSession, QueryResult> question) {
    SparkSession open = session();
    try {
      return TimedQuestion.ask(open, limit, () -> question.apply(open));
    } catch (UnreadableException e) {
      table.sound();
      createViews(); // the files are sound: those that Spark knew of are gone
      return TimedQuestion.ask(open, limit, () -> question.apply(open));
    }
  }

  /** From the first query on, models have learnt by this rule, not by that of their study. */
  public synchronized void readBy(LearntRule other) {
    rule = other;
  }

  /**
   * When models have learnt: as the study says that ran last.
   *
   * @throws ResultException if that cannot be read
   */
  public synchronized LearntRule learntRule() {
    if (rule == null) {
      rule = table.study().map(ResultTable::learntRule).orElse(LearntRule.DEFAULT);
    }
    return rule;
  }

  private static LearntRule learntRule(String study) {
    try {
      return Study.parse(study, "_study/study.conf", List.of()).learntRule();
    } catch (StudyException unreadable) {
      throw new ResultException(
          unreadable.getMessage()
              + "\nwhen a model has learnt stands there: run the study again, or take the file away for what"
              + " holds by default");
    }
  }

  /**
   * A text that is worked out from rows, as it was kept beside the table, or worked out and kept.
   * It is worked out again wherever files, what is asked of them or this program is another.
   *
   * @param name of the file, in {@code _study}
   * @param of what the text depends on besides rows
   * @param text works it out; empty if that is not possible
   */
  public Optional<String> kept(String name, String of, Supplier<Optional<String>> text) {
    return kept(name, of, ProgramFiles.stamp(), text);
  }

  /** The same by a program of that stamp. */
  Optional<String> kept(String name, String of, String program, Supplier<Optional<String>> text) {
    Extent before = extent();
    String all = before.stamp() + learntRule() + "\n" + program + "\n" + of;
    KeptText kept = new KeptText(table.storage(), table.beside(name), all);
    return kept.read()
        .or(
            () -> {
              Optional<String> made = text.get();
              if (extent() == before) {
                made.ifPresent(kept::keep);
              }
              return made;
            });
  }

  /** Number of rows. */
  public long size() {
    return extent().rows();
  }

  /** Every row, one at a time; to be closed. */
  public Stream<TrialRow> rows() {
    return table.rows(extent());
  }

  /** The same with nothing measured but their curves and learners; to be closed. */
  public Stream<TrialRow> curveRows() {
    return rowsWith(TrialTable.CURVES);
  }

  /** The same with nothing measured but what these did; to be closed. */
  public Stream<TrialRow> rowsWith(Set<Measure<?>> measures) {
    return table.rowsWith(measures, extent());
  }

  /**
   * SHA-256 of all rows of the table in identity order without provenance: equal digests, equal
   * science.
   *
   * @throws DamagedTableException if files are not as they were written, with those
   * @throws DoubledRowsException if trials have several rows, with those
   */
  public String digest() {
    return table.digest();
  }

  private SparkSession session() {
    if (session == null) {
      ownsSession = !SparkSettings.isRunning();
      session = settings.session().newSession();
      session.conf().set(SUBSTITUTION, "false");
      session.conf().set(FILES_AS_TABLES, "false");
      LearningEventsFunction.register(session, learntRule());
      ExactInterval.register(session);
      SurvivalFunction.register(session);
      ValleyFunction.register(session);
      if (ownsSession) { // a query's errors reach the one who asks, once is enough
        session.sparkContext().setLogLevel("OFF");
      }
      createViews();
    }
    return session;
  }

  /**
   * Spark takes any Parquet file for rows of nulls: what it is given has to be looked at before.
   */
  private void createViews() {
    Views.create(session, table, extent());
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
