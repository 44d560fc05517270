package org.iclsweep.task;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.random.Stream;
import org.iclsweep.spec.Requirements;

/**
 * How inputs and teachers of a family of tasks are correlated.
 *
 * <pre>
 *   x = U D z,                       D² = diag(spectrum)
 *   w = U v   (isotropic teacher),   w = U D⁻¹ v   (inverse covariance)
 * </pre>
 *
 * <p>z are inputs and v is a teacher as they are drawn without. Of normal inputs of scale a, x has
 * the covariance a² Σ, Σ = U D² Uᵀ; of teachers of scale s, w has s² I or s² Σ⁻¹. U is the
 * identity, or orthogonal from the Haar measure. The teacher is turned with the inputs, so that
 * labels are the same for every U, and with the inverse covariance for every D.
 *
 * @param spectrum eigenvalues, one a feature; empty where all are 1
 * @param teacher how teachers are distributed
 * @param rotated whether U is drawn
 * @param seed of U where it is drawn
 * @see <a href="https://arxiv.org/abs/2306.00297">Ahn et al. (2023), sections 3 and 4</a>
 */
public record Covariance(List<Double> spectrum, TeacherLaw teacher, boolean rotated, long seed)
    implements Serializable {

  /** Inputs and teachers as they are drawn. */
  public static final Covariance NONE = new Covariance(List.of(), TeacherLaw.ISOTROPIC, false, 0);

  public Covariance {
    spectrum = List.copyOf(spectrum);
    spectrum.forEach(each -> Requirements.positive("eigenvalue", each));
  }

  /** Refuses a spectrum that is neither empty nor of so many features. */
  public static void requireSize(List<Double> spectrum, int dim) {
    Requirements.require(
        spectrum.isEmpty() || spectrum.size() == dim,
        "number of eigenvalues",
        spectrum.size(),
        dim + ", one for each feature of an input");
  }

  /** The same with the U of a seed where there is one. */
  Covariance withSeed(long other) {
    return rotated ? new Covariance(spectrum, teacher, true, other) : this;
  }

  /** The same at U = I. */
  Covariance unrotated() {
    return new Covariance(spectrum, teacher, false, 0);
  }

  /** Whether all directions are alike. */
  public boolean isFlat() {
    return spectrum.stream().allMatch(each -> each == 1);
  }

  /** Diagonal of D², one a feature. */
  public List<Double> eigenvalues(int dim) {
    return spectrum.isEmpty() ? Collections.nCopies(dim, 1.0) : spectrum;
  }

  /** Whether ⟨w, x⟩ = ⟨v, z⟩. */
  public boolean keepsLabels() {
    return teacher == TeacherLaw.INVERSE_COVARIANCE;
  }

  /** U D: [d, d]. */
  public SharedMatrix ofInputs(int dim) {
    return scaled(eigenvalues(dim), Math::sqrt);
  }

  /** U, or U D⁻¹: [d, d]. */
  public SharedMatrix ofTeachers(int dim) {
    return switch (teacher) {
      case ISOTROPIC -> scaled(eigenvalues(dim), eigenvalue -> 1);
      case INVERSE_COVARIANCE -> scaled(eigenvalues(dim), eigenvalue -> 1 / Math.sqrt(eigenvalue));
    };
  }

  /** U diag(values) Uᵀ: [d, d]. */
  public SharedMatrix turned(List<Double> values) {
    SharedMatrix product = SharedMatrix.zeros(values.size(), values.size());
    product.setProduct(scaled(values, value -> value), scaled(values, value -> 1).transposed());
    return product;
  }

  /** U with column j multiplied by a factor of value j. */
  private SharedMatrix scaled(List<Double> values, DoubleUnaryOperator factor) {
    int dim = values.size();
    SharedMatrix turned = rotated ? OrthogonalMatrix.of(dim, seed, Stream.ROTATION) : identity(dim);
    for (int j = 0; j < dim; j++) {
      double scale = factor.applyAsDouble(values.get(j));
      for (int i = 0; i < dim; i++) {
        turned.set(i, j, (float) (turned.get(i, j) * scale));
      }
    }
    return turned;
  }

  private static SharedMatrix identity(int dim) {
    SharedMatrix identity = SharedMatrix.zeros(dim, dim);
    for (int i = 0; i < dim; i++) {
      identity.set(i, i, 1f);
    }
    return identity;
  }
}
