package org.iclsweep.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.iclsweep.results.QueryResult;

/** How the answer to a query is written. */
enum QueryFormat {
  TABLE {
    @Override
    void print(QueryResult answer, PrintStream out) {
      AlignedRows.print(answer, out);
    }
  },
  CSV {
    @Override
    void print(QueryResult answer, PrintStream out) {
      CsvRows.print(answer, out);
    }
  },
  JSON {
    @Override
    void print(QueryResult answer, PrintStream out) {
      JsonRows.print(answer, out);
    }
  };

  abstract void print(QueryResult answer, PrintStream out);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
