package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.iclsweep.results.QueryResult.Column;
import scala.jdk.javaapi.CollectionConverters;

/** Queries, asked of Spark and answered in plain Java values. */
final class Queries {

  private static final String UNREADABLE = "FAILED_READ_FILE";
  private static final String NO_SUCH_VIEW = "TABLE_OR_VIEW_NOT_FOUND";
  private static final String NO_SUCH_COLUMN = "UNRESOLVED_COLUMN";
  private static final Pattern PROPOSALS =
      Pattern.compile("(?s) Did you mean one of the following\\?.*$");

  private Queries() {}

  /**
   * The answer to a person's own query that only asks, also about the views themselves.
   *
   * @throws RefusedQueryException if it does more
   */
  static QueryResult run(SparkSession session, String query) {
    return run(session, query, parsed -> true, answer -> answer);
  }

  /**
   * The first rows of the answer to a query of whomever's.
   *
   * @throws RefusedQueryException if it asks for anything but rows
   */
  static QueryResult firstRows(SparkSession session, String query, int most) {
    return run(
        session, query, parsed -> !AllowedQuery.describes(parsed), answer -> answer.limit(most));
  }

  private static QueryResult run(
      SparkSession session,
      String query,
      Predicate<LogicalPlan> allowed,
      UnaryOperator<Dataset<Row>> shortened) {
    try {
      LogicalPlan parsed =
          ((org.apache.spark.sql.classic.SparkSession) session)
              .sessionState()
              .sqlParser()
              .parsePlan(query);
      AllowedQuery.require(query, parsed);
      if (!allowed.test(parsed)) {
        throw AllowedQuery.refusedDescription();
      }
      Dataset<Row> answer = session.sql(query);
      if (!AllowedQuery.describes(parsed)) {
        AllowedQuery.requireResolved(
            query,
            ((org.apache.spark.sql.classic.Dataset<Row>) answer).queryExecution().analyzed());
      }
      return answer(shortened.apply(answer));
    } catch (ResultException refused) {
      throw refused;
    } catch (Exception e) { // AnalysisException is checked, but not declared
      throw explained(e, cause -> column(session, query, cause));
    }
  }

  /** The answer to whatever is asked, or done. */
  static QueryResult runUnsafe(SparkSession session, String query) {
    try {
      return answer(session.sql(query));
    } catch (Exception e) {
      throw explained(e, cause -> Optional.empty());
    }
  }

  /** What an unknown column may mean; Spark's own proposals are the first by the alphabet. */
  private static Optional<String> column(SparkSession session, String query, SparkThrowable cause) {
    String named = cause.getMessageParameters().get("objectName");
    return named == null || !cause.getCondition().startsWith(NO_SUCH_COLUMN)
        ? Optional.empty()
        : MeantName.column(view -> List.of(session.table(view).columns()), named, query);
  }

  private static QueryResult answer(Dataset<Row> answer) {
    List<Column> columns =
        Arrays.stream(answer.schema().fields())
            .map(field -> new Column(field.name(), field.dataType().catalogString()))
            .toList();
    List<List<Object>> rows = new ArrayList<>();
    answer.toLocalIterator().forEachRemaining(row -> rows.add(values(row)));
    return new QueryResult(columns, rows);
  }

  private static RuntimeException explained(
      Exception e, Function<SparkThrowable, Optional<String>> cure) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
        if (spark.getCondition().startsWith(UNREADABLE)) {
          return new UnreadableException(readable(cause.getMessage()), e);
        }
        String message = message(spark, cause.getMessage());
        return new ResultException(
            cure.apply(spark).map(each -> with(each, message)).orElse(message), e);
      }
    }
    return new ResultException("the query failed: " + e, e);
  }

  private static String with(String cure, String message) {
    return PROPOSALS.matcher(message).replaceFirst("").strip() + " " + cure;
  }

  private static String message(SparkThrowable spark, String text) {
    String readable = readable(text);
    if (spark.getCondition().startsWith(NO_SUCH_VIEW)) { // its advice is on catalogs
      readable =
          readable.replaceFirst("(?s) Verify the spelling.*$", "")
              + "\nviews: "
              + String.join(", ", Views.NAMES);
    }
    return Views.isOlder(readable) ? readable : "the query is wrong: " + readable;
  }

  /** What Spark says, without the class of the error and the plan that follows. */
  private static String readable(String text) {
    return text.strip()
        .replaceFirst("^\\[[A-Z0-9_.]+] *", "")
        .replaceFirst(" *SQLSTATE: \\w+", "")
        .replaceFirst("(?s);\\n'.*$", "")
        .strip();
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      values.add(plain(row.get(i)));
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof Row struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < struct.size(); i++) {
        fields.put(struct.schema().fields()[i].name(), plain(struct.get(i)));
      }
      return fields;
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((key, each) -> entries.put(plain(key), plain(each)));
      return entries;
    }
    if (value instanceof scala.collection.Seq<?> list) {
      List<Object> elements = new ArrayList<>(list.size());
      CollectionConverters.asJava(list).forEach(each -> elements.add(plain(each)));
      return elements;
    }
    return value;
  }
}
