package org.iclsweep.study;

import com.typesafe.config.ConfigValue;

/** Takes what is wrong with a value that is being read. */
@FunctionalInterface
public interface Complaint {

  /**
   * @param where the offending value
   * @param message what is wrong, without a full stop
   * @param suggestion a sentence, or empty
   */
  void about(ConfigValue where, String message, String suggestion);

  /** The common complaint: what it is, and what it must be. */
  default void mustBe(String rule, ConfigValue where, String suggestion) {
    about(where, "is " + Hocon.describe(where) + ", must be " + rule, suggestion);
  }
}
