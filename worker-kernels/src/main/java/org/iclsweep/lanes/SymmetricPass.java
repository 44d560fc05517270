package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * The arithmetic of a {@link SymmetricCode}: some rows at a time, so that what is added to the sums
 * of a column is added in registers.
 *
 * <p>Each element above the diagonal takes part in two rows' sums. The sum of row i is one chain of
 * fused multiply-adds in the order of its index all the same: rows above it add their elements of
 * column i first, from the top, then the row goes on from the diagonal.
 *
 * <p>Never used as it is, but by its {@link Copies}, one for a {@link SymmetricCode.Form}. Written
 * out, since the compiler keeps vectors in registers only as local variables of one method; in
 * three methods, since it gives one of all three up.
 */
final class SymmetricPass implements SymmetricCode {

  private static final Form FORM = Copies.data(MethodHandles.lookup(), Form.class);

  private static final int HEIGHT = FORM.height();
  private static final boolean TWO_TERMS = FORM.twoTerms();
  private static final boolean TWO_PRODUCTS = FORM.twoProducts();
  private static final boolean DECAY = FORM.decay();

  /** Step of loops over columns: the compiler unrolls no loop of so large a step. */
  private static final int STEP = 1 << 10;

  @Override
  public void run(int size, float decay, float[] r, int r0, int row, float[] s, int s0) {
    int i = 0;
    int at = s0;
    int diagonal = r0;
    for (; i + HEIGHT <= size; i += HEIGHT) {
      square(decay, r, diagonal, row, s, at);
      right(size - i - HEIGHT, decay, r, diagonal, row, s, at, s0 + size * LINE);
      at += HEIGHT * LINE;
      diagonal += HEIGHT * (row + LANES);
    }
    for (; i < size; i++) {
      one(size - i, decay, r, diagonal, s, at, s0 + size * LINE);
      at += LINE;
      diagonal += row + LANES;
    }
  }

