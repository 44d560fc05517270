package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Trials that a plan leaves out: those that have one of some values for each of some parameters.
 *
 * @param values an axis for each of the parameters, by path
 */
public record Exclusion(List<Axis> values) implements Serializable {

  public Exclusion {
    values = values.stream().sorted(Comparator.comparing(Axis::path)).toList();
  }
}
