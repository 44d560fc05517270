package org.iclsweep.layer;

/**
 * What of its outputs a layer computes: the last layers of a network only what its read-out needs.
 */
public enum Reach {
  /** All features of all tokens: [T, m, 16]. */
  ALL,
  /** All features of the query token: [1, m, 16]. */
  QUERY,
  /** The last feature of the query token: [1, 1, 16]. */
  READ_OUT
}
