package org.iclsweep.results;

/** A query that was given up, since it took longer than it was allowed to. */
public final class QueryTimeoutException extends ResultException {
  private static final long serialVersionUID = 1;

  QueryTimeoutException(String message) {
    super(message);
  }
}
