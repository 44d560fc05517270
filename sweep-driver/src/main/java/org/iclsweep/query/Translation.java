package org.iclsweep.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A query in DuckDB's SQL.
 *
 * @param sql of parts that are made here, names and texts of the query in quotes
 * @param names of the answer's columns, as Spark has them
 * @param types of the answer's columns
 */
public record Translation(String sql, List<String> names, List<Type> types) {

  /** A query in Spark's SQL that has been read. */
  public static final class Read {
    private final Select select;
    private final Set<String> views;

    private Read(Select select, Set<String> views) {
      this.select = select;
      this.views = views;
    }

    /** The views that it asks. */
    public Set<String> views() {
      return views;
    }

    /**
     * The same in DuckDB's SQL.
     *
     * @param columns of a view, with their types
     * @throws NotUnderstoodException if it is not known to have the same answer
     */
    public Translation translated(Function<String, Map<String, Type>> columns) {
      return new SelectSql(columns).of(select);
    }
  }

  /**
   * Reads a query.
   *
   * @throws NotUnderstoodException if it is not of the part of SQL that is read here
   */
  public static Read read(String query) {
    QueryReader reader = new QueryReader(query);
    Select select = reader.read();
    return new Read(select, reader.views());
  }
}
