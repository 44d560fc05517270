package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

import java.util.Arrays;

/** A sweep as plain loops. */
record ScalarSweep(Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q)
    implements Operation {

  @Override
  public void run() {
    for (int i = 0; i < sweep.rows(); i++) {
      for (int j = 0; j < sweep.cols(); j++) {
        output(o + i * sweep.outRow() + j * sweep.outCol(), i, j);
      }
    }
  }

  private void output(int at, int i, int j) {
    if (!sweep.add()) {
      Arrays.fill(out, at, at + LANES, 0f);
    }
    int left = p + i * sweep.aRow();
    int right = q + j * sweep.bCol();
    for (int k = 0; k < sweep.terms(); k++) {
      for (int lane = 0; lane < LANES; lane++) {
        float x = a[sweep.sharedA() ? left : left + lane];
        float y = b[sweep.sharedB() ? right : right + lane];
        out[at + lane] = Math.fma(x, y, out[at + lane]);
      }
      left += sweep.aTerm();
      right += sweep.bTerm();
    }
  }
}
