package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.Network;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** A network's weights as they go into a record. */
final class FinalWeights {

  private FinalWeights() {}

  static List<WeightMatrix> of(Network network) {
    List<WeightMatrix> all = new ArrayList<>();
    for (int l = 0; l < network.weights().size(); l++) {
      AttentionWeights layer = network.weights().get(l);
      for (int h = 0; h < layer.heads(); h++) {
        for (AttentionWeights.Name name : AttentionWeights.Name.values()) {
          all.add(matrix(l, h, name, layer.weight(name, h)));
        }
      }
    }
    return all;
  }

  private static WeightMatrix matrix(
      int layer, int head, AttentionWeights.Name name, SharedMatrix matrix) {
    List<Float> values = new ArrayList<>(matrix.rows() * matrix.cols());
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        values.add(matrix.get(r, c));
      }
    }
    return new WeightMatrix(
        layer, head, name.name().toLowerCase(Locale.ROOT), matrix.rows(), matrix.cols(), values);
  }
}
