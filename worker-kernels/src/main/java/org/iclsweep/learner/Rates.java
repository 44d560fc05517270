package org.iclsweep.learner;

import java.util.ArrayList;
import java.util.List;

/**
 * Rates of gradient descent in a network of linear attention.
 *
 * @param learningRates η of each distinct layer
 * @param gammas γ of each distinct layer; empty for plain gradient descent
 */
record Rates(List<Double> learningRates, List<Double> gammas) {

  Rates {
    learningRates = List.copyOf(learningRates);
    gammas = List.copyOf(gammas);
  }

  /**
   * Rates that grow from layer to layer by one factor.
   *
   * <pre>  η_k = first · growth^k,   γ_k = share · η_k / N  </pre>
   *
   * @param layers number of distinct layers
   * @param tied whether these layers are run through several times; otherwise the last γ is 0, for
   *     it moves inputs that nothing looks at afterwards
   * @param share 0 for plain gradient descent
   * @param context N
   */
  static Rates geometric(
      int layers, boolean tied, double first, double growth, double share, int context) {
    List<Double> learningRates = new ArrayList<>();
    List<Double> gammas = new ArrayList<>();
    double rate = first;
    for (int l = 0; l < layers; l++) {
      learningRates.add(rate);
      if (share > 0) {
        gammas.add(l < layers - 1 || tied ? share * rate / context : 0);
      }
      rate *= growth;
    }
    return new Rates(learningRates, gammas);
  }
}
