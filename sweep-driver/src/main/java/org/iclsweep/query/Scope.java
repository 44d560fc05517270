package org.iclsweep.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns that an expression may name.
 *
 * @param columns in the order of a star
 */
record Scope(List<Column> columns) {

  /**
   * One of them.
   *
   * @param source by which it may be qualified; null if it has no name, or the column is of several
   * @param sql in DuckDB's SQL
   */
  record Column(String source, String name, Type type, String sql) {}

  Scope {
    columns = List.copyOf(columns);
  }

  boolean has(String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  boolean hasSource(String name) {
    return columns.stream().anyMatch(column -> name.equals(column.source()));
  }

  /** The column of this name, and of this source unless it is null. */
  Column column(String source, String name) {
    List<Column> meant =
        columns.stream()
            .filter(column -> source == null || source.equals(column.source()))
            .filter(column -> column.name().equals(name))
            .toList();
    if (meant.isEmpty()) {
      throw new UnknownColumnException(source, name);
    }
    if (meant.size() > 1) {
      throw new NotUnderstoodException(name);
    }
    return meant.get(0);
  }

  /** Of two that are joined: what both share, then the rest of either. */
  static Scope joined(Scope left, Scope right, List<String> using) {
    Set<String> shared = new HashSet<>(using);
    if (shared.size() < using.size()) {
      throw new NotUnderstoodException("a column named twice");
    }
    List<Column> columns = new ArrayList<>();
    for (String name : using) {
      Column column = left.column(null, name);
      Type type = right.column(null, name).type();
      if (!column.type().equals(type)
          || type.kind() == Type.Kind.DOUBLE
          || !type.kind().isOrdered()) {
        throw new NotUnderstoodException("a join by " + name);
      }
      columns.add(new Column(null, name, type, column.sql()));
    }
    for (Scope each : List.of(left, right)) {
      each.columns.stream().filter(column -> !shared.contains(column.name())).forEach(columns::add);
    }
    return new Scope(columns);
  }
}
