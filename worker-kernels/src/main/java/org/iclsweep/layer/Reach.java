package org.iclsweep.layer;

/**
 * What of its outputs a layer computes: the last layers of a network only what its read-out needs.
 */
public enum Reach {
  /** All features of all tokens: [T, m, 64]. */
  ALL,
  /** All features of the query token: [1, m, 64]. */
  QUERY,
  /** The last feature of the query token: [1, 1, 64]. */
  READ_OUT
}
