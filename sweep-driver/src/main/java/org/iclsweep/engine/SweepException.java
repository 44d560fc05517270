package org.iclsweep.engine;

/** Why a sweep cannot start or go on, for the person who runs it, and what to do next. */
public final class SweepException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SweepException(String message) {
    super(message);
  }

  SweepException(String message, Throwable cause) {
    super(message, cause);
  }
}
