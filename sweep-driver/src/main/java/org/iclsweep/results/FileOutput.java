package org.iclsweep.results;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file that is being written, and is on the disk, not only on its way, when closed: as far as the
 * file system can promise that. What goes wrong is an {@link IOException} that names the file;
 * Hadoop tells of a full local disk by an error, as of a fault of the JVM.
 */
final class FileOutput extends OutputStream {
  private final FSDataOutputStream out;
  private final Path path;

  private FileOutput(FSDataOutputStream out, Path path) {
    this.out = out;
    this.path = path;
  }

  /** Begins a file; whoever reads it meanwhile sees a part. */
  static FileOutput create(Storage storage, Path path, boolean overwrite) throws IOException {
    return new FileOutput(storage.fileSystem(path).create(path, overwrite), path);
  }

  /** Bytes so far. */
  long position() {
    return out.getPos();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  /** What keeps a file from being written, with its name. */
  static IOException failed(Path path, Throwable reason) {
    String told = reason instanceof FSError ? reason.getCause().getMessage() : reason.getMessage();
    return new IOException("cannot write " + path + ": " + told, reason);
  }
}
