package org.iclsweep.task;

/** Checks of what tasks are described by. */
final class Requirements {

  private Requirements() {}

  static void atLeastOne(String name, int value) {
    require(value >= 1, name, value, "at least 1");
  }

  static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "positive");
  }

  static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + rule);
    }
  }
}
