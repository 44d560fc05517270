package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.spec.Labelled;

/**
 * Values of the learned solver as published: for each kind of sequences α and β of every step,
 * which were trained on them. Or others.
 *
 * @see <a href="https://github.com/mtavit/transformers_mesa_optimization_paper">the stored results
 *     of von Oswald et al. (2023)</a>
 */
public enum SolverValues implements Labelled {
  /** Of orthogonal transitions, drawn anew for each sequence, whole states and raw tokens. */
  ORTHOGONAL(
      List.of(1.0292, 3.8551, 3.7469, 3.3828, 2.9882, 2.0934),
      List.of(0.0, 0.6402, 0.4798, 0.8144, 1.6680, 2.4196)),
  /** The same from constructed tokens. */
  CONSTRUCTED(
      List.of(1.0258, 3.2508, 3.2584, 3.2123, 2.6944, 1.2727),
      List.of(0.0, 0.6788, 0.3075, 0.7447, 1.8360, 2.3438)),
  /** Of states that are seen in part. */
  PARTIAL(
      List.of(1.0931, 3.1099, 3.1626, 3.0759, 1.9026, 0.2224),
      List.of(0.0, 0.7379, 0.1828, 0.7572, 1.2498, 2.2920)),
  /** Of states that go through a perceptron. */
  NONLINEAR(
      List.of(1.0031, 4.0158, 3.8662, 3.3217, 2.7571, 2.1693),
      List.of(0.0, 0.5630, 0.5661, 0.9348, 1.5603, 2.4258)),
  /** Of contracting transitions. */
  CONTRACTING(
      List.of(1.0062, 3.0710, 3.4642, 2.7946, 1.8724, 0.8222),
      List.of(0.0, 0.2959, 0.3160, 0.9746, 1.5110, 1.8157)),
  /** Of one transition that all sequences share. */
  FIXED(
      List.of(1.0406, 4.1751, 4.0838, 3.6817, 3.2784, 2.3700),
      List.of(0.0, 0.6201, 0.5153, 0.8791, 1.7479, 2.5256)),
  /** None that are stored: of the task's own sequences, as {@link SolverFit} trains them. */
  FITTED(List.of(), List.of());

  private static final List<Double> TWO_ALPHAS = List.of(1.2316, 8.1996);
  private static final List<Double> TWO_BETAS = List.of(0.0, 4.9499);

  private final List<Double> alphas;
  private final List<Double> betas;

  SolverValues(List<Double> alphas, List<Double> betas) {
    this.alphas = alphas;
    this.betas = betas;
  }

  /** Whether they are trained before they are used. */
  public boolean areFitted() {
    return this == FITTED;
  }

  /** Whether there are values for so many steps: six, of orthogonal transitions two; any fitted. */
  boolean has(int steps) {
    return areFitted()
        || steps == alphas.size()
        || this == ORTHOGONAL && steps == TWO_ALPHAS.size();
  }

  /** α of each of so many steps. */
  List<Double> alphas(int steps) {
    return steps == alphas.size() ? alphas : TWO_ALPHAS;
  }

  /** β of each of so many steps, the first 0. */
  List<Double> betas(int steps) {
    return steps == betas.size() ? betas : TWO_BETAS;
  }
}
