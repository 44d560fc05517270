package org.iclsweep.results;

import java.util.Arrays;

/**
 * What is the same for two collections of rows if and only if they have the same rows, each as many
 * times: the number of rows and the sum of their SHA-256, provenance included, modulo
 * 2<sup>256</sup>.
 *
 * <p>It takes the same room for any number of rows and does not ask for their order. Two
 * collections that differ by accident have the same sum with probability 2<sup>-256</sup>; equal
 * sums mean equal {@link TableDigest digests}.
 */
final class RowSum {
  private final RowHash hash = RowHash.withProvenance();
  private final int[] sum = new int[8];
  private long rows;

  /** Adds a row. */
  void add(TrialRow row) {
    byte[] bytes = hash.of(row);
    int[] words = new int[sum.length];
    for (int i = 0; i < bytes.length; i++) {
      words[i / 4] = words[i / 4] << 8 | bytes[i] & 0xff;
    }
    add(words);
    rows++;
  }

  private void add(int[] words) {
    long carry = 0;
    for (int i = sum.length - 1; i >= 0; i--) {
      carry += (sum[i] & 0xffff_ffffL) + (words[i] & 0xffff_ffffL);
      sum[i] = (int) carry;
      carry >>>= 32;
    }
  }

  long rows() {
    return rows;
  }

  /** Whether it is of the same rows. */
  boolean isSameAs(RowSum other) {
    return rows == other.rows && Arrays.equals(sum, other.sum);
  }
}
