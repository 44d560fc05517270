package org.iclsweep.task;

import org.iclsweep.lanes.LaneKernels;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.spec.Labelled;

/** How the first state of a sequence is drawn, feature by feature, at a range a. */
public enum StartLaw implements Labelled {
  /** U(-a, a). */
  UNIFORM,
  /** N(0, a²). */
  NORMAL;

  /** Overwrites a state by a draw of each lane's generator. */
  void fill(LaneMatrix out, int[] state, float range) {
    LaneKernels kernels = Lanes.kernels();
    switch (this) {
      case UNIFORM -> kernels.fillUniform(out, state, range);
      case NORMAL -> kernels.fillNormal(out, state, range);
    }
  }
}
