package org.iclsweep.lanes;

/**
 * A region of a sweep with its operands. All of it is final in a record, so that a call of one that
 * is a constant is to the compiler a call of its code.
 */
record SweepPart(TileCode code, Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q)
    implements Operation {

  @Override
  public void run() {
    code.run(sweep, out, o, a, p, b, q);
  }
}
