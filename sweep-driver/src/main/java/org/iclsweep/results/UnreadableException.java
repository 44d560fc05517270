package org.iclsweep.results;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Spark could not read a file: it is damaged, it is gone, or the storage is at fault. */
final class UnreadableException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  UnreadableException(String message, Throwable cause) {
    super(message, new IOException(message, cause));
  }
}
