package org.iclsweep.engine;

import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;

/** What trials cost where a function runs them: all of it, or without the training. */
record FunctionCost(TrialFunction function) implements Inventory.Cost {

  @Override
  public double flops(Trial trial, int count) {
    return function.trains() || !(trial instanceof TransformerTrial transformer)
        ? CostModel.flops(trial)
        : CostModel.flops(transformer.spec().upTo(0));
  }

  @Override
  public boolean isOfSome() {
    return !function.trains();
  }

  @Override
  public boolean canRun(Trial trial) {
    return function.canRun(trial);
  }
}
