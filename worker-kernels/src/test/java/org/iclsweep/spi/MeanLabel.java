package org.iclsweep.spi;

import java.util.List;
import java.util.OptionalDouble;

/** Answers with the mean of the labels, weighed by products of inputs: one step of descent. */
public final class MeanLabel implements LearnerProvider {

  @Override
  public String name() {
    return "mean-label";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.real("rate", 1, "Rate η of the step."));
  }

  @Override
  public void check(Settings settings, int context, int dim) {
    if (context > 50) {
      throw new IllegalArgumentException("context is " + context + ", must be at most 50");
    }
  }

  @Override
  public PairLearner learner(Settings settings, int context, int dim) {
    double rate = settings.real("rate") / context;
    return (inputs, labels, query) -> {
      double sum = 0;
      for (int s = 0; s < context; s++) {
        double product = 0;
        for (int i = 0; i < dim; i++) {
          product += inputs[s][i] * query[i];
        }
        sum += labels[s] * product;
      }
      return rate * sum;
    };
  }

  @Override
  public OptionalDouble multiplyAdds(Settings settings, int context, int dim) {
    return OptionalDouble.of((double) context * dim);
  }
}
