package org.iclsweep.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the next trials tell most of a boundary: the points after whose trials the sum over all
 * points of {@link Misjudged#expected} is least, one after another, each in the knowledge that
 * those before it will have run.
 *
 * @see <a href="https://doi.org/10.1080/00401706.2013.860918">Chevalier et al. (2014)</a>
 */
final class NextPoints {

  /** Later points have to be better by so much: rounding does not decide between mirror images. */
  private static final double TIE = 1e-9;

  private final Misjudged[] doubt;
  private final double[] variance;
  private final double[] noise;

  /** Of what the picked trials leave unexplained. */
  private final double[][] covariance;

  private double[] explained;

  /**
   * @param z logits less that of the boundary, in standard deviations
   * @param covariance of the logits, shape [points, points]; overwritten
   * @param noise variance of what the trials of a round at a point tell of its logit
   */
  NextPoints(double[] z, double[][] covariance, double[] noise) {
    doubt = new Misjudged[z.length];
    this.covariance = covariance;
    this.noise = noise;
    variance = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      doubt[i] = new Misjudged(z[i]);
      variance[i] = covariance[i][i];
    }
    explained = new double[z.length];
  }

  /**
   * Their numbers.
   *
   * @param again whether a point may be among them more than once, though there are others
   */
  List<Integer> pick(int points, boolean again) {
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < points) {
      boolean any = again || picked.size() >= doubt.length;
      int best = best(any ? List.of() : picked);
      explained = explainedAfter(best);
      condition(best);
      picked.add(best);
    }
    return picked;
  }

  private int best(List<Integer> without) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < doubt.length; c++) {
      if (without.contains(c)) {
        continue;
      }
      double after = misjudged(explainedAfter(c));
      if (after < least * (1 - TIE)) {
        least = after;
        best = c;
      }
    }
    return best;
  }

  private double misjudged(double[] explained) {
    double sum = 0;
    for (int i = 0; i < doubt.length; i++) {
      sum += doubt[i].expected(explained[i]);
    }
    return sum;
  }

  private double[] explainedAfter(int c) {
    double[] after = new double[doubt.length];
    double total = covariance[c][c] + noise[c];
    for (int i = 0; i < doubt.length; i++) {
      double more = covariance[c][i] * covariance[c][i] / total / variance[i];
      after[i] = Math.min(explained[i] + more, 1);
    }
    return after;
  }

  private void condition(int c) {
    double[] row = covariance[c].clone();
    double total = row[c] + noise[c];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        covariance[i][j] -= row[i] * row[j] / total;
      }
    }
  }
}
