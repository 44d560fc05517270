package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** How the matrix W of a sequence's linear system is drawn. */
public enum TransitionLaw implements Labelled {
  /** Orthogonal, from the Haar measure, once for all sequences: {@link OrthogonalMatrix}. */
  FIXED,
  /** Orthogonal, from the Haar measure, anew for every sequence. */
  ORTHOGONAL,
  /** Of real eigenvalues that are drawn, and eigenvectors that are normal, for every sequence. */
  CONTRACTING
}
