package org.iclsweep.task;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Operation;

/**
 * What the perceptron of a {@link StateMap} makes of observations that are whole states.
 *
 * <pre>  g(s) = B GELU(A s),   f(s) = g(s) / |g(s)|  </pre>
 *
 * <p><b>Shapes</b> (T observations): [T, n, 16]. Noise on observations is part of s.
 */
public final class StateFeatures {

  private final LaneMatrix features;
  private final LaneMatrix directions;
  private final Operation write;

  StateFeatures(StatePerceptron perceptron, LaneMatrix observations) {
    features = LaneMatrix.zeros(observations.rows(), observations.cols());
    directions = LaneMatrix.zeros(observations.rows(), observations.cols());
    List<Operation> all = new ArrayList<>();
    for (int t = 0; t < observations.rows(); t++) {
      all.add(perceptron.write(directions.row(t), features.row(t), observations.row(t)));
    }
    write = Operation.inOrder(all);
  }

  /** Overwrites both by those of what is in the block. */
  public void write() {
    write.run();
  }

  /** g. */
  public LaneMatrix features() {
    return features;
  }

  /** f. */
  public LaneMatrix directions() {
    return directions;
  }
}
