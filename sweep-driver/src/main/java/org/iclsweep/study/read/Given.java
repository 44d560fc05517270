package org.iclsweep.study.read;

import com.typesafe.config.ConfigValue;

/**
 * A value as a study gives it, not read yet.
 *
 * @param path its key, from the top of the study
 */
record Given(String path, ConfigValue value) {

  boolean isOverride() {
    return Problems.isOverride(value.origin());
  }

  /** Adds what is wrong with it. */
  void complain(Problems problems, String message, String suggestion) {
    problems.add(value.origin(), path, message, suggestion);
  }
}
