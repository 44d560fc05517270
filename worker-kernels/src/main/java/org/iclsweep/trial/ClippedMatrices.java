package org.iclsweep.trial;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.ParameterRange;

/** Where the matrices lie among a network's parameters that are clipped each on its own. */
final class ClippedMatrices {

  private ClippedMatrices() {}

  static List<ParameterRange> of(List<ParameterSlice> slices, ClipSpec clip) {
    return slices.stream().flatMap(slice -> of(slice, clip.ofHeads())).toList();
  }

  private static Stream<ParameterRange> of(ParameterSlice slice, boolean ofHeads) {
    return ofHeads && slice.heads() > 1
        ? IntStream.range(0, slice.heads()).mapToObj(head -> head(slice, head))
        : Stream.of(new ParameterRange(slice.offset(), slice.count()));
  }

  /** The projection's lie one below the other, all others side by side. */
  private static ParameterRange head(ParameterSlice slice, int head) {
    boolean below = slice.name().equals(AttentionWeights.Name.PROJECTION.label());
    int rows = below ? slice.rows() / slice.heads() : slice.rows();
    int cols = below ? slice.cols() : slice.cols() / slice.heads();
    int first = head * (below ? rows * cols : cols);
    return new ParameterRange(slice.offset() + first, rows, cols, slice.cols());
  }
}
