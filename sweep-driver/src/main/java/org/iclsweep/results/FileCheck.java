package org.iclsweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;

/**
 * What is wrong with a file that should be one of the table's. The storage's own faults are told
 * from those of the file by reading its bytes as bytes: where that fails, nothing is said of them.
 */
final class FileCheck {

  private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int LEAST_BYTES = 12;

  private FileCheck() {}

  /**
   * Reads a footer, and makes sure that all of the file is as it was written.
   *
   * <p><b>Cost.</b> The file is read once, and its footer decoded; all of it if it has no checksum.
   *
   * @throws DamagedTableException if it is not, or is no file of this table
   * @throws TableChangedException if it is gone, or is another one
   */
  static TrialFile sound(Storage storage, FileStatus status) {
    requireSoundBytes(storage, status);
    TrialFile file = TrialFile.read(storage, status);
    requireDecoded(storage, file);
    return file;
  }

  /**
   * The same of a file whose footer has been read.
   *
   * @throws DamagedTableException if it is not as it was written
   * @throws TableChangedException if it is gone, or is another one
   */
  static void requireSound(Storage storage, TrialFile file) {
    requireSoundBytes(storage, file.status());
    requireDecoded(storage, file);
  }

  private static void requireSoundBytes(Storage storage, FileStatus file) {
    try {
      Optional<String> problem = ofBytes(storage, file);
      if (problem.isPresent()) {
        throw DamagedTableException.of(file, problem.get(), null);
      }
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  private static void requireDecoded(Storage storage, TrialFile file) {
    if (!file.hasChecksum()) {
      decode(storage, file.status());
    }
  }

  private static void decode(Storage storage, FileStatus file) {
    try (Stream<TrialRow> rows = RowReader.read(storage, file, TableSchema.ROW)) {
      rows.forEach(row -> {});
    }
  }

  /** Why reading a file failed. */
  static RuntimeException explained(Storage storage, FileStatus file, Exception failure) {
    if (failure instanceof DamagedTableException
        || failure instanceof TableChangedException
        || failure instanceof ResultException) {
      return (RuntimeException) failure;
    }
    try {
      String problem = ofBytes(storage, file).orElseGet(() -> notDecoded(failure));
      return DamagedTableException.of(file, problem, failure);
    } catch (IOException e) {
      return fault(file, e);
    }
  }

  private static RuntimeException fault(FileStatus file, IOException e) {
    return e instanceof FileNotFoundException || e instanceof NoSuchFileException
        ? new TableChangedException(file.getPath().toString(), e)
        : new UncheckedIOException("cannot read " + file.getPath() + ": " + e.getMessage(), e);
  }

  private static Optional<String> ofBytes(Storage storage, FileStatus file) throws IOException {
    if (isAnother(storage.status(file.getPath()), file)) {
      throw new TableChangedException(file.getPath().toString(), null);
    }
    if (file.getLen() < LEAST_BYTES) {
      return Optional.of("it has " + file.getLen() + " bytes, which is no Parquet file");
    }
    return !isCutOff(storage, file)
        ? FileChecksum.problem(storage, file)
        : Optional.of("it does not begin and end as a Parquet file does: it is cut off, or none");
  }

  /**
   * Stores of objects tell times less exactly of one file than of a list, but tag what is in it.
   */
  private static boolean isAnother(FileStatus there, FileStatus file) {
    if (there.getLen() != file.getLen()) {
      return true;
    }
    String tag = tag(file);
    return tag.isEmpty()
        ? there.getModificationTime() != file.getModificationTime()
        : !tag.equals(tag(there));
  }

  /** What tells a file apart from another one of its name. */
  static String stamp(FileStatus file) {
    return "%s %d %d %s"
        .formatted(file.getPath().getName(), file.getLen(), file.getModificationTime(), tag(file));
  }

  private static String tag(FileStatus file) {
    return file instanceof EtagSource source && source.getEtag() != null
        ? source.getEtag().replace("\"", "")
        : "";
  }

  /** Whether a file lacks the mark that a Parquet file begins with, or that at its end. */
  static boolean isCutOff(Storage storage, FileStatus file) throws IOException {
    if (file.getLen() < LEAST_BYTES) {
      return true;
    }
    byte[] first = new byte[MARK.length];
    byte[] last = new byte[MARK.length];
    try (FSDataInputStream in = storage.fileSystem(file.getPath()).open(file.getPath())) {
      in.readFully(0, first);
      in.readFully(file.getLen() - last.length, last);
    }
    return !Arrays.equals(first, MARK) || !Arrays.equals(last, MARK);
  }

  private static String notDecoded(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "it cannot be decoded: " + cause;
  }
}
