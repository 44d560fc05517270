package org.iclsweep.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Arithmetic on operands that were given when it was made, to be run again and again. Whoever makes
 * one checks shapes once; running allocates nothing.
 */
@FunctionalInterface
public interface Operation {

  /** Does it once. */
  void run();

  /** Nothing at all. */
  static Operation none() {
    return inOrder();
  }

  /** One after the other. */
  static Operation inOrder(Operation... operations) {
    return inOrder(List.of(operations));
  }

  /** That of each one, in their order. */
  static <T> Operation each(T[] those, Function<T, Operation> operation) {
    return inOrder(Arrays.stream(those).map(operation).toList());
  }

  /** One after the other. */
  static Operation inOrder(List<Operation> operations) {
    List<Operation> flat = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof OperationList list) {
        flat.addAll(List.of(list.operations()));
      } else {
        flat.add(operation);
      }
    }
    return flat.size() == 1 ? flat.get(0) : new OperationList(flat.toArray(Operation[]::new));
  }
}
