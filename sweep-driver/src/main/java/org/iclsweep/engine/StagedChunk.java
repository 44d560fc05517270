package org.iclsweep.engine;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;

/**
 * What an executor tells of a chunk that it has finished.
 *
 * @param key a hash of the identities of its trials: the name of its file in the table
 * @param file the file that it has staged
 * @param trials number of rows
 * @param failed of which failed
 * @param noMemory of the failed, those for which there was not enough memory
 * @param diverged of which diverged
 * @param cost the chunk's estimated cost
 */
record StagedChunk(
    String key, String file, long trials, long failed, long noMemory, long diverged, double cost)
    implements Serializable {

  private static final int KEY_BYTES = 16;
  private static final String SUFFIX = ".staged";

  /** The key of trials in this order: the same chunk has the same name in every run. */
  static String key(Iterator<String> trialIds) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      trialIds.forEachRemaining(id -> sha.update(id.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha.digest(), 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Name of the file that an attempt at a chunk stages; no other attempt has the same. */
  static String fileName(String key, int partition, long attempt) {
    return key + "-" + partition + "-" + attempt + SUFFIX;
  }

  /** The key in the name of a staged file; empty if it is none. */
  static Optional<String> keyOf(String fileName) {
    return fileName.endsWith(SUFFIX) && fileName.indexOf('-') == 2 * KEY_BYTES
        ? Optional.of(fileName.substring(0, 2 * KEY_BYTES))
        : Optional.empty();
  }
}
