package org.iclsweep.results;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows to one Parquet file, zstd, synced when closed. */
public final class RowWriter implements Closeable {

  /** Key of the schema's version in a file's footer. */
  static final String VERSION_KEY = "icl-sweep.schema-version";

  private final ParquetWriter<TrialRow> writer;

  public RowWriter(Storage storage, Path file) throws IOException {
    writer =
        new Builder(new SyncedFile(storage, file))
            .withConf(storage.configuration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build();
  }

  public void write(TrialRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<TrialRow, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<TrialRow> getWriteSupport(Configuration configuration) {
      return new Rows();
    }
  }

  private static final class Rows extends WriteSupport<TrialRow> {
    private RecordConsumer out;

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(
          TableSchema.ROW.message("trial"),
          Map.of(VERSION_KEY, String.valueOf(TableSchema.VERSION)));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(TrialRow row) {
      out.startMessage();
      TableSchema.ROW.writeFields(out, row);
      out.endMessage();
    }
  }

  /** A file on any Hadoop file system that is on the disk, not only on its way, when closed. */
  private record SyncedFile(Storage storage, Path path) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return new SyncedStream(storage.fileSystem(path).create(path, false));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return new SyncedStream(storage.fileSystem(path).create(path, true));
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
  }

  private static final class SyncedStream extends PositionOutputStream {
    private final FSDataOutputStream out;

    SyncedStream(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        Storage.sync(out);
      }
    }
  }
}