  /** Rows that are taken together, in their own columns. */
  private static void square(float decay, float[] r, int r0, int row, float[] s, int at) {
    final FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector e;
    FloatVector a0 = FloatVector.fromArray(FLOATS, s, at);
    FloatVector b0 = FloatVector.fromArray(FLOATS, s, at + B);
    FloatVector v0 = FloatVector.fromArray(FLOATS, s, at + V);
    FloatVector w0 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + W) : zero;
    FloatVector x0 = FloatVector.fromArray(FLOATS, s, at + OUT);
    FloatVector y0 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + OTHER) : zero;
    FloatVector a1 = FloatVector.fromArray(FLOATS, s, at + LINE);
    FloatVector b1 = FloatVector.fromArray(FLOATS, s, at + LINE + B);
    FloatVector v1 = FloatVector.fromArray(FLOATS, s, at + LINE + V);
    FloatVector w1 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + LINE + W) : zero;
    FloatVector x1 = FloatVector.fromArray(FLOATS, s, at + LINE + OUT);
    FloatVector y1 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + LINE + OTHER) : zero;
    FloatVector a2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE) : zero;
    FloatVector b2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + B) : zero;
    FloatVector v2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + V) : zero;
    FloatVector w2 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + W) : zero;
    FloatVector x2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + OUT) : zero;
    FloatVector y2 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + OTHER) : zero;
    FloatVector a3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE) : zero;
    FloatVector b3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + B) : zero;
    FloatVector v3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + V) : zero;
    FloatVector w3 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + W) : zero;
    FloatVector x3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + OUT) : zero;
    FloatVector y3 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + OTHER) : zero;
    e = FloatVector.fromArray(FLOATS, r, r0);
    if (DECAY) e = e.mul(decay);
    if (TWO_TERMS) e = b0.fma(a0, e);
    e = a0.fma(b0, e);
    e.intoArray(r, r0);
    x0 = e.fma(v0, x0);
    if (TWO_PRODUCTS) y0 = e.fma(w0, y0);
    e = FloatVector.fromArray(FLOATS, r, r0 + LANES);
    if (DECAY) e = e.mul(decay);
    if (TWO_TERMS) e = b0.fma(a1, e);
    e = a0.fma(b1, e);
    e.intoArray(r, r0 + LANES);
    x0 = e.fma(v1, x0);
    if (TWO_PRODUCTS) y0 = e.fma(w1, y0);
    x1 = e.fma(v0, x1);
    if (TWO_PRODUCTS) y1 = e.fma(w0, y1);
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + 2 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b0.fma(a2, e);
      e = a0.fma(b2, e);
      e.intoArray(r, r0 + 2 * LANES);
      x0 = e.fma(v2, x0);
      if (TWO_PRODUCTS) y0 = e.fma(w2, y0);
      x2 = e.fma(v0, x2);
      if (TWO_PRODUCTS) y2 = e.fma(w0, y2);
    }
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + 3 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b0.fma(a3, e);
      e = a0.fma(b3, e);
      e.intoArray(r, r0 + 3 * LANES);
      x0 = e.fma(v3, x0);
      if (TWO_PRODUCTS) y0 = e.fma(w3, y0);
      x3 = e.fma(v0, x3);
      if (TWO_PRODUCTS) y3 = e.fma(w0, y3);
    }
    e = FloatVector.fromArray(FLOATS, r, r0 + row + LANES);
    if (DECAY) e = e.mul(decay);
    if (TWO_TERMS) e = b1.fma(a1, e);
    e = a1.fma(b1, e);
    e.intoArray(r, r0 + row + LANES);
    x1 = e.fma(v1, x1);
    if (TWO_PRODUCTS) y1 = e.fma(w1, y1);
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + row + 2 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b1.fma(a2, e);
      e = a1.fma(b2, e);
      e.intoArray(r, r0 + row + 2 * LANES);
      x1 = e.fma(v2, x1);
      if (TWO_PRODUCTS) y1 = e.fma(w2, y1);
      x2 = e.fma(v1, x2);
      if (TWO_PRODUCTS) y2 = e.fma(w1, y2);
    }
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + row + 3 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b1.fma(a3, e);
      e = a1.fma(b3, e);
      e.intoArray(r, r0 + row + 3 * LANES);
      x1 = e.fma(v3, x1);
      if (TWO_PRODUCTS) y1 = e.fma(w3, y1);
      x3 = e.fma(v1, x3);
      if (TWO_PRODUCTS) y3 = e.fma(w1, y3);
    }
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + 2 * row + 2 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b2.fma(a2, e);
      e = a2.fma(b2, e);
      e.intoArray(r, r0 + 2 * row + 2 * LANES);
      x2 = e.fma(v2, x2);
      if (TWO_PRODUCTS) y2 = e.fma(w2, y2);
    }
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + 2 * row + 3 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b2.fma(a3, e);
      e = a2.fma(b3, e);
      e.intoArray(r, r0 + 2 * row + 3 * LANES);
      x2 = e.fma(v3, x2);
      if (TWO_PRODUCTS) y2 = e.fma(w3, y2);
      x3 = e.fma(v2, x3);
      if (TWO_PRODUCTS) y3 = e.fma(w2, y3);
    }
    if (HEIGHT > 2) {
      e = FloatVector.fromArray(FLOATS, r, r0 + 3 * row + 3 * LANES);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b3.fma(a3, e);
      e = a3.fma(b3, e);
      e.intoArray(r, r0 + 3 * row + 3 * LANES);
      x3 = e.fma(v3, x3);
      if (TWO_PRODUCTS) y3 = e.fma(w3, y3);
    }
    x0.intoArray(s, at + OUT);
    if (TWO_PRODUCTS) y0.intoArray(s, at + OTHER);
    x1.intoArray(s, at + LINE + OUT);
    if (TWO_PRODUCTS) y1.intoArray(s, at + LINE + OTHER);
    if (HEIGHT > 2) x2.intoArray(s, at + 2 * LINE + OUT);
    if (TWO_PRODUCTS && HEIGHT > 2) y2.intoArray(s, at + 2 * LINE + OTHER);
    if (HEIGHT > 2) x3.intoArray(s, at + 3 * LINE + OUT);
    if (TWO_PRODUCTS && HEIGHT > 2) y3.intoArray(s, at + 3 * LINE + OTHER);
  }

  /** The same rows in so many columns to the right of these. */
  private static void right(
      int cols, float decay, float[] r, int r0, int row, float[] s, int at, int sums) {
    final FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector e;
    FloatVector a0 = FloatVector.fromArray(FLOATS, s, at);
    FloatVector b0 = TWO_TERMS ? FloatVector.fromArray(FLOATS, s, at + B) : zero;
    FloatVector v0 = FloatVector.fromArray(FLOATS, s, at + V);
    FloatVector w0 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + W) : zero;
    FloatVector x0 = FloatVector.fromArray(FLOATS, s, at + OUT);
    FloatVector y0 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + OTHER) : zero;
    FloatVector a1 = FloatVector.fromArray(FLOATS, s, at + LINE);
    FloatVector b1 = TWO_TERMS ? FloatVector.fromArray(FLOATS, s, at + LINE + B) : zero;
    FloatVector v1 = FloatVector.fromArray(FLOATS, s, at + LINE + V);
    FloatVector w1 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + LINE + W) : zero;
    FloatVector x1 = FloatVector.fromArray(FLOATS, s, at + LINE + OUT);
    FloatVector y1 = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + LINE + OTHER) : zero;
    FloatVector a2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE) : zero;
    FloatVector b2 =
        TWO_TERMS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + B) : zero;
    FloatVector v2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + V) : zero;
    FloatVector w2 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + W) : zero;
    FloatVector x2 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + OUT) : zero;
    FloatVector y2 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 2 * LINE + OTHER) : zero;
    FloatVector a3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE) : zero;
    FloatVector b3 =
        TWO_TERMS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + B) : zero;
    FloatVector v3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + V) : zero;
    FloatVector w3 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + W) : zero;
    FloatVector x3 = HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + OUT) : zero;
    FloatVector y3 =
        TWO_PRODUCTS && HEIGHT > 2 ? FloatVector.fromArray(FLOATS, s, at + 3 * LINE + OTHER) : zero;
    int q = at + HEIGHT * LINE;
    int p = r0 + HEIGHT * LANES;
    for (int j = 0; j < cols * STEP; j += STEP) {
      FloatVector aj = TWO_TERMS ? FloatVector.fromArray(FLOATS, s, q) : zero;
      FloatVector bj = FloatVector.fromArray(FLOATS, s, q + B);
      FloatVector vj = FloatVector.fromArray(FLOATS, s, q + V);
      FloatVector wj = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, q + W) : zero;
      FloatVector xj = FloatVector.fromArray(FLOATS, s, q + OUT);
      FloatVector yj = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, q + OTHER) : zero;
      e = FloatVector.fromArray(FLOATS, r, p);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b0.fma(aj, e);
      e = a0.fma(bj, e);
      e.intoArray(r, p);
      x0 = e.fma(vj, x0);
      if (TWO_PRODUCTS) y0 = e.fma(wj, y0);
      xj = e.fma(v0, xj);
      if (TWO_PRODUCTS) yj = e.fma(w0, yj);
      e = FloatVector.fromArray(FLOATS, r, p + row);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b1.fma(aj, e);
      e = a1.fma(bj, e);
      e.intoArray(r, p + row);
      x1 = e.fma(vj, x1);
      if (TWO_PRODUCTS) y1 = e.fma(wj, y1);
      xj = e.fma(v1, xj);
      if (TWO_PRODUCTS) yj = e.fma(w1, yj);
      if (HEIGHT > 2) {
        e = FloatVector.fromArray(FLOATS, r, p + 2 * row);
        if (DECAY) e = e.mul(decay);
        if (TWO_TERMS) e = b2.fma(aj, e);
        e = a2.fma(bj, e);
        e.intoArray(r, p + 2 * row);
        x2 = e.fma(vj, x2);
        if (TWO_PRODUCTS) y2 = e.fma(wj, y2);
        xj = e.fma(v2, xj);
        if (TWO_PRODUCTS) yj = e.fma(w2, yj);
        e = FloatVector.fromArray(FLOATS, r, p + 3 * row);
        if (DECAY) e = e.mul(decay);
        if (TWO_TERMS) e = b3.fma(aj, e);
        e = a3.fma(bj, e);
        e.intoArray(r, p + 3 * row);
        x3 = e.fma(vj, x3);
        if (TWO_PRODUCTS) y3 = e.fma(wj, y3);
        xj = e.fma(v3, xj);
        if (TWO_PRODUCTS) yj = e.fma(w3, yj);
      }
      xj.intoArray(s, q + OUT);
      if (TWO_PRODUCTS) yj.intoArray(s, q + OTHER);
      q += LINE;
      p += LANES;
    }
    x0.intoArray(s, at + OUT);
    if (TWO_PRODUCTS) y0.intoArray(s, at + OTHER);
    x1.intoArray(s, at + LINE + OUT);
    if (TWO_PRODUCTS) y1.intoArray(s, at + LINE + OTHER);
    if (HEIGHT > 2) x2.intoArray(s, at + 2 * LINE + OUT);
    if (TWO_PRODUCTS && HEIGHT > 2) y2.intoArray(s, at + 2 * LINE + OTHER);
    if (HEIGHT > 2) x3.intoArray(s, at + 3 * LINE + OUT);
    if (TWO_PRODUCTS && HEIGHT > 2) y3.intoArray(s, at + 3 * LINE + OTHER);
    if (TWO_PRODUCTS) {
      FloatVector first = FloatVector.fromArray(FLOATS, s, sums);
      FloatVector second = FloatVector.fromArray(FLOATS, s, sums + LANES);
      first = x0.fma(v0, first);
      second = x0.fma(w0, second);
      first = x1.fma(v1, first);
      second = x1.fma(w1, second);
      if (HEIGHT > 2) first = x2.fma(v2, first);
      if (HEIGHT > 2) second = x2.fma(w2, second);
      if (HEIGHT > 2) first = x3.fma(v3, first);
      if (HEIGHT > 2) second = x3.fma(w3, second);
      first.intoArray(s, sums);
      second.intoArray(s, sums + LANES);
    }
  }

  /** One row, in so many columns from the diagonal on. */
  private static void one(int cols, float decay, float[] r, int r0, float[] s, int at, int sums) {
    final FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector a = FloatVector.fromArray(FLOATS, s, at);
    FloatVector b = FloatVector.fromArray(FLOATS, s, at + B);
    FloatVector v = FloatVector.fromArray(FLOATS, s, at + V);
    FloatVector w = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + W) : zero;
    FloatVector x = FloatVector.fromArray(FLOATS, s, at + OUT);
    FloatVector y = TWO_PRODUCTS ? FloatVector.fromArray(FLOATS, s, at + OTHER) : zero;
    int q = at;
    int p = r0;
    for (int j = 0; j < cols * STEP; j += STEP) {
      FloatVector e = FloatVector.fromArray(FLOATS, r, p);
      if (DECAY) e = e.mul(decay);
      if (TWO_TERMS) e = b.fma(FloatVector.fromArray(FLOATS, s, q), e);
      e = a.fma(FloatVector.fromArray(FLOATS, s, q + B), e);
      e.intoArray(r, p);
      x = e.fma(FloatVector.fromArray(FLOATS, s, q + V), x);
      if (TWO_PRODUCTS) y = e.fma(FloatVector.fromArray(FLOATS, s, q + W), y);
      if (j > 0) {
        e.fma(v, FloatVector.fromArray(FLOATS, s, q + OUT)).intoArray(s, q + OUT);
        if (TWO_PRODUCTS) {
          e.fma(w, FloatVector.fromArray(FLOATS, s, q + OTHER)).intoArray(s, q + OTHER);
        }
      }
      q += LINE;
      p += LANES;
    }
    x.intoArray(s, at + OUT);
    if (TWO_PRODUCTS) {
      y.intoArray(s, at + OTHER);
      x.fma(v, FloatVector.fromArray(FLOATS, s, sums)).intoArray(s, sums);
      x.fma(w, FloatVector.fromArray(FLOATS, s, sums + LANES)).intoArray(s, sums + LANES);
    }
  }
}
