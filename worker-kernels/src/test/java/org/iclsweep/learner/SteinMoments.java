package org.iclsweep.learner;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moments of W = X Xᵀ, X [d, n] of draws from N(0, 1), by partial integration (Stein's lemma): an
 * oracle that knows nothing of eigenvalues, and takes any d and n.
 *
 * <pre>
 *   E tr W^k F = (n + k - 1) E tr W^(k-1) F + Σ_{m=0}^{k-2} E tr W^(m+1) tr W^(k-2-m) F
 *                + Σ_{j in F} 2 j E tr W^(k+j-1) F / tr W^j,     F a product of traces, tr W^0 = d
 * </pre>
 */
final class SteinMoments {

  private final int dim;
  private final int context;
  private final Map<List<Integer>, BigInteger> known = new HashMap<>();

  SteinMoments(int dim, int context) {
    this.dim = dim;
    this.context = context;
  }

  /** E tr W^k. */
  BigInteger moment(int k) {
    return mean(List.of(k));
  }

  /** E Π tr W^j over the powers j. */
  private BigInteger mean(List<Integer> powers) {
    List<Integer> sorted = new ArrayList<>(powers);
    sorted.sort(Collections.reverseOrder());
    BigInteger factor = BigInteger.ONE;
    while (!sorted.isEmpty() && sorted.get(sorted.size() - 1) == 0) {
      sorted.remove(sorted.size() - 1);
      factor = factor.multiply(BigInteger.valueOf(dim));
    }
    if (sorted.isEmpty()) {
      return factor;
    }
    BigInteger mean = known.get(sorted);
    if (mean == null) {
      mean = reduced(sorted);
      known.put(sorted, mean);
    }
    return factor.multiply(mean);
  }

  private BigInteger reduced(List<Integer> powers) {
    int k = powers.get(0);
    List<Integer> others = powers.subList(1, powers.size());
    BigInteger sum = BigInteger.valueOf(context + k - 1L).multiply(mean(with(others, k - 1)));
    for (int m = 0; m <= k - 2; m++) {
      sum = sum.add(mean(with(with(others, m + 1), k - 2 - m)));
    }
    for (int at = 0; at < others.size(); at++) {
      List<Integer> rest = new ArrayList<>(others);
      int j = rest.remove(at);
      sum = sum.add(BigInteger.valueOf(2L * j).multiply(mean(with(rest, k + j - 1))));
    }
    return sum;
  }

  private static List<Integer> with(List<Integer> powers, int one) {
    List<Integer> more = new ArrayList<>(powers);
    more.add(one);
    return more;
  }
}
