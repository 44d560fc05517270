package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.require;

import java.util.List;
import java.util.stream.IntStream;
import org.iclsweep.spec.Labelled;

/**
 * How eigenvalues fall from 1 to 1/κ.
 *
 * <pre>
 *   geometric   λ_i = κ^(-i/(d-1))           i = 0 .. d-1
 *   power       λ_i = (i+1)^(-ln κ / ln d)
 * </pre>
 *
 * <p>Computed in double by {@link StrictMath}, whose bits are specified.
 */
public enum SpectrumLaw implements Labelled {
  GEOMETRIC {
    @Override
    double eigenvalue(int i, int dim, double condition) {
      return StrictMath.pow(condition, -i / (dim - 1.0));
    }
  },
  POWER {
    @Override
    double eigenvalue(int i, int dim, double condition) {
      return StrictMath.pow(i + 1, -StrictMath.log(condition) / StrictMath.log(dim));
    }
  };

  /**
   * Eigenvalues of so many features, the largest first.
   *
   * @param condition κ, the largest divided by the least
   */
  public List<Double> eigenvalues(int dim, double condition) {
    require(dim > 1, "dim", dim, "at least 2 for a condition of " + condition);
    return IntStream.range(0, dim).mapToObj(i -> eigenvalue(i, dim, condition)).toList();
  }

  abstract double eigenvalue(int i, int dim, double condition);
}
