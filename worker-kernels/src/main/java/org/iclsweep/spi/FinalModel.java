package org.iclsweep.spi;

import java.util.List;

/** A trained model, as measures from outside see it: none of it can be changed. */
public interface FinalModel {

  /** Mean loss over the evaluation tasks: half the squared error. */
  double loss();

  /** The same of the answer 0. */
  double zeroLoss();

  /** All weights, in the order of the table's column {@code weights}. */
  List<Weights> weights();

  /** Number of evaluation tasks. */
  int tasks();

  /** Answers all evaluation tasks, in their order; what is answered again costs again. */
  void answer(Visitor visitor);

  /** Sees the answers to the evaluation tasks one by one. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Sees an answer.
     *
     * @param task its number, from 0
     * @param answer ŷ: one number for a query; of sequences, position by position
     * @param target what should have been answered, as many numbers; both are overwritten by the
     *     next task's
     */
    void see(int task, double[] answer, double[] target);
  }

  /**
   * A matrix of weights, as the table has it.
   *
   * @param layer from 0; a tied model has layer 0 only; {@code null} before and behind them all
   * @param head from 0; {@code null} where it is of no head
   * @param name {@code query}, {@code key}, ... as {@code docs/table.md} lists them
   * @param rows number of rows: inputs, in the convention of row vectors times matrix
   * @param cols number of columns
   * @param values row by row
   */
  record Weights(Integer layer, Integer head, String name, int rows, int cols, List<Float> values) {
    public Weights {
      values = List.copyOf(values);
    }

    /** Element (r, c). */
    public float get(int r, int c) {
      return values.get(r * cols + c);
    }
  }
}
