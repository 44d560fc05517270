package org.iclsweep.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/**
 * Reads records out of one Parquet file, only the columns that their type names, each page against
 * its checksum. A file that cannot be read so is named, and what is wrong with it.
 */
final class RowReader {

  private RowReader() {}

  /** The records of a file, one at a time; to be closed. */
  static <R> Stream<R> read(Storage storage, FileStatus file, StructType<R> type) {
    return read(storage, file, type, FilterCompat.NOOP);
  }

  /** Those that pass a filter. */
  static <R> Stream<R> read(
      Storage storage, FileStatus file, StructType<R> type, FilterCompat.Filter filter) {
    try {
      InputFile input = HadoopInputFile.fromStatus(file, storage.configuration());
      ParquetReader<R> reader =
          new Builder<>(input, type).withFilter(filter).usePageChecksumVerification().build();
      Iterator<R> records = new Records<>(reader, storage, file);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(
                  records, Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> close(reader));
    } catch (IOException e) {
      throw FileCheck.explained(storage, file, e);
    }
  }

  private static void close(ParquetReader<?> reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Records<R> implements Iterator<R> {
    private final ParquetReader<R> reader;
    private final Storage storage;
    private final FileStatus file;
    private R next;

    Records(ParquetReader<R> reader, Storage storage, FileStatus file) {
      this.reader = reader;
      this.storage = storage;
      this.file = file;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public R next() {
      R current = next;
      advance();
      return current;
    }

    private void advance() {
      try {
        next = reader.read();
      } catch (IOException | RuntimeException e) { // damage shows as either
        throw FileCheck.explained(storage, file, e);
      }
    }
  }

  private static final class Builder<R> extends ParquetReader.Builder<R> {
    private final StructType<R> type;

    Builder(InputFile file, StructType<R> type) {
      super(file);
      this.type = type;
    }

    @Override
    protected ReadSupport<R> getReadSupport() {
      return new Support<>(type);
    }
  }

  private static final class Support<R> extends ReadSupport<R> {
    private final StructType<R> type;

    Support(StructType<R> type) {
      this.type = type;
    }

    @Override
    public ReadContext init(InitContext context) {
      FileSchema.problem(context.getFileSchema(), context.getMergedKeyValueMetaData())
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
      return new ReadContext(type.message("trial"));
    }

    @Override
    public RecordMaterializer<R> prepareForRead(
        Configuration configuration,
        Map<String, String> metadata,
        MessageType fileSchema,
        ReadContext context) {
      return new Materializer<>(type);
    }
  }

  private static final class Materializer<R> extends RecordMaterializer<R> {
    private final GroupConverter root;
    private R current;

    @SuppressWarnings("unchecked")
    Materializer(StructType<R> type) {
      root = type.converter(record -> current = (R) record);
    }

    @Override
    public R getCurrentRecord() {
      return current;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
