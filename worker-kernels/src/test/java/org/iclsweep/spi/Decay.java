package org.iclsweep.spi;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;

/** Sequences whose features are halved, doubled with the other sign, and so on, without chance. */
public final class Decay implements SequenceProvider {

  @Override
  public String name() {
    return "decay";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.real("factor", 0.5, "What a state is multiplied by."));
  }

  @Override
  public void check(Settings settings, int length, int dim) {
    if (length > 30) {
      throw new IllegalArgumentException("length is " + length + ", must be at most 30");
    }
  }

  @Override
  public double draws(Settings settings, int length, int dim) {
    return 1000 * dim + length;
  }

  @Override
  public SequenceTasks tasks(Settings settings, LaneMatrix states) {
    float factor = (float) settings.real("factor");
    return draws -> {
      draws.normal(states.row(0), 2);
      for (int t = 1; t < states.rows(); t++) {
        for (int i = 0; i < states.cols(); i++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            states.set(t, i, lane, factor * states.get(t - 1, i, lane));
          }
        }
      }
    };
  }
}
