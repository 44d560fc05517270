package org.iclsweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
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

  /**
   * Begins a file of a name that is free in a folder that is there. Where the folder is gone, which
   * is how a driver that lost its lease is kept out, none is made: Hadoop's own would make one on a
   * local disk, by this name of theirs, too.
   */
  static FileOutput inFolder(Storage storage, Path path) throws IOException {
    return storage.step("create", path, () -> new FileOutput(beginInFolder(storage, path), path));
  }

  private static FSDataOutputStream beginInFolder(Storage storage, Path path) throws IOException {
    FileSystem files = storage.fileSystem(path);
    if (storage.isLocal(path)) {
      Files.createFile(Storage.local(path));
      return files.append(path);
    }
    return storage.isObjectStore(path)
        ? files.create(path, false)
        : files.createFile(path).overwrite(false).build();
  }

  /** Writes a file, or over one; whoever reads it meanwhile sees a part. */
  static void write(Storage storage, Path path, Storage.Content content) throws IOException {
    try (OutputStream out = create(storage, path, true)) {
      content.writeTo(out);
    }
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
    try {
      syncAndClose();
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  /**
   * A stream of HDFS throws what it has thrown before again, which cannot be suppressed by itself.
   */
  private void syncAndClose() throws IOException {
    try {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } finally {
      out.close();
    }
  }

  /** What keeps a file from being written, with its name. */
  static IOException failed(Path path, Throwable reason) {
    String told = FaultText.of(reason instanceof FSError ? reason.getCause() : reason);
    if (reason instanceof NoSuchFileException || reason instanceof FileNotFoundException) {
      told = "there is no folder " + path.getParent();
    }
    return new IOException("cannot write " + path + ": " + told, reason);
  }
}
