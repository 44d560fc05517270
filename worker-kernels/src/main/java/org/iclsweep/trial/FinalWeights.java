package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.iclsweep.lanes.SharedMatrix;
import org.iclsweep.layer.AttentionWeights;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.model.Network;
import org.iclsweep.model.ParameterSlice;
import org.iclsweep.spec.Labels;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/** A network's weights as they go into a record: those of heads one by one, all others whole. */
record FinalWeights() implements Taking<WeightMatrix> {

  /** A weight as a number of a row, and on its way to the file. */
  static final double BYTES_A_WEIGHT = 32;

  /** A matrix of a network, under the names that it has in a record. */
  private record Named(Integer layer, Integer head, String name, SharedMatrix matrix) {

    boolean isOf(WeightMatrix weights) {
      return Objects.equals(layer, weights.layer())
          && Objects.equals(head, weights.head())
          && name.equals(weights.name())
          && matrix.rows() == weights.rows()
          && matrix.cols() == weights.cols();
    }
  }

  @Override
  public double bytes(TrialSpec trial) {
    return ModelMemory.of(trial.model(), trial.task()).parameters() * BYTES_A_WEIGHT;
  }

  @Override
  public List<WeightMatrix> atAnyEnd(MeasuredModel model) {
    return of(model.network());
  }

  @Override
  public List<WeightMatrix> ofLearner(MeasuredLearner learner) {
    Network trained = learner.fit().trained();
    return trained == null ? List.of() : of(trained);
  }

  /** All of a network's, as they are. */
  static List<WeightMatrix> of(Network network) {
    return named(network).stream().map(FinalWeights::read).toList();
  }

  /**
   * Writes the weights of a record into a network of the model that they are of.
   *
   * @throws IllegalArgumentException if they are of another one
   */
  static void write(Network network, List<WeightMatrix> weights) {
    List<Named> matrices = named(network);
    if (weights.size() != matrices.size()) {
      throw new IllegalArgumentException(
          "there are %d weight matrices, but the network has %d"
              .formatted(weights.size(), matrices.size()));
    }
    for (int k = 0; k < weights.size(); k++) {
      if (!matrices.get(k).isOf(weights.get(k))) {
        throw new IllegalArgumentException(
            "weight matrix %d is %s of layer %s, %d x %d, but the network has another there"
                .formatted(
                    k,
                    weights.get(k).name(),
                    weights.get(k).layer(),
                    weights.get(k).rows(),
                    weights.get(k).cols()));
      }
      write(matrices.get(k).matrix, weights.get(k).values());
    }
    network.prepare();
  }

  private static List<Named> named(Network network) {
    List<Named> all = new ArrayList<>();
    for (ParameterSlice slice : network.slices()) {
      if (slice.heads() == 0) {
        Integer layer = slice.isOfLayer() ? slice.layer() : null;
        all.add(new Named(layer, null, slice.name(), slice.view(network.parameters())));
      } else {
        AttentionWeights weights = network.weights().get(slice.layer());
        for (int h = 0; h < slice.heads(); h++) {
          SharedMatrix matrix =
              weights.weight(Labels.of(AttentionWeights.Name.class, slice.name()), h);
          all.add(new Named(slice.layer(), h, slice.name(), matrix));
        }
      }
    }
    return all;
  }

  private static WeightMatrix read(Named named) {
    SharedMatrix matrix = named.matrix;
    List<Float> values = new ArrayList<>(matrix.rows() * matrix.cols());
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        values.add(matrix.get(r, c));
      }
    }
    return new WeightMatrix(
        named.layer, named.head, named.name, matrix.rows(), matrix.cols(), values);
  }

  private static void write(SharedMatrix matrix, List<Float> values) {
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.cols(); c++) {
        matrix.set(r, c, values.get(r * matrix.cols() + c));
      }
    }
  }
}
