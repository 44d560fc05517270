package org.iclsweep.cli;

import java.util.Locale;
import org.iclsweep.results.NotAnsweredException;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.ResultTable;

/** What a query is asked of. */
enum QueryEngine {
  AUTO {
    @Override
    QueryResult ask(ResultTable table, String query, Console console) {
      try {
        return table.duckSql(query);
      } catch (NotAnsweredException e) {
        if (e.isMissing()) {
          console.say(
              "note: " + e.getMessage() + ", so Spark is asked, which takes seconds to start");
        }
        return table.sql(query);
      }
    }
  },
  DUCKDB {
    @Override
    QueryResult ask(ResultTable table, String query, Console console) {
      try {
        return table.duckSql(query);
      } catch (NotAnsweredException e) {
        throw new ResultException(
            "DuckDB is not asked this: %s; leave %s out, and Spark is"
                .formatted(e.getMessage(), SqlCommand.ENGINE));
      }
    }
  },
  SPARK {
    @Override
    QueryResult ask(ResultTable table, String query, Console console) {
      return table.sql(query);
    }
  };

  abstract QueryResult ask(ResultTable table, String query, Console console);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
