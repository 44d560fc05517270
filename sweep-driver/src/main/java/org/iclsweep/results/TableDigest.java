package org.iclsweep.results;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hash of all rows in identity order without provenance: equal digests, equal science.
 *
 * <pre>  digest = SHA-256( SHA-256(row 1) SHA-256(row 2) ... ),  rows by trial_id  </pre>
 *
 * <p>Rows of trials for which there was not the memory say nothing of them, and are left out.
 *
 * <p>A row's bytes are those of its typed values ({@link ValueType#digest}), so neither files nor
 * their order matter. Nulls and empty lists leave no trace, so a column that is added later changes
 * no digest. Rows are read one at a time.
 *
 * <p><b>Memory.</b> What is kept of each row is its identity, filled up with zeros, and its hash:
 * 64 bytes, and 8 to sort them.
 */
final class TableDigest {

  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int IDENTITY_BYTES = 32;
  private static final int HASH_BYTES = 32;
  private static final int RECORD_BYTES = IDENTITY_BYTES + HASH_BYTES;
  private static final int BLOCK_RECORDS = 1 << 14;
  private static final int BATCH_BYTES = 1 << 16;

  private final List<byte[]> blocks = new ArrayList<>();
  private int size;

  /** The digest of these rows, in hexadecimal. */
  static String of(Stream<TrialRow> rows) {
    TableDigest digest = new TableDigest();
    digest.add(rows);
    return digest.value();
  }

  /** Adds rows; several threads may at once. */
  void add(Stream<TrialRow> rows) {
    RowHash hash = RowHash.withoutProvenance();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    rows.filter(row -> row.record().outcome().isDone())
        .forEach(
            row -> {
              records.writeBytes(identity(row));
              records.writeBytes(hash.of(row));
              if (records.size() >= BATCH_BYTES) {
                add(records.toByteArray());
                records.reset();
              }
            });
    add(records.toByteArray());
  }

  private static byte[] identity(TrialRow row) {
    byte[] identity = row.trialId().getBytes(StandardCharsets.UTF_8);
    if (identity.length > IDENTITY_BYTES) {
      throw new IllegalArgumentException(
          "trial_id '" + row.trialId() + "' must have at most " + IDENTITY_BYTES + " bytes");
    }
    return Arrays.copyOf(identity, IDENTITY_BYTES);
  }

  private synchronized void add(byte[] records) {
    for (int from = 0; from < records.length; from += RECORD_BYTES) {
      if (size % BLOCK_RECORDS == 0) {
        blocks.add(new byte[BLOCK_RECORDS * RECORD_BYTES]);
      }
      System.arraycopy(records, from, block(size), offset(size), RECORD_BYTES);
      size = Math.incrementExact(size);
    }
  }

  /** The digest of all rows that were added, in hexadecimal. */
  synchronized String value() {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    sort(order, 0, size, 0);
    MessageDigest sha = RowHash.sha256();
    for (long each : order) {
      sha.update(block((int) each), offset((int) each) + IDENTITY_BYTES, HASH_BYTES);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /**
   * Sorts numbers of records, the low halves of {@code order}, by their bytes from {@code depth}
   * on: by four of them in the high halves, then each run of records that these do not tell apart.
   */
  private void sort(long[] order, int from, int to, int depth) {
    for (int i = from; i < to; i++) {
      int number = (int) order[i];
      int bytes = (int) FOUR_BYTES.get(block(number), offset(number) + depth);
      order[i] = (long) (bytes ^ Integer.MIN_VALUE) << 32 | number;
    }
    Arrays.sort(order, from, to);
    int next = depth + Integer.BYTES;
    int start = from;
    for (int i = from + 1; i <= to && next < RECORD_BYTES; i++) {
      if (i == to || order[i] >> 32 != order[start] >> 32) {
        if (i - start > 1) {
          sort(order, start, i, next);
        }
        start = i;
      }
    }
  }

  private byte[] block(int number) {
    return blocks.get(number / BLOCK_RECORDS);
  }

  private static int offset(int number) {
    return number % BLOCK_RECORDS * RECORD_BYTES;
  }
}
