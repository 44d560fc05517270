package org.iclsweep.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iclsweep.results.QueryResult;
import org.iclsweep.study.Decimals;

/**
 * One JSON object a row. Numbers have the fewest digits that read back as the same number; NaN and
 * infinities, for which JSON has no number, are texts.
 */
final class JsonRows {

  private JsonRows() {}

  static void print(QueryResult answer, PrintStream out) {
    List<String> names =
        answer.columns().stream().map(column -> text(column.name()) + ":").toList();
    StringBuilder line = new StringBuilder();
    for (List<Object> row : answer.rows()) {
      line.setLength(0);
      for (int c = 0; c < names.size(); c++) {
        line.append(c == 0 ? '{' : ',').append(names.get(c)).append(value(row.get(c)));
      }
      out.print(line.append("}\n"));
    }
    out.flush();
  }

  /** A value of any type that a query answers. */
  static String value(Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Number number) {
      String digits = number(number);
      return Character.isLetter(digits.charAt(digits.length() - 1)) ? text(digits) : digits;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonRows::value).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(String.valueOf(entry.getKey())) + ":" + value(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return text(value.toString());
  }

  /** The digits of a number, or NaN, Infinity or -Infinity. */
  static String number(Number number) {
    if (number instanceof Float single) {
      return Float.isFinite(single)
          ? new BigDecimal(single.toString()).stripTrailingZeros().toString().replace("E+", "E")
          : single.toString();
    }
    if (number instanceof Double real) {
      return Double.isFinite(real) ? Decimals.shortest(real) : real.toString();
    }
    return number.toString();
  }

  private static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
