package org.iclsweep.spi;

import java.util.Map;

/**
 * A measure of a trained model, which leaves numbers under names. A study has it in the list {@code
 * measure.provided}; what it leaves is in the table's column and view {@code provided}.
 */
public interface MeasureProvider extends Provider {

  /** The most numbers that a measure may leave of a trial. */
  int MOST_NUMBERS = 10_000;

  /**
   * Measures a model whose training has ended otherwise than by divergence; of one that kept the
   * best of some weights, with these.
   *
   * @return numbers, which may be NaN or infinite, by name: letters, digits, and . _ - in it
   */
  Map<String, Double> measure(Settings settings, FinalModel model);

  /**
   * Multiply-adds beside the evaluation tasks that it answers; an estimate for the plan, of which
   * no result depends.
   *
   * @param parameters of the model
   * @param evalTasks tasks of the evaluation set
   */
  default double multiplyAdds(Settings settings, long parameters, int evalTasks) {
    return parameters;
  }

  /** Bytes that it takes of the heap beside the model's weights; an estimate, as that. */
  default double bytes(Settings settings, long parameters, int evalTasks) {
    return 8.0 * parameters;
  }
}
