package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.Values;

/**
 * A sweep over groups of axes beside values that are fixed: every point of each with every point of
 * the others, but for what is excluded. A plan is one block or several.
 *
 * @param name empty where there is only one
 * @param fixed the parameters that are not swept, whether they apply or not
 * @param groups by path, no two with the same parameter
 * @param excluded what is left out
 */
public record Block(String name, Values fixed, List<AxisGroup> groups, List<Exclusion> excluded)
    implements Serializable {

  public Block {
    groups =
        groups.stream().sorted(Comparator.comparing(group -> group.axes().get(0).path())).toList();
    excluded = List.copyOf(excluded);
  }

  /** All that is swept. */
  public Stream<Axis> axes() {
    return groups.stream().flatMap(group -> group.axes().stream());
  }

  /** The axis of a parameter, if it is swept. */
  public Optional<Axis> axis(Parameter<?> parameter) {
    return axes().filter(axis -> axis.path().equals(parameter.path())).findFirst();
  }
}
