package org.iclsweep.results;

import java.util.Arrays;
import java.util.List;

/**
 * Hashes of 64 bits of the identities of many rows, to find those that may be there twice without
 * keeping them. Of a million identities two share one by chance once in ten million tables, so what
 * is found has to be looked at.
 */
final class IdentityKeys {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] keys = new long[1 << 12];
  private int size;

  private IdentityKeys() {}

  /** The keys that several rows of some files have, ascending. */
  static long[] repeated(TrialTable table, List<TrialFile> files) {
    IdentityKeys all = new IdentityKeys();
    table.heads(files).forEachTrialId((file, id) -> all.add(of(id)));
    return all.repeated();
  }

  /** Whether the key of an identity is one of these. */
  static boolean has(long[] ascending, String trialId) {
    return Arrays.binarySearch(ascending, of(trialId)) >= 0;
  }

  private static long of(String trialId) {
    long key = FNV_OFFSET;
    for (int i = 0; i < trialId.length(); i++) {
      key = (key ^ trialId.charAt(i)) * FNV_PRIME;
    }
    return key;
  }

  private void add(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, Math.multiplyExact(size, 2));
    }
    keys[size++] = key;
  }

  private long[] repeated() {
    Arrays.sort(keys, 0, size);
    int found = 0;
    for (int i = 1; i < size; i++) {
      boolean isNew = found == 0 || keys[found - 1] != keys[i];
      if (keys[i] == keys[i - 1] && isNew) {
        keys[found++] = keys[i];
      }
    }
    return Arrays.copyOf(keys, found);
  }
}
