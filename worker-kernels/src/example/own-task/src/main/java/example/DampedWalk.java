package example;

import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.spi.SequenceProvider;
import org.iclsweep.spi.SequenceTasks;
import org.iclsweep.spi.Setting;
import org.iclsweep.spi.Settings;

/**
 * Walks whose features are damped one by one, each sequence by factors of its own.
 *
 * <pre>  s_1 ~ U(-1, 1)ⁿ,   s_{t+1} = a ⊙ s_t + ε_t,   a ~ U(-1, 1)ⁿ,   ε ~ N(0, noise² I)  </pre>
 */
public final class DampedWalk implements SequenceProvider {

  @Override
  public String name() {
    return "damped-walk";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.real("noise", 0.1, "Standard deviation of each step's noise."));
  }

  @Override
  public void check(Settings settings) {
    if (settings.real("noise") < 0) {
      throw new IllegalArgumentException(
          "noise is " + settings.real("noise") + ", must be at least 0");
    }
  }

  @Override
  public SequenceTasks tasks(Settings settings, LaneMatrix states) {
    LaneMatrix factors = LaneMatrix.zeros(1, states.cols());
    return draws -> {
      draws.uniform(factors, 1);
      draws.uniform(states.row(0), 1);
      draws.normal(states.rows(1, states.rows()), settings.real("noise"));
      for (int t = 1; t < states.rows(); t++) {
        for (int i = 0; i < states.cols(); i++) {
          for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
            float damped = factors.get(0, i, lane) * states.get(t - 1, i, lane);
            states.set(t, i, lane, damped + states.get(t, i, lane));
          }
        }
      }
    };
  }
}
