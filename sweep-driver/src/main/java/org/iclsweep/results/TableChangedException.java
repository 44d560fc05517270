package org.iclsweep.results;

/** A file was taken away while a table was read: another process has replaced it by others. */
public final class TableChangedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TableChangedException(String file, Throwable cause) {
    super(
        file
            + " was taken away while the table was read: it has been compacted, or failed trials are"
            + " being run again; do the same once more",
        cause);
  }
}
