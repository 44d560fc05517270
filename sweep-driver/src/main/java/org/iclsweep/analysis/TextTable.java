package org.iclsweep.analysis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in a terminal: columns aligned, two spaces between, a rule under the headings. */
final class TextTable {
  private static final String NO_VALUE = "-";

  private TextTable() {}

  static String render(SummaryTable table) {
    List<String> names = table.headings().stream().map(SummaryTable.Heading::name).toList();
    int[] widths =
        IntStream.range(0, names.size())
            .map(
                c ->
                    table.rows().stream()
                        .mapToInt(row -> row.get(c).length())
                        .reduce(names.get(c).length(), Math::max))
            .toArray();
    int width = IntStream.of(widths).sum() + 2 * Math.max(0, widths.length - 1);
    StringBuilder text = new StringBuilder();
    text.append(line(table, names, widths)).append('\n').append("-".repeat(width)).append('\n');
    table.rows().forEach(row -> text.append(line(table, row, widths)).append('\n'));
    return text.toString();
  }

  private static String line(SummaryTable table, List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            c -> {
              String cell = cells.get(c).isEmpty() ? NO_VALUE : cells.get(c);
              String padding = " ".repeat(widths[c] - cell.length());
              return table.headings().get(c).numeric() ? padding + cell : cell + padding;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
