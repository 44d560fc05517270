package org.iclsweep.results;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes rows to one Parquet file: zstd, with checksums of its pages and of the whole, synced when
 * closed.
 */
public final class RowWriter implements Closeable {

  /** Bytes after which a group of rows ends and leaves the memory. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Map<String, String> told = new HashMap<>();
  private final ParquetWriter<TrialRow> writer;

  /** Begins a file, and makes the folder that it is in if need be. */
  public RowWriter(Storage storage, Path path) throws IOException {
    this(storage, path, true);
  }

  private RowWriter(Storage storage, Path path, boolean makesFolder) throws IOException {
    try {
      writer = writer(new ChecksummedFile(storage, path, makesFolder), storage);
    } catch (IOException e) {
      throw FileOutput.failed(path, e);
    }
  }

  /** Begins a file in a folder that is there; where it is gone, none is made. */
  public static RowWriter inFolder(Storage storage, Path path) throws IOException {
    return new RowWriter(storage, path, false);
  }

  private ParquetWriter<TrialRow> writer(ChecksummedFile file, Storage storage) throws IOException {
    return new Builder(file, new Rows(told, file))
        .withConf(storage.configuration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageWriteChecksumEnabled(true)
        .build();
  }

  /** Adds a row. */
  public void write(TrialRow row) throws IOException {
    try {
      writer.write(row);
    } catch (RuntimeException e) {
      throw asInputOutput(e);
    }
  }

  /** Has the footer tell which trials of a plan the rows are. */
  public void declare(PlanShare share) {
    told.put(PlanShare.KEY + share.plan(), share.text());
  }

  /** Has the footer tell how long the rows' trials of a kind took. */
  public void declare(String kind, Pace pace) {
    told.put(Pace.KEY + kind, pace.text());
  }

  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } catch (RuntimeException e) {
      throw asInputOutput(e);
    }
  }

  /** Parquet wraps what the file tells of itself. */
  private static IOException asInputOutput(RuntimeException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException told) {
        return new IOException(told.getMessage(), e);
      }
    }
    throw e;
  }

  private static final class Builder extends ParquetWriter.Builder<TrialRow, Builder> {
    private final Rows rows;

    Builder(OutputFile file, Rows rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<TrialRow> getWriteSupport(Configuration configuration) {
      return rows;
    }
  }

  private static final class Rows extends WriteSupport<TrialRow> {
    private final Map<String, String> told;
    private final ChecksummedFile file;
    private RecordConsumer out;

    Rows(Map<String, String> told, ChecksummedFile file) {
      this.told = told;
      this.file = file;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(
          TableSchema.ROW.message("trial"),
          Map.of(FileSchema.VERSION_KEY, String.valueOf(TableSchema.VERSION)));
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

    @Override
    public FinalizedWriteContext finalizeWrite() {
      file.holdEnd();
      Map<String, String> metadata = new HashMap<>(told);
      metadata.put(FileChecksum.KEY, FileChecksum.UNKNOWN);
      return new FinalizedWriteContext(metadata);
    }
  }
}
