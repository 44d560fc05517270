package org.iclsweep.results;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.query.Translation;
import org.iclsweep.query.Type;
import org.iclsweep.results.QueryResult.Column;

/** What DuckDB answers, in plain Java values. */
final class DuckAnswer {

  private DuckAnswer() {}

  /**
   * All rows.
   *
   * @throws NotAnsweredException if a column is not of the type that Spark has
   */
  static QueryResult of(Translation query, ResultSet rows) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < query.types().size(); k++) {
      Type type = query.types().get(k);
      String given = rows.getMetaData().getColumnTypeName(k + 1);
      if (!Type.ofDuckDb(given).equals(type)) {
        throw new NotAnsweredException("DuckDB gives " + given + " for " + type.sql(), null);
      }
      columns.add(new Column(query.names().get(k), type.sql()));
    }
    List<List<Object>> values = new ArrayList<>();
    while (rows.next()) {
      List<Object> row = new ArrayList<>(columns.size());
      for (int k = 0; k < columns.size(); k++) {
        row.add(plain(rows.getObject(k + 1), query.types().get(k)));
      }
      values.add(row);
    }
    return new QueryResult(columns, values);
  }

  private static Object plain(Object value, Type type) throws SQLException {
    if (value instanceof Struct struct) {
      Map<String, Object> fields = new LinkedHashMap<>();
      Object[] values = struct.getAttributes();
      int k = 0;
      for (Map.Entry<String, Type> field : type.fields().entrySet()) {
        fields.put(field.getKey(), plain(values[k++], field.getValue()));
      }
      return fields;
    }
    if (value instanceof Array array) {
      List<Object> elements = new ArrayList<>();
      for (Object each : (Object[]) array.getArray()) {
        elements.add(plain(each, type.fields().get("element")));
      }
      return elements;
    }
    return value instanceof OffsetDateTime time ? time.toInstant() : value;
  }
}
