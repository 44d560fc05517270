package org.iclsweep.spec;

/** Checks of the values that tasks, models and trainings are described by. */
public final class Requirements {

  private Requirements() {}

  public static void atLeastOne(String name, int value) {
    require(value >= 1, name, value, "at least 1");
  }

  public static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "positive");
  }

  /**
   * Makes sure of a rule.
   *
   * @throws IllegalArgumentException with the name, the value and the rule, if it does not hold
   */
  public static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + rule);
    }
  }
}
