package org.iclsweep.layer;

import org.iclsweep.lanes.Operation;

/** A layer whose passes are operations, which become part of its stack's own lists. */
abstract class OperationLayer implements Layer {

  /** What the methods of the same names do. */
  record Passes(
      Operation forward, Operation backward, Operation inputBackward, Operation queryBackward) {}

  abstract Passes passes();

  @Override
  public final Operation forwardOperation() {
    return passes().forward;
  }

  @Override
  public final Operation backwardOperation() {
    return passes().backward;
  }

  @Override
  public final void forward() {
    passes().forward.run();
  }

  @Override
  public final void backward() {
    passes().backward.run();
  }

  @Override
  public final void inputBackward() {
    passes().inputBackward.run();
  }

  @Override
  public final void queryBackward() {
    passes().queryBackward.run();
  }
}
