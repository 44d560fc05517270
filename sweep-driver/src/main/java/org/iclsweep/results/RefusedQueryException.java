package org.iclsweep.results;

/** A query that does more than ask the views of a study, with what it wanted. */
public final class RefusedQueryException extends ResultException {
  private static final long serialVersionUID = 1;

  RefusedQueryException(String message) {
    super(message);
  }
}
