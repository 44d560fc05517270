package org.iclsweep.query;

/** A name in a query that is no column where it stands. */
public final class UnknownColumnException extends NotUnderstoodException {
  private static final long serialVersionUID = 1;

  private final String source;
  private final String name;

  /**
   * A name.
   *
   * @param source by which it is qualified; null if it is not
   */
  UnknownColumnException(String source, String name) {
    super(name);
    this.source = source;
    this.name = name;
  }

  /** As it stands in the query, without what qualifies it. */
  public String name() {
    return name;
  }

  /** The same with that, as Spark tells it. */
  public String quoted() {
    return (source == null ? "" : "`" + source + "`.") + "`" + name + "`";
  }
}
