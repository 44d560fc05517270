package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;
import static org.iclsweep.lanes.Registers.FLOATS;
import static org.iclsweep.lanes.Registers.WIDTH;
import static org.iclsweep.lanes.SymmetricCode.B;
import static org.iclsweep.lanes.SymmetricCode.LINE;
import static org.iclsweep.lanes.SymmetricCode.OTHER;
import static org.iclsweep.lanes.SymmetricCode.OUT;
import static org.iclsweep.lanes.SymmetricCode.V;
import static org.iclsweep.lanes.SymmetricCode.W;

import jdk.incubator.vector.FloatVector;
import org.iclsweep.lanes.SymmetricCode.Form;

/**
 * Products with inverses of growing sums of squares, one register of tasks at a time. A token takes
 * one pass over R forward: what the token before takes from it is taken on the way. Backward it
 * takes one over R, which is given back what it was taken, and one over the gradient by the sum of
 * squares. Between passes lie lines of vectors, as {@link SymmetricCode} has them.
 *
 * <p>Views whose columns do not lie one after another go to the scalar twin.
 */
final class VectorPreconditioning {

  private static final Copies<SymmetricCode> COPIES = new Copies<>(SymmetricPass.class);

  /** That of a process. Four rows take 26 registers, two take 16. */
  static final VectorPreconditioning IT = new VectorPreconditioning(Registers.COUNT < 32 ? 2 : 4);

  /** A pass with decay and without, which only saves the products with 1. */
  private record Passes(SymmetricCode decaying, SymmetricCode plain) {

    void run(LaneMatrix r, float decay, LaneMatrix lines, int lane) {
      (decay == 1f ? plain : decaying)
          .run(
              r.rows(),
              decay,
              r.data,
              r.offset + lane,
              r.rowStride,
              lines.data,
              lines.offset + lane);
    }
  }

  private final Passes forward;
  private final Passes inverseBackward;
  private final Passes momentsBackward;

  /**
   * @param height rows of R that are taken together, 2 or 4
   */
  VectorPreconditioning(int height) {
    forward = passes(height, false, true);
    inverseBackward = passes(height, false, false);
    momentsBackward = passes(height, true, false);
  }

  private static Passes passes(int height, boolean twoTerms, boolean twoProducts) {
    return new Passes(
        COPIES.of(new Form(height, twoTerms, twoProducts, true)),
        COPIES.of(new Form(height, twoTerms, twoProducts, false)));
  }

