package org.iclsweep.results;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.query.NotUnderstoodException;
import org.iclsweep.query.Translation;
import org.iclsweep.query.Type;
import org.iclsweep.query.UnknownColumnException;

/**
 * A table in DuckDB, inside this process: views over the files that are asked, and nothing else. It
 * may read these files, and can write none, load nothing and change none of its settings; what it
 * is asked is written by {@link Translation}, not by whoever asks.
 */
final class DuckTable implements AutoCloseable {

  /** Would be read as a pattern. */
  private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

  private static final int SHARE_OF_MEMORY = 4;

  private final TrialTable table;
  private final Extent extent;
  private final Connection connection;
  private final Set<String> made = new HashSet<>();

  private DuckTable(TrialTable table, Extent extent, Connection connection) {
    this.table = table;
    this.extent = extent;
    this.connection = connection;
  }

  /**
   * The answer that Spark has, too.
   *
   * @throws NotAnsweredException if it is not known to be, or there is none
   */
  static QueryResult answer(TrialTable table, Extent extent, LearntRule rule, String query) {
    try {
      Translation.Read read = Translation.read(query);
      if (!Views.NAMES.containsAll(read.views())) {
        throw new NotAnsweredException("it asks " + String.join(", ", read.views()), null);
      }
      try (DuckTable duck = open(table, extent, rule)) {
        return duck.answer(read, query);
      }
    } catch (NotUnderstoodException e) {
      throw new NotAnsweredException(
          "it has a part that Spark alone is asked: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new NotAnsweredException("DuckDB says: " + e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw new NotAnsweredException("it needs more memory than there is", e);
    } catch (DamagedTableException | TableChangedException e) {
      throw new NotAnsweredException(e.getMessage(), e);
    }
  }

  static DuckTable open(TrialTable table, Extent extent, LearntRule rule) throws SQLException {
    extent.files().forEach(DuckTable::requirePlain);
    EachFile.forEach(extent.files(), file -> FileCheck.requireSound(table.storage(), file));
    DuckTable duck = new DuckTable(table, extent, connect());
    try {
      duck.closeOff();
      DuckFunctions.register(duck.connection, rule);
      for (String macro : DuckDialect.MACROS) {
        duck.execute("CREATE MACRO " + macro);
      }
      return duck;
    } catch (SQLException | RuntimeException | Error e) {
      duck.close();
      throw e;
    }
  }

  private static void requirePlain(TrialFile file) {
    boolean isLocal = "file".equals(file.status().getPath().toUri().getScheme());
    if (!isLocal || PATTERN.matcher(path(file)).find()) {
      throw new NotAnsweredException("DuckDB reads files of this machine, by plain names", null);
    }
  }

  private static String path(TrialFile file) {
    return file.status().getPath().toUri().getPath();
  }

  private static Connection connect() {
    Properties settings = new Properties();
    settings.setProperty("threads", "1"); // sums come out the same, each time
    settings.setProperty("memory_limit", memory() / SHARE_OF_MEMORY / 1024 + "KiB");
    settings.setProperty("temp_directory", "");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    try {
      return DriverManager.getConnection("jdbc:duckdb:", settings);
    } catch (SQLException | LinkageError e) {
      throw NotAnsweredException.missing(e);
    }
  }

  private static long memory() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private void closeOff() throws SQLException {
    execute("SET TimeZone = 'UTC'");
    execute("SET parquet_metadata_cache = true"); // a question binds each view several times
    execute("SET allowed_paths = [" + files() + "]");
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
  }

  private String files() {
    return extent.files().stream()
        .map(file -> DuckDialect.text(path(file)))
        .collect(Collectors.joining(", "));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The value of a setting. */
  String setting(String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet value =
            statement.executeQuery(
                "SELECT CAST(current_setting(" + DuckDialect.text(name) + ") AS VARCHAR)")) {
      value.next();
      return value.getString(1);
    }
  }

  /** The columns of a view, which is made if it is not there. */
  private Map<String, Type> columns(String view) {
    try {
      make(view);
      Map<String, Type> columns = new LinkedHashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("DESCRIBE \"" + view + "\"")) {
        while (rows.next()) {
          columns.put(rows.getString(1), Type.ofDuckDb(rows.getString(2)));
        }
      }
      return columns;
    } catch (SQLException e) {
      throw new NotAnsweredException("DuckDB says: " + e.getMessage(), e);
    }
  }

  private void make(String view) throws SQLException {
    if (!made.add(view)) {
      return;
    }
    if (view.equals(Views.RECORDS)) {
      makeRecords();
      return;
    }
    String cure = DuckDialect.text("");
    String query = DuckDialect.of(Views.query(view)).replace("${compact}", cure);
    for (String other : Views.NAMES) {
      if (!other.equals(view)
          && Pattern.compile("(FROM|JOIN) " + other + "\\b").matcher(query).find()) {
        make(other);
      }
    }
    execute("CREATE VIEW \"" + view + "\" AS " + query);
  }

  /** Columns and fields that some files lack are null, and a folder like seed=3 is no column. */
  private void makeRecords() throws SQLException {
    execute("CREATE TABLE none_yet (" + list(field -> " " + DuckDialect.type(field.type())) + ")");
    execute(
        "CREATE VIEW records AS SELECT %s FROM (SELECT * FROM none_yet UNION ALL BY NAME SELECT * FROM read_parquet([%s], union_by_name = true, hive_partitioning = false))%s"
            .formatted(list(field -> ""), files(), asked()));
  }

  private static String list(Function<StructType.Field<?>, String> behind) {
    return TableSchema.ROW.fields().stream()
        .map(field -> "\"" + field.name() + "\"" + behind.apply(field))
        .collect(Collectors.joining(", "));
  }

  private String asked() throws SQLException {
    if (extent.others() == 0) {
      return "";
    }
    execute("CREATE TABLE asked (id VARCHAR)");
    List<String> ids =
        extent.files().stream().flatMap(this::askedIds).map(DuckDialect::text).toList();
    for (int from = 0; from < ids.size(); from += 1000) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + 1000));
      execute("INSERT INTO asked VALUES (" + String.join("), (", some) + ")");
    }
    return " WHERE trial_id IN (SELECT id FROM asked)";
  }

  private Stream<String> askedIds(TrialFile file) {
    Stream<String> ids = table.trialIds(file.status());
    return extent.isWhole(file) ? ids : ids.filter(extent.isAsked());
  }

  private QueryResult answer(Translation.Read read, String query) throws SQLException {
    try {
      return answer(read.translated(this::columns));
    } catch (UnknownColumnException e) {
      Function<String, List<String>> names = view -> List.copyOf(columns(view).keySet());
      throw MeantName.wrong(names, e, query).<RuntimeException>map(ResultException::new).orElse(e);
    }
  }

  private QueryResult answer(Translation query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.sql())) {
      return DuckAnswer.of(query, rows);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new NotAnsweredException("DuckDB says: " + e.getMessage(), e);
    }
  }
}
