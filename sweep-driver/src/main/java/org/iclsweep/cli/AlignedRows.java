package org.iclsweep.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iclsweep.results.QueryResult;
import org.iclsweep.results.QueryResult.Column;
import org.iclsweep.study.Decimals;

/**
 * A table to be read: columns aligned, numbers flush right with at most six digits, long texts cut,
 * long lists by their first values and their length.
 */
final class AlignedRows {

  private static final String GAP = "  ";
  private static final int WIDEST = 60;
  private static final int LONGEST_LIST = 5;
  private static final MathContext DIGITS = new MathContext(6);
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private AlignedRows() {}

  static void print(QueryResult answer, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(answer.columns().stream().map(column -> cell(column.name())).toList());
    answer.rows().forEach(row -> cells.add(row.stream().map(AlignedRows::cell).toList()));
    int[] widths = new int[answer.columns().size()];
    for (List<String> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], length(row.get(c)));
      }
    }
    for (int r = 0; r < cells.size(); r++) {
      out.print(line(cells.get(r), answer.columns(), widths));
      if (r == 0) {
        out.print(rule(widths));
      }
    }
    out.flush();
  }

  private static String line(List<String> cells, List<Column> columns, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - length(cells.get(c)));
      line.append(c == 0 ? "" : GAP)
          .append(isNumber(columns.get(c)) ? padding + cells.get(c) : cells.get(c) + padding);
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      rule.append(c == 0 ? "" : GAP).append("-".repeat(widths[c]));
    }
    return rule.append('\n').toString();
  }

  private static boolean isNumber(Column column) {
    return NUMBERS.contains(column.type()) || column.type().startsWith("decimal");
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String cell(Object value) {
    String text = Printable.text(text(value).replaceAll("\\s*[\\r\\n]+\\s*", " "));
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }

  private static String text(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? Decimals.shortest(new BigDecimal(number).round(DIGITS).doubleValue())
          : String.valueOf(number);
    }
    if (value instanceof Instant time) {
      return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  private static String list(List<?> list) {
    boolean nested = list.stream().anyMatch(each -> each instanceof Map || each instanceof List);
    if (nested && list.size() > 1) {
      return "[" + list.size() + " values]";
    }
    if (list.size() <= LONGEST_LIST) {
      return list.stream().map(AlignedRows::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return list.stream()
        .limit(3)
        .map(AlignedRows::text)
        .collect(Collectors.joining(", ", "[", ", … (" + list.size() + ")]"));
  }
}
