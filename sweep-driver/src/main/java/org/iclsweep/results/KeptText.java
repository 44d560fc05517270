package org.iclsweep.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A text that was worked out from rows, kept in a file beside the table. It begins with what it was
 * worked out from and with its own hash, by SHA-256; where either is another, it is none.
 *
 * @param of all that the text depends on
 */
record KeptText(Storage storage, Path file, String of) {

  private static final String MARK = "icl-sweep kept ";
  private static final int MOST_BYTES = 4 << 20;

  /** The text, if it was kept of the same and is whole. */
  Optional<String> read() {
    try {
      if (!storage.exists(file)) {
        return Optional.empty();
      }
      String[] parts = storage.readSmall(file, MOST_BYTES).split("\n", 2);
      return parts.length == 2 && parts[0].equals(mark(parts[1]))
          ? Optional.of(parts[1])
          : Optional.empty();
    } catch (IOException | ResultException unreadable) {
      return Optional.empty();
    }
  }

  /** Keeps a text; where that is not possible, it will be worked out again. */
  void keep(String text) {
    try {
      storage.write(file, mark(text) + "\n" + text);
    } catch (IOException unwritable) {
      return;
    }
  }

  private String mark(String text) {
    return MARK + sha256(of) + " " + sha256(text);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
