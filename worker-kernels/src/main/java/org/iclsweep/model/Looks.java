package org.iclsweep.model;

import java.util.Set;
import org.iclsweep.layer.AttentionWeights.Name;

/**
 * What the queries and keys of a layer of causal attention are made of, beside what all are.
 *
 * @param positions whether they read a code of positions behind each token, as wide as the model
 * @param unit whether they have one length, each
 */
record Looks(boolean positions, boolean unit) {

  static final Looks PLAIN = new Looks(false, false);

  /** The matrices that read positions. */
  static final Set<Name> OF = Set.of(Name.QUERY, Name.KEY);
}
