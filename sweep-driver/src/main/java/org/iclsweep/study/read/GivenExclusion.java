package org.iclsweep.study.read;

import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iclsweep.study.Hocon;
import org.iclsweep.study.sweep.Axis;
import org.iclsweep.study.sweep.Exclusion;

/**
 * An entry of what a study excludes.
 *
 * @param all the entry
 * @param values of the parameters that it names
 */
record GivenExclusion(Given all, GivenValues values) {

  /** What it means; nothing where something is wrong with it. */
  Optional<Exclusion> read(Problems problems) {
    if (Hocon.isEmpty((ConfigObject) all.value())) {
      all.complain(problems, "excludes everything", "Name a parameter, or leave it out.");
    }
    Map<String, List<Object>> read =
        values.read(
            (parameter, given, complaint) -> parameter.type().readAxis(given.value(), complaint));
    return read.isEmpty() || read.size() < values.paths().size()
        ? Optional.empty()
        : Optional.of(
            new Exclusion(
                read.entrySet().stream()
                    .map(each -> Axis.of(each.getKey(), each.getValue()))
                    .toList()));
  }
}
