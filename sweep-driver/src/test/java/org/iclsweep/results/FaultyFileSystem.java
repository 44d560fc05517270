package org.iclsweep.results;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under a scheme of its own, {@code faulty}, with the faults of a disk: it gets
 * full, cannot be read, or changes a bit. One for all of a JVM.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** How many bytes it still takes. */
  /** Whether what does not fit is refused at the end of the file only, as where writes are kept. */
  public static volatile boolean refusesLate;

  public static volatile String refusal = "No space left on device";

  public static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

  /** Whether reading fails. */
  static volatile boolean unreadable;

  /** The byte of every file of which a bit is changed when it is written; negative for none. */
  static volatile long changedAt = -1;

  private static final URI NAME = URI.create("faulty:///");

  /** Hadoop's settings for it. */
  public static Map<String, String> settings() {
    return Map.of("fs.faulty.impl", FaultyFileSystem.class.getName());
  }

  /** A directory of the local disk, seen through it. */
  public static String path(java.nio.file.Path directory) {
    return "faulty://" + directory.toAbsolutePath();
  }

  /** Takes all faults away. */
  public static void heal() {
    ROOM.set(Long.MAX_VALUE);
    refusal = "No space left on device";
    refusesLate = false;
    unreadable = false;
    changedAt = -1;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return NAME.getScheme();
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (unreadable) {
      throw new IOException(file + ": Input/output error");
    }
    return super.open(file, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return faulty(
        super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return faulty(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream append(Path file, int bufferSize, Progressable progress)
      throws IOException {
    return faulty(super.append(file, bufferSize, progress));
  }

  private static FSDataOutputStream faulty(OutputStream out) throws IOException {
    return out instanceof FSDataOutputStream data && data.getWrappedStream() instanceof Faulty
        ? data
        : new FSDataOutputStream(new Faulty(out), null);
  }

  /** As a stream of HDFS, it throws at its end again what it has thrown before. */
  private static final class Faulty extends FilterOutputStream
      implements Syncable, StreamCapabilities {
    private long written;
    private IOException thrown;

    Faulty(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (ROOM.addAndGet(-length) < 0) {
        ROOM.addAndGet(length);
        thrown = new IOException(refusal);
        if (refusesLate) {
          return;
        }
        throw thrown;
      }
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      if (changedAt >= written && changedAt < written + length) {
        copy[(int) (changedAt - written)] ^= 4;
      }
      out.write(copy, 0, length);
      written += length;
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(StreamCapabilities.HSYNC);
    }

    @Override
    public void hflush() throws IOException {
      flush();
    }

    @Override
    public void hsync() throws IOException {
      throwAgain();
      flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
      throwAgain();
    }

    private void throwAgain() throws IOException {
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
