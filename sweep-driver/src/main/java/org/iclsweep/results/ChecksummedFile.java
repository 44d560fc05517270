package org.iclsweep.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A Parquet file to be written that gets its checksum ({@link FileChecksum}) when closed. */
final class ChecksummedFile implements OutputFile {
  private final Storage storage;
  private final Path path;
  private final boolean makesFolder;
  private Stream stream;

  /**
   * @param makesFolder whether the folder that it is in is made if there is none
   */
  ChecksummedFile(Storage storage, Path path, boolean makesFolder) {
    this.storage = storage;
    this.path = path;
    this.makesFolder = makesFolder;
  }

  /**
   * From here on bytes stay in memory until the file is closed. To be called once, before the
   * footer is written; a file without such a call gets no checksum.
   */
  void holdEnd() {
    stream.end = new ByteArrayOutputStream();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return open(false);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return open(true);
  }

  private PositionOutputStream open(boolean overwrite) throws IOException {
    stream =
        new Stream(
            makesFolder
                ? FileOutput.create(storage, path, overwrite)
                : FileOutput.inFolder(storage, path));
    return stream;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  private static final class Stream extends PositionOutputStream {
    private final FileOutput out;
    private final CRC32C sum = new CRC32C();
    private ByteArrayOutputStream end;

    Stream(FileOutput out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return out.position() + (end == null ? 0 : end.size());
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (end != null) {
        end.write(bytes, offset, length);
      } else {
        sum.update(bytes, offset, length);
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        if (end != null) {
          byte[] bytes = end.toByteArray();
          end = null;
          FileChecksum.complete(sum, bytes);
          out.write(bytes);
        }
      }
    }
  }
}
