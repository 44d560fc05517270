package org.iclsweep.model;

import org.iclsweep.layer.BlockAttention;

/**
 * Arithmetic of the block form for one task, piece by piece. Leading terms of a layer whose C' is
 * read: {@code (6 H + 5) d³}, where nothing reads it {@code 9 H (v + q) d²}.
 *
 * @param heads H
 * @param dim number of inputs d
 * @param labels v
 * @param queries q
 */
record BlockCost(double heads, double dim, double labels, double queries) {

  /** Of C, V and what is the first layer's otherwise. */
  ModelCost context(double pairs, boolean gram, boolean trained) {
    double sums = pairs * dim * (gram ? dim + labels : labels);
    return new ModelCost(sums, trained ? sums + pairs * dim * labels : 0, 0);
  }

  /**
   * Of U and the answers.
   *
   * @param first whether V and X need no gradient
   */
  ModelCost answers(boolean first) {
    double reading = labels * square();
    double product = labels * queries * dim;
    return new ModelCost(reading + product, (first ? 1 : 2) * (reading + product), 0);
  }

  /**
   * Of Z.
   *
   * @param given whether C needs no gradient
   */
  ModelCost labels(boolean given) {
    double product = labels * square();
    return new ModelCost(product, (given ? 1 : 2) * product, 0);
  }

  /**
   * Of what moves by T.
   *
   * @param gram whether C does, too
   * @param given whether C needs no gradient
   */
  ModelCost inputs(boolean gram, boolean given) {
    return !gram && BlockAttention.isByRows((int) rows(), (int) dim)
        ? byRows(given)
        : byMap(gram, given);
  }

  private ModelCost byRows(boolean given) {
    double product = heads * rows() * square();
    return new ModelCost(3 * product, (given ? 5 : 6) * product, 0);
  }

  private ModelCost byMap(boolean gram, boolean given) {
    double cube = dim * square();
    double moved = rows() * square();
    double forward = 2 * heads * cube + moved + (gram ? 2 * cube : 0);
    double backward = 3 * heads * cube + 2 * moved + (gram ? cube : 0);
    double inputs = given ? 0 : heads * cube + (gram ? 2 * cube : 0);
    return new ModelCost(forward, backward + inputs, 0);
  }

  private double rows() {
    return labels + queries;
  }

  private double square() {
    return dim * dim;
  }
}
