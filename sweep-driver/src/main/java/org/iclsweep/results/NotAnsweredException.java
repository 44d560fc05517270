package org.iclsweep.results;

/** DuckDB does not answer a query, or not surely as Spark does: Spark is to be asked. */
public final class NotAnsweredException extends ResultException {
  private static final long serialVersionUID = 1;

  private final boolean isMissing;

  NotAnsweredException(String reason, Throwable cause) {
    this(reason, false, cause);
  }

  private NotAnsweredException(String reason, boolean isMissing, Throwable cause) {
    super(reason, cause);
    this.isMissing = isMissing;
  }

  static NotAnsweredException missing(Throwable cause) {
    return new NotAnsweredException("DuckDB is not there, or does not start here", true, cause);
  }

  /** Whether there is no DuckDB, whatever is asked. */
  public boolean isMissing() {
    return isMissing;
  }
}
