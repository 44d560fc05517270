package org.iclsweep.layer;

import java.io.Serializable;
import java.util.List;
import org.iclsweep.layer.AttentionWeights.Name;
import org.iclsweep.spec.Labelled;

/**
 * What is trained of a head of attention, as data.
 *
 * @param kind four matrices or their two products
 * @param pattern which entries of the products; full where these are not trained themselves
 * @param symmetric whether what is trained of a product stays symmetric
 */
public record WeightsSpec(Kind kind, Pattern pattern, boolean symmetric) implements Serializable {

  /** Queries, keys, values and projection, each a matrix. */
  public static final WeightsSpec FACTORED = new WeightsSpec(Kind.FACTORED, Pattern.FULL, false);

  /** What the parameters are. */
  public enum Kind implements Labelled {
    /** W_Q, W_K, W_V and W_O. */
    FACTORED,
    /** W_KQ = W_K W_Qᵀ and W_PV = W_V W_O. */
    MERGED
  }

  public WeightsSpec {
    if (kind == Kind.FACTORED && (symmetric || !pattern.isFull())) {
      throw new IllegalArgumentException("products that are not trained have no pattern");
    }
  }

  /** The products themselves. */
  public static WeightsSpec merged(Pattern pattern, boolean symmetric) {
    return new WeightsSpec(Kind.MERGED, pattern, symmetric);
  }

  public boolean isMerged() {
    return kind == Kind.MERGED;
  }

  /** What is trained of a layer, in the order of the parameters. */
  public List<Name> names() {
    if (!isMerged()) {
      return List.of(Name.QUERY, Name.KEY, Name.VALUE, Name.PROJECTION);
    }
    return pattern == Pattern.SPARSE
        ? List.of(Name.KEY_QUERY)
        : List.of(Name.KEY_QUERY, Name.VALUE_PROJECTION);
  }
}