  void forward(Preconditioning p) {
    if (!p.packed()) {
      ScalarPreconditioning.forward(p);
      return;
    }
    p.lines().clear();
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      start(p.inverse(), p.lambda().get(0, 0), lane);
      for (int t = 0; t < p.tokens(); t++) {
        forward(p, t, lane);
      }
    }
  }

  private static void start(LaneMatrix inverse, float lambda, int lane) {
    for (int i = 0; i < inverse.rows(); i++) {
      for (int j = i; j < inverse.cols(); j++) {
        FloatVector.broadcast(FLOATS, i == j ? lambda : 0f)
            .intoArray(inverse.data, inverse.index(i, j) + lane);
      }
    }
  }

  private void forward(Preconditioning p, int t, int lane) {
    float[] s = p.lines().data;
    int at = p.lines().offset + lane;
    int length = p.size() * LANES;
    float forget = p.forget().get(0, t);
    ask(
        s,
        at,
        p.keys().data,
        p.keys().index(t, 0) + lane,
        p.queries().data,
        p.queries().index(t, 0) + lane,
        length);
    forward.run(p.inverse(), t == 0 ? 1f : 1f / p.forget().get(0, t - 1), p.lines(), lane);
    share(s, at + p.size() * LINE, p.shares().data, p.shares().index(t, 0) + lane, forget);
    answer(
        s,
        at,
        p.out().data,
        p.out().index(t, 0) + lane,
        p.directions().data,
        p.directions().index(t, 0) + lane,
        1f / forget,
        length);
  }

  /** Key and query of a token, by which R is multiplied, into the lines. */
  private static void ask(
      float[] s, int at, float[] keys, int k, float[] queries, int q, int length) {
    FloatVector zero = FloatVector.zero(FLOATS);
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(FLOATS, keys, k + i).intoArray(s, line + V);
      FloatVector.fromArray(FLOATS, queries, q + i).intoArray(s, line + W);
      zero.intoArray(s, line + OUT);
      zero.intoArray(s, line + OTHER);
      line += LINE;
    }
    zero.intoArray(s, line);
    zero.intoArray(s, line + LANES);
  }

  /** The token's share, and in the place of ⟨k, u⟩ and ⟨u, q⟩ the factors of u that follow. */
  private static void share(float[] s, int sums, float[] shares, int c, float forget) {
    FloatVector share =
        FloatVector.broadcast(FLOATS, 1f).div(FloatVector.fromArray(FLOATS, s, sums).add(forget));
    share.intoArray(shares, c);
    share.neg().mul(1f / forget).intoArray(s, sums);
    share.mul(FloatVector.fromArray(FLOATS, s, sums + LANES)).neg().intoArray(s, sums + LANES);
  }

  /** The token's query that comes out, and what it takes from R in the next pass. */
  private static void answer(
      float[] s, int at, float[] out, int o, float[] directions, int u, float inverse, int length) {
    int sums = at + length / LANES * LINE;
    FloatVector taken = FloatVector.fromArray(FLOATS, s, sums);
    FloatVector factor = FloatVector.fromArray(FLOATS, s, sums + LANES);
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector direction = FloatVector.fromArray(FLOATS, s, line + OUT);
      direction.intoArray(directions, u + i);
      direction.intoArray(s, line + B);
      taken.mul(direction).intoArray(s, line);
      factor
          .fma(direction, FloatVector.fromArray(FLOATS, s, line + OTHER))
          .mul(inverse)
          .intoArray(out, o + i);
      line += LINE;
    }
  }

  void backward(Preconditioning p, Preconditioning.Gradient d) {
    if (!(p.packed() && d.packed())) {
      ScalarPreconditioning.backward(p, d);
      return;
    }
    d.inverse().copyFrom(p.inverse());
    d.moments().clear();
    p.lines().clear();
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      for (int t = p.tokens() - 1; t >= 0; t--) {
        inverseBackward(p, d, t, lane);
        momentsBackward(p, d, t, lane);
      }
      if (d.lambda() != null) {
        float factor =
            ScalarPreconditioning.lambdaFactor(p.lambda().get(0, 0), p.forget().get(0, 0));
        addTrace(d.lambda().data, d.lambda().offset + lane, d.moments(), factor, lane);
      }
    }
  }

  // forward was x[t] = R[t] q[t], so dq[t] = R[t] dx[t]
  private void inverseBackward(Preconditioning p, Preconditioning.Gradient d, int t, int lane) {
    boolean last = t == p.tokens() - 1; // R is without the last token already
    float forget = p.forget().get(0, t);
    float[] s = p.lines().data;
    int at = p.lines().offset + lane;
    int length = p.size() * LANES;
    giveBack(
        s,
        at,
        p.directions().data,
        p.directions().index(t, 0) + lane,
        p.shares().data,
        p.shares().index(t, 0) + lane,
        d.out().data,
        d.out().index(t, 0) + lane,
        last ? 0f : 1f,
        length);
    inverseBackward.run(d.inverse(), last ? 1f : forget, p.lines(), lane);
    query(
        s,
        at,
        p.shares().data,
        p.shares().index(t, 0) + lane,
        d.queries().data,
        d.queries().index(t, 0) + lane,
        1f / forget,
        length);
  }

  /**
   * What a token took from R, to be given back, and what R is multiplied by then; behind the lines
   * ⟨u, dx⟩.
   *
   * @param times 1, or 0 where it is not in R
   */
  private static void giveBack(
      float[] s,
      int at,
      float[] directions,
      int u,
      float[] shares,
      int c,
      float[] dOut,
      int x,
      float times,
      int length) {
    FloatVector share = FloatVector.fromArray(FLOATS, shares, c).mul(times);
    FloatVector sum = FloatVector.zero(FLOATS);
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector direction = FloatVector.fromArray(FLOATS, directions, u + i);
      FloatVector gradient = FloatVector.fromArray(FLOATS, dOut, x + i);
      share.mul(direction).intoArray(s, line);
      direction.intoArray(s, line + B);
      gradient.intoArray(s, line + V);
      FloatVector.zero(FLOATS).intoArray(s, line + OUT);
      sum = direction.fma(gradient, sum);
      line += LINE;
    }
    sum.intoArray(s, line);
  }

  /** The gradient by a token's query from the product without the token, and its negative aside. */
  private static void query(
      float[] s,
      int at,
      float[] shares,
      int c,
      float[] dQueries,
      int q,
      float inverse,
      int length) {
    FloatVector factor =
        FloatVector.fromArray(FLOATS, shares, c)
            .mul(FloatVector.fromArray(FLOATS, s, at + length / LANES * LINE))
            .neg();
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector query =
          factor
              .fma(
                  FloatVector.fromArray(FLOATS, s, line + B),
                  FloatVector.fromArray(FLOATS, s, line + OUT))
              .mul(inverse);
      query.intoArray(dQueries, q + i);
      query.neg().intoArray(s, line);
      line += LINE;
    }
  }

  // R[t] is the inverse of A[t] = γ[t] A[t-1] + k[t] k[t]ᵀ, so D = γ[t+1] D - dq[t] x[t]ᵀ is the
  // gradient by A[t], and dk[t] += (D + Dᵀ) k[t]
  private void momentsBackward(Preconditioning p, Preconditioning.Gradient d, int t, int lane) {
    float decay = t == p.tokens() - 1 ? 1f : p.forget().get(0, t + 1);
    float[] s = p.lines().data;
    int at = p.lines().offset + lane;
    int length = p.size() * LANES;
    float[] dKeys = d.keys().data;
    int g = d.keys().index(t, 0) + lane;
    key(
        s,
        at,
        p.out().data,
        p.out().index(t, 0) + lane,
        p.keys().data,
        p.keys().index(t, 0) + lane,
        dKeys,
        g,
        length);
    momentsBackward.run(d.moments(), decay, p.lines(), lane);
    keyGradient(s, at, dKeys, g, length);
    if (d.forget() != null) {
      float factor = ScalarPreconditioning.forgetFactor(p.forget().get(0, t));
      PartialSums sums = d.forget();
      addShare(s, at, sums.data, sums.offset + t * sums.colStride + lane, factor, length);
    }
  }

  /** What the gradient by A is updated and multiplied by. */
  private static void key(
      float[] s,
      int at,
      float[] out,
      int x,
      float[] keys,
      int k,
      float[] dKeys,
      int g,
      int length) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector key = FloatVector.fromArray(FLOATS, keys, k + i);
      FloatVector gradient = FloatVector.fromArray(FLOATS, dKeys, g + i);
      FloatVector.fromArray(FLOATS, out, x + i).intoArray(s, line + B);
      key.intoArray(s, line + V);
      gradient.intoArray(s, line + OUT);
      sum = gradient.fma(key, sum);
      line += LINE;
    }
    sum.intoArray(s, line);
  }

  private static void keyGradient(float[] s, int at, float[] dKeys, int g, int length) {
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(FLOATS, s, line + OUT).intoArray(dKeys, g + i);
      line += LINE;
    }
  }

  /**
   * Adds to dγ. Behind the lines: ⟨dk, k⟩ of the token as dk was; the sum of what it was and is,
   * over tokens down to this one.
   */
  private static void addShare(
      float[] s, int at, float[] dForget, int g, float factor, int length) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int line = at;
    for (int i = 0; i < length; i += LANES) {
      sum =
          FloatVector.fromArray(FLOATS, s, line + OUT)
              .fma(FloatVector.fromArray(FLOATS, s, line + V), sum);
      line += LINE;
    }
    FloatVector sums =
        FloatVector.fromArray(FLOATS, s, line + LANES)
            .add(FloatVector.fromArray(FLOATS, s, line).add(sum));
    sums.intoArray(s, line + LANES);
    sums.fma(FloatVector.broadcast(FLOATS, factor), FloatVector.fromArray(FLOATS, dForget, g))
        .intoArray(dForget, g);
  }

  private static void addTrace(float[] sums, int at, LaneMatrix m, float factor, int lane) {
    FloatVector trace = FloatVector.zero(FLOATS);
    for (int i = 0; i < m.rows(); i++) {
      trace = trace.add(FloatVector.fromArray(FLOATS, m.data, m.index(i, i) + lane));
    }
    trace
        .fma(FloatVector.broadcast(FLOATS, factor), FloatVector.fromArray(FLOATS, sums, at))
        .intoArray(sums, at);
  }
}
