package org.iclsweep.lanes;

/** Kernels whose products are sweeps; how a sweep is run is up to the twin. */
abstract class SweepingKernels implements LaneKernels {

  /** A sweep of operands that start at {@code o}, {@code p} and {@code q} of their arrays. */
  abstract Operation sweep(Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q);

  /** {@code out[t,r] = bias[0,r]}. */
  abstract void fill(LaneMatrix out, SharedMatrix bias);

  @Override
  public Operation contract(LaneMatrix out, LaneMatrix a, LaneMatrix b, boolean add) {
    Shapes.contract(out, a, b);
    return sweep(
        Sweep.contract(out, a, b, add), out.data, out.offset, a.data, a.offset, b.data, b.offset);
  }

  @Override
  public Operation product(LaneMatrix out, SharedMatrix w, LaneMatrix x, boolean add) {
    Shapes.product(out, w, x);
    return sweep(
        Sweep.product(out, w, x, add), out.data, out.offset, w.data, w.offset, x.data, x.offset);
  }

  @Override
  public Operation product(LaneMatrix out, SharedMatrix w, LaneMatrix x, SharedMatrix bias) {
    Shapes.row(bias, out);
    return Operation.inOrder(() -> fill(out, bias), product(out, w, x, true));
  }

  @Override
  public Operation accumulate(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    Shapes.accumulate(sums, dy, x);
    if (dy.rows() > 1) {
      return sum(sums, dy, x);
    }
    RowSums rows = new RowSums(dy, x, (keptDy, keptX) -> sum(sums, keptDy, keptX));
    sums.keep(rows);
    return rows;
  }

  private Operation sum(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    return sweep(
        Sweep.accumulate(sums, dy, x),
        sums.data,
        sums.offset,
        dy.data,
        dy.offset,
        x.data,
        x.offset);
  }
}
