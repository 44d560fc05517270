package org.iclsweep.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answer to a query, without any type of Spark: numbers and booleans boxed, {@code String},
 * {@code Instant}, {@code BigDecimal}, {@code List} for arrays, {@code Map} for structs and maps.
 *
 * @param rows values in the order of the columns; {@code null} stays null
 */
public record QueryResult(List<Column> columns, List<List<Object>> rows) {

  /**
   * A column of the answer.
   *
   * @param type its name in SQL, like {@code array<double>}
   */
  public record Column(String name, String type) {}

  public QueryResult {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  /** All values of one column. */
  public List<Object> column(String name) {
    int index = columns.stream().map(Column::name).toList().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + name + " among " + columns);
    }
    List<Object> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(row.get(index)));
    return values;
  }
}
