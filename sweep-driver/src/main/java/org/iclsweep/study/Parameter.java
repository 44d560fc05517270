package org.iclsweep.study;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;

/**
 * Something that describes a trial and can be swept.
 *
 * @param path its key in study files, in kebab-case
 * @param column its column in the table, in snake_case
 * @param type the values that it takes
 * @param defaultText the value where a study gives none, as a study would write it
 * @param doc what it is
 * @param ofLearners whether the learners that a trial is held against depend on it
 */
public record Parameter(
    String path,
    String column,
    ParameterType type,
    String defaultText,
    String doc,
    boolean ofLearners) {

  /** The rule for its values, to be read after "must be". */
  public String rule() {
    return type.rule();
  }

  /** The typed value where a study gives none. */
  public Object defaultValue() {
    ConfigValue written = ConfigFactory.parseString("value = " + defaultText).getValue("value");
    return type.read(written, this::refuseDefault).orElseThrow();
  }

  private void refuseDefault(ConfigValue where, String message, String suggestion) {
    throw new IllegalStateException("the default of " + path + " " + message);
  }
}
