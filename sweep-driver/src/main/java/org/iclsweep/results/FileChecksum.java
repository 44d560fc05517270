package org.iclsweep.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;

/**
 * A checksum of a whole Parquet file, which the file has in its own footer: CRC-32C of all its
 * bytes, the eight digits of the checksum itself taken as zeros.
 *
 * <p>Parquet's own checksums are of pages. Most of a small file is footer, and there a changed
 * letter makes a column read as nulls: this one covers every bit.
 *
 * <p><b>Cost</b> of a check: the file is read once, as fast as the storage is; nothing is decoded.
 */
final class FileChecksum {

  /** Key of the checksum in a file's footer. */
  static final String KEY = "icl-sweep.checksum";

  private static final String PREFIX = "crc32c:";
  private static final int DIGITS = 8;

  /** What a footer has in place of the checksum while that is not known. */
  static final String UNKNOWN = PREFIX + "0".repeat(DIGITS);

  /** The end of a file: four bytes with the length of the footer, then {@code PAR1}. */
  private static final int TRAILER_BYTES = 8;

  private static final int BUFFER_BYTES = 1 << 18;

  private FileChecksum() {}

  /**
   * Puts the checksum into the end of a file.
   *
   * @param before of all that is in the file before the end
   * @param end from some place before the footer on, with {@link #UNKNOWN} in it
   */
  static void complete(CRC32C before, byte[] end) {
    byte[] place = UNKNOWN.getBytes(StandardCharsets.US_ASCII);
    int at = lastIndexOf(end, place, end.length - place.length);
    if (at < 0) {
      throw new IllegalStateException("the footer has no place for its checksum");
    }
    before.update(end);
    byte[] text = text(before).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, end, at, text.length);
  }

  /**
   * What is wrong with the bits of a file that has a footer.
   *
   * @return empty if they are as they were written, or if the file has no checksum
   * @throws IOException if the storage cannot read it
   */
  static Optional<String> problem(Storage storage, FileStatus file) throws IOException {
    try (FSDataInputStream in = storage.fileSystem(file.getPath()).open(file.getPath())) {
      byte[] end = end(in, file.getLen());
      int at = place(end);
      if (at < 0) {
        return Optional.empty();
      }
      String written = new String(end, at, UNKNOWN.length(), StandardCharsets.US_ASCII);
      Arrays.fill(end, at + PREFIX.length(), at + UNKNOWN.length(), (byte) '0');
      CRC32C sum = new CRC32C();
      update(sum, in, file.getLen() - end.length);
      sum.update(end);
      return written.equals(text(sum))
          ? Optional.empty()
          : Optional.of(
              "bits of it have changed: its checksum is " + text(sum) + ", was " + written);
    }
  }

  /** Footer and trailer; only the trailer if the length that it tells cannot be. */
  private static byte[] end(FSDataInputStream in, long length) throws IOException {
    byte[] trailer = new byte[TRAILER_BYTES];
    in.readFully(length - TRAILER_BYTES, trailer);
    long footer = footerBytes(trailer);
    boolean possible = footer > 0 && footer <= length - TRAILER_BYTES && footer < 1 << 30;
    byte[] end = new byte[TRAILER_BYTES + (possible ? (int) footer : 0)];
    in.readFully(length - end.length, end);
    return end;
  }

  private static long footerBytes(byte[] trailer) {
    long bytes = 0;
    for (int i = 3; i >= 0; i--) {
      bytes = bytes << 8 | trailer[i] & 0xff;
    }
    return bytes;
  }

  /**
   * Where the checksum is: behind its key and the two bytes that tell its length. If there is no
   * such key, a bit of that may have changed.
   */
  private static int place(byte[] end) {
    byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
    int at = lastIndexOf(end, key, end.length - key.length - 2 - UNKNOWN.length());
    byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
    return at < 0 ? lastIndexOf(end, prefix, end.length - UNKNOWN.length()) : at + key.length + 2;
  }

  private static void update(CRC32C sum, FSDataInputStream in, long length) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    in.seek(0);
    long left = length;
    while (left > 0) {
      int read = (int) Math.min(left, buffer.length);
      in.readFully(buffer, 0, read);
      sum.update(buffer, 0, read);
      left -= read;
    }
  }

  private static String text(CRC32C sum) {
    return PREFIX + HexFormat.of().toHexDigits(sum.getValue(), DIGITS);
  }

  private static int lastIndexOf(byte[] text, byte[] wanted, int from) {
    for (int at = from; at >= 0; at--) {
      if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
