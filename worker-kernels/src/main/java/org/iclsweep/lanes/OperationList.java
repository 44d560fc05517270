package org.iclsweep.lanes;

/** Operations in their order, none of them a list. */
record OperationList(Operation[] operations) implements Operation {

  @Override
  public void run() {
    for (Operation operation : operations) {
      operation.run();
    }
  }
}
