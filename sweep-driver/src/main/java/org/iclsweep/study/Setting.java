package org.iclsweep.study;

import java.util.List;

/** A value of a parameter. */
record Setting(Parameter<?> parameter, Object value) {

  /** Those of all parameters of some values, by path. */
  static List<Setting> of(Values values) {
    return values.byPath().entrySet().stream()
        .map(each -> new Setting(Parameters.at(each.getKey()).orElseThrow(), each.getValue()))
        .toList();
  }
}
