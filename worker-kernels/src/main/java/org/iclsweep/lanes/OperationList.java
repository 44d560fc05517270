package org.iclsweep.lanes;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations in their order, none of them a list. Those with sweeps among them get code of their
 * own, a {@link StraightLine}, after many runs; so do then all of the sweeps, however small, and
 * the list anew when they have it. Not for use by several threads at once.
 */
final class OperationList implements Operation {

  /**
   * Runs that pay for it: the compiler takes about a tenth of a second, on another thread, and a
   * run is some tenths of a microsecond shorter from then on.
   */
  static final int WORTH = 1 << 20;

  private static final Copies<Operation> LINES = new Copies<>(StraightLine.class);
  private static final OwnCode WHEN = OwnCode.ofProcess();

  private final Operation[] operations;
  private final List<SweepOperation> sweeps = new ArrayList<>();
  private List<Operation> parts = List.of();
  private Operation line;
  private int left = WHEN == OwnCode.AT_ONCE ? 1 : WORTH;

  OperationList(Operation[] operations) {
    this.operations = operations;
    for (Operation operation : operations) {
      if (operation instanceof SweepOperation sweep) {
        sweeps.add(sweep);
      }
    }
  }

  Operation[] operations() {
    return operations;
  }

  /** Its own code; null without. */
  Operation line() {
    return line;
  }

  @Override
  public void run() {
    if (--left == 0) {
      look();
    }
    if (line != null) {
      line.run();
    } else {
      runOneByOne();
    }
  }

  private void runOneByOne() {
    for (Operation operation : operations) {
      operation.run();
    }
  }

  private void look() {
    left = WORTH;
    if (WHEN == OwnCode.NEVER || sweeps.isEmpty()) {
      return;
    }
    // what has run so often is likely to go on, and each of a list's sweeps is a part of its time
    sweeps.forEach(SweepOperation::pays);
    List<Operation> present = parts();
    if (!present.equals(parts)) {
      parts = present;
      line = line(parts);
    }
  }

  /** All operations, those of a sweep by what runs its regions at present. */
  private List<Operation> parts() {
    List<Operation> all = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof SweepOperation sweep) {
        all.addAll(sweep.parts());
      } else {
        all.add(operation);
      }
    }
    return all;
  }

  /** Lines behind one another where they are too many for one. */
  private static Operation line(List<Operation> operations) {
    if (operations.size() <= StraightLine.MOST) {
      return LINES.of(operations);
    }
    List<Operation> lines = new ArrayList<>();
    for (int k = 0; k < operations.size(); k += StraightLine.MOST) {
      lines.add(line(operations.subList(k, Math.min(k + StraightLine.MOST, operations.size()))));
    }
    return line(lines);
  }
}
