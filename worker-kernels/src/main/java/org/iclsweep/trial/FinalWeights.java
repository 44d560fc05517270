package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.Network;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** A network's weights as they go into a record: those of heads one by one, all others whole. */
final class FinalWeights {

  private FinalWeights() {}

  static List<WeightMatrix> of(Network network) {
    List<WeightMatrix> all = new ArrayList<>();
    for (ParameterSlice slice : network.slices()) {
      if (slice.heads() == 0) {
        Integer layer = slice.layer() == ParameterSlice.BEFORE_LAYERS ? null : slice.layer();
        all.add(matrix(layer, null, slice.name(), slice.view(network.parameters())));
      } else {
        AttentionWeights weights = network.weights().get(slice.layer());
        for (int h = 0; h < slice.heads(); h++) {
          SharedMatrix matrix = weights.weight(AttentionWeights.Name.of(slice.name()), h);
          all.add(matrix(slice.layer(), h, slice.name(), matrix));
        }
      }
    }
    return all;
  }

  private static WeightMatrix matrix(
      Integer layer, Integer head, String name, SharedMatrix matrix) {
    List<Float> values = new ArrayList<>(matrix.rows() * matrix.cols());
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        values.add(matrix.get(r, c));
      }
    }
    return new WeightMatrix(layer, head, name, matrix.rows(), matrix.cols(), values);
  }
}
