package org.iclsweep.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The process's standard output, which remembers why it could not be written: a stream of Java's
 * swallows that, and a script would take half an answer for a whole one.
 */
final class StandardOutput extends FilterOutputStream {

  /** What a system says of a pipe whose reader has gone. */
  private static final String GONE = "Broken pipe";

  private IOException failure;

  StandardOutput(OutputStream out) {
    super(out);
  }

  /** That of this process; the launcher knows whether it is closed. */
  static StandardOutput ofProcess() {
    return new StandardOutput(
        Boolean.getBoolean("iclsweep.out.closed")
            ? new Closed()
            : new FileOutputStream(FileDescriptor.out));
  }

  /** To print to, in UTF-8. */
  PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  /**
   * Why what was printed has not arrived; empty if it has, or if whoever read it wanted no more, as
   * {@code head} does.
   */
  synchronized Optional<IOException> failure() {
    boolean unwanted = failure != null && String.valueOf(failure.getMessage()).contains(GONE);
    return unwanted ? Optional.empty() : Optional.ofNullable(failure);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /** A stream that was closed before this process began. */
  private static final class Closed extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("it is closed");
    }
  }
}
