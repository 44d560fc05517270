package org.iclsweep.study.sweep;

import java.io.Serializable;
import org.iclsweep.spec.Labelled;
import org.iclsweep.study.Parameter;

/**
 * How points are drawn. Each is a function of its number, of the seed and of the parameter alone:
 * more points leave the first ones as they are, and another parameter moves no value of the others.
 *
 * @param kind how
 * @param count number of points, from 0 on
 * @param seed of the draws
 */
public record Sample(Kind kind, int count, long seed) implements Serializable {

  /** Ways to draw. */
  public enum Kind implements Labelled {
    /** Every value on its own. */
    RANDOM,
    /** Evenly in all dimensions together. */
    SOBOL
  }

  /** The numbers in (0, 1) that the values of a parameter follow from. */
  Units units(Parameter<?> parameter) {
    return switch (kind) {
      case RANDOM -> new RandomUnits(seed, parameter.path());
      case SOBOL -> new SobolUnits(seed, parameter.path());
    };
  }
}
