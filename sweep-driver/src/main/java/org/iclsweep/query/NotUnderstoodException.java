package org.iclsweep.query;

/** A query, or a part of one, of which it is not known that both engines answer it alike. */
public class NotUnderstoodException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotUnderstoodException(String part) {
    super(part, null, false, false);
  }
}
