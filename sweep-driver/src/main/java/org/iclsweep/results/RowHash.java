package org.iclsweep.results;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of rows, one after the other; for one thread. */
final class RowHash {
  private final StructType<TrialRow> type;
  private final MessageDigest sha = sha256();
  private final Bytes bytes = new Bytes();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private RowHash(StructType<TrialRow> type) {
    this.type = type;
  }

  /** Of what counts in a digest. */
  static RowHash withoutProvenance() {
    return new RowHash(TableSchema.ROW);
  }

  /** Of all that a row has. */
  static RowHash withProvenance() {
    return new RowHash(TableSchema.ROW.allInDigest());
  }

  /** The hash of a row. */
  byte[] of(TrialRow row) {
    try {
      bytes.reset();
      type.digest(out, row);
      bytes.update(sha);
      return sha.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Bytes that are hashed where they are. */
  private static final class Bytes extends ByteArrayOutputStream {
    void update(MessageDigest sha) {
      sha.update(buf, 0, count);
    }
  }
}
