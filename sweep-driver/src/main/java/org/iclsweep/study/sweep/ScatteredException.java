package org.iclsweep.study.sweep;

import org.iclsweep.study.Parameter;

/** Values that lie here and there in a range that is too long to be walked. */
public final class ScatteredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScatteredException(Parameter<?> parameter, int most) {
    super(
        "has ranges of "
            + parameter.path()
            + " over one another whose steps differ, and walks at most "
            + most
            + " values");
  }
}
