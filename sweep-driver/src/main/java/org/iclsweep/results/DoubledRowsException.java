package org.iclsweep.results;

/** A table has several rows of a trial: which, and in which files. */
public final class DoubledRowsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DoubledRowsException(DoubledRows doubled) {
    super(doubled.text());
  }
}
