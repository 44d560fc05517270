package org.iclsweep.results;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * <p>A row's bytes are those of its typed values ({@link ValueType#digest}), so neither files nor
 * their order matter. Nulls and empty lists leave no trace, so a column that is added later changes
 * no digest. Rows are read one at a time; what is kept of each is its identity and 32 bytes.
 */
final class TableDigest {

  private static final int HASH_BYTES = 32;

  private TableDigest() {}

  /** The digest of these rows, in hexadecimal. */
  static String of(Stream<TrialRow> rows) {
    MessageDigest sha = sha256();
    List<byte[]> hashes = new ArrayList<>();
    rows.forEach(row -> hashes.add(identityAndHash(sha, row)));
    hashes.sort(Arrays::compareUnsigned);
    hashes.forEach(each -> sha.update(each, each.length - HASH_BYTES, HASH_BYTES));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static byte[] identityAndHash(MessageDigest sha, TrialRow row) {
    byte[] identity = row.trialId().getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(identity, identity.length + HASH_BYTES);
    System.arraycopy(hash(sha, row), 0, both, identity.length, HASH_BYTES);
    return both;
  }

  private static byte[] hash(MessageDigest sha, TrialRow row) {
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(sink))) {
      TableSchema.ROW.digest(out, row);
      out.flush();
      return sha.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
