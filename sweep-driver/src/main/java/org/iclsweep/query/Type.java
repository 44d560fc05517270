package org.iclsweep.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The type of a value.
 *
 * @param fields of a struct, by name; of a list, its elements' as {@code element}
 */
public record Type(Kind kind, Map<String, Type> fields) {

  /** Kinds of types; literals alone are decimals. */
  public enum Kind {
    TEXT("string"),
    TRUTH("boolean"),
    INT("int"),
    LONG("bigint"),
    DECIMAL("decimal"),
    DOUBLE("double"),
    FLOAT("float"),
    TIME("timestamp"),
    LIST("array"),
    STRUCT("struct");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    /** Whether both engines compute with it alike. */
    boolean isNumber() {
      return this == INT || this == LONG || this == DOUBLE;
    }

    /** Whether both engines compare and order it alike. */
    boolean isOrdered() {
      return isNumber() || this == TEXT || this == TRUTH;
    }
  }

  private static final Map<String, Kind> OF_DUCKDB =
      Map.of(
          "VARCHAR", Kind.TEXT,
          "BOOLEAN", Kind.TRUTH,
          "INTEGER", Kind.INT,
          "BIGINT", Kind.LONG,
          "DOUBLE", Kind.DOUBLE,
          "FLOAT", Kind.FLOAT,
          "TIMESTAMP WITH TIME ZONE", Kind.TIME);

  public Type {
    fields = new LinkedHashMap<>(fields); // in their order
  }

  static Type of(Kind kind) {
    return new Type(kind, Map.of());
  }

  /**
   * A type as DuckDB names it.
   *
   * @throws NotUnderstoodException if a table of results has none such
   */
  public static Type ofDuckDb(String name) {
    if (name.endsWith("[]")) {
      Type element = ofDuckDb(name.substring(0, name.length() - 2));
      return new Type(Kind.LIST, Map.of("element", element));
    }
    if (name.startsWith("STRUCT(") && name.endsWith(")")) {
      return new Type(Kind.STRUCT, fields(name.substring("STRUCT(".length(), name.length() - 1)));
    }
    Kind kind = OF_DUCKDB.get(name);
    if (kind == null) {
      throw new NotUnderstoodException("the type " + name);
    }
    return of(kind);
  }

  /** A type as Spark names it. */
  public static Type ofSpark(String name) {
    if (name.startsWith("array<")) {
      Type element = ofSpark(name.substring("array<".length(), name.length() - 1));
      return new Type(Kind.LIST, Map.of("element", element));
    }
    if (name.startsWith("struct<")) {
      Map<String, Type> fields = new LinkedHashMap<>();
      for (String field : split(name.substring("struct<".length(), name.length() - 1))) {
        int end = field.indexOf(':');
        fields.put(field.substring(0, end), ofSpark(field.substring(end + 1)));
      }
      return new Type(Kind.STRUCT, fields);
    }
    return of(
        Arrays.stream(Kind.values())
            .filter(kind -> kind.sql.equals(name))
            .findFirst()
            .orElseThrow());
  }

  private static Map<String, Type> fields(String text) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (String field : split(text)) {
      int end = field.startsWith("\"") ? field.indexOf('"', 1) + 1 : field.indexOf(' ');
      fields.put(field.substring(0, end).replace("\"", ""), ofDuckDb(field.substring(end + 1)));
    }
    return fields;
  }

  /** Parts between commas that stand in no parentheses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int k = 0; k < text.length(); k++) {
      char sign = text.charAt(k);
      depth += "(<".indexOf(sign) >= 0 ? 1 : ")>".indexOf(sign) >= 0 ? -1 : 0;
      if (sign == ',' && depth == 0) {
        parts.add(text.substring(from, k).strip());
        from = k + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  /** Its name in Spark's SQL. */
  public String sql() {
    return switch (kind) {
      case LIST -> "array<" + fields.get("element").sql() + ">";
      case STRUCT ->
          fields.entrySet().stream()
              .map(field -> field.getKey() + ":" + field.getValue().sql())
              .collect(Collectors.joining(",", "struct<", ">"));
      case TEXT, TRUTH, INT, LONG, DECIMAL, DOUBLE, FLOAT, TIME -> kind.sql;
    };
  }

  /** Its name in DuckDB's SQL. */
  public String duckDb() {
    return switch (kind) {
      case LIST -> fields.get("element").duckDb() + "[]";
      case STRUCT ->
          fields.entrySet().stream()
              .map(field -> '"' + field.getKey() + "\" " + field.getValue().duckDb())
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      case TEXT, TRUTH, INT, LONG, DECIMAL, DOUBLE, FLOAT, TIME ->
          OF_DUCKDB.entrySet().stream()
              .filter(each -> each.getValue() == kind)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
    };
  }
}
