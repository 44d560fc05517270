package org.iclsweep.query;

import java.util.List;
import org.iclsweep.query.Type.Kind;

/**
 * An expression in DuckDB's SQL, in parentheses where it needs them.
 *
 * @param type that Spark gives its value
 */
record Typed(String sql, Type type) {

  static Typed of(Kind kind, String sql) {
    return new Typed(sql, Type.of(kind));
  }

  Kind kind() {
    return type.kind();
  }

  /** The same, of which it is known what both engines compute with it. */
  Typed number() {
    if (!kind().isNumber()) {
      throw new NotUnderstoodException("a number of type " + type.sql());
    }
    return this;
  }

  Typed truth() {
    if (kind() != Kind.TRUTH) {
      throw new NotUnderstoodException("a condition of type " + type.sql());
    }
    return this;
  }

  Typed ordered() {
    if (!kind().isOrdered()) {
      throw new NotUnderstoodException("values of type " + type.sql());
    }
    return this;
  }

  /** As a number of another type, which has it. */
  Typed as(Kind wider) {
    if (kind() == wider) {
      return this;
    }
    String name = wider == Kind.DOUBLE ? "DOUBLE" : "BIGINT";
    return of(wider, "CAST(" + sql + " AS " + name + ")");
  }

  /** Minus zero is zero, as Spark has it where rows are grouped. */
  Typed asKey() {
    ordered();
    return kind() == Kind.DOUBLE
        ? of(kind(), "CASE WHEN %1$s = 0 THEN CAST(0 AS DOUBLE) ELSE %1$s END".formatted(sql))
        : this;
  }

  /**
   * The type that all are taken for.
   *
   * @param compared whether they are only held against each other
   */
  static Kind common(List<Typed> values, boolean compared) {
    Kind common = values.get(0).kind();
    for (Typed value : values) {
      common = common(common, value.kind(), compared);
    }
    if (!common.isOrdered()) {
      throw new NotUnderstoodException("values of type " + common);
    }
    return common;
  }

  private static Kind common(Kind a, Kind b, boolean compared) {
    if (a == b) {
      return a;
    }
    if (a == Kind.DECIMAL || b == Kind.DECIMAL) {
      Kind other = a == Kind.DECIMAL ? b : a;
      if (other == Kind.DOUBLE || compared && other == Kind.INT) {
        return Kind.DOUBLE;
      }
    } else if (a.isNumber() && b.isNumber()) {
      return a == Kind.DOUBLE || b == Kind.DOUBLE ? Kind.DOUBLE : Kind.LONG;
    }
    throw new NotUnderstoodException(a + " beside " + b);
  }
}
