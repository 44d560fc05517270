package org.iclsweep.study.sweep;

import java.util.List;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.Values;

record Setting(Parameter<?> parameter, Object value) {

  /** Those of all parameters of some values, by path. */
  static List<Setting> of(Values values) {
    return values.byPath().entrySet().stream()
        .map(each -> new Setting(Parameters.at(each.getKey()).orElseThrow(), each.getValue()))
        .toList();
  }
}
