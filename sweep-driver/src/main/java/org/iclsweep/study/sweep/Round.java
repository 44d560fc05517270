package org.iclsweep.study.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * Points whose trials are run together.
 *
 * @param points values of the axes, in their order; one that comes again has further seeds
 */
public record Round(List<List<Object>> points) implements Serializable {

  public Round {
    points = points.stream().map(List::copyOf).toList();
  }
}
