package org.iclsweep.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryResult.Column;

/**
 * Comma-separated values with a line of names, quoted as RFC 4180 says; lines end in a line feed.
 * Null is nothing, the empty text is {@code ""}, lists and structs are JSON.
 */
final class CsvRows {

  private CsvRows() {}

  static void print(QueryResult answer, PrintStream out) {
    out.print(line(answer.columns().stream().map(Column::name)));
    for (List<Object> row : answer.rows()) {
      out.print(line(row.stream()));
    }
    out.flush();
  }

  private static String line(Stream<?> values) {
    return values.map(CsvRows::value).collect(Collectors.joining(",", "", "\n"));
  }

  private static String value(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      return JsonRows.number(number);
    }
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      return quoted(JsonRows.value(value));
    }
    return quoted(value.toString());
  }

  private static String quoted(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
