package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

/** The scalar twin of {@link VectorPreconditioning}. */
final class ScalarPreconditioning {

  private ScalarPreconditioning() {}

  static void forward(Preconditioning p) {
    for (int lane = 0; lane < LANES; lane++) {
      start(p.inverse(), p.lambda().get(0, 0), lane);
      for (int t = 0; t < p.tokens(); t++) {
        forward(p, t, lane);
      }
    }
  }

  private static void start(LaneMatrix inverse, float lambda, int lane) {
    for (int i = 0; i < inverse.rows(); i++) {
      for (int j = i; j < inverse.cols(); j++) {
        inverse.set(i, j, lane, i == j ? lambda : 0f);
      }
    }
  }

  private static void forward(Preconditioning p, int t, int lane) {
    LaneMatrix u = p.directions();
    if (t > 0) {
      // what token t - 1 takes from R
      float inverse = 1f / p.forget().get(0, t - 1);
      multiple(p.lines(), u, t - 1, -p.shares().get(t - 1, 0, lane) * inverse, lane);
      update(p.inverse(), inverse, p.lines(), u, t - 1, lane);
    }
    clear(u, t, lane);
    clear(p.out(), t, lane);
    product(u, p.inverse(), p.keys(), t, lane);
    product(p.out(), p.inverse(), p.queries(), t, lane);
    float share = 1f / (dot(u, p.keys(), t, lane) + p.forget().get(0, t));
    p.shares().set(t, 0, lane, share);
    less(p.out(), u, t, share * dot(u, p.queries(), t, lane), p.forget().get(0, t), lane);
  }

  static void backward(Preconditioning p, Preconditioning.Gradient d) {
    d.inverse().copyFrom(p.inverse());
    d.moments().clear();
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0f;
      for (int t = p.tokens() - 1; t >= 0; t--) {
        inverseBackward(p, d, t, lane);
        float before = dot(d.keys(), p.keys(), t, lane);
        momentsBackward(p, d, t, lane);
        sum += before + dot(d.keys(), p.keys(), t, lane);
        if (d.forget() != null) {
          add(d.forget(), t, lane, sum, forgetFactor(p.forget().get(0, t)));
        }
      }
      if (d.lambda() != null) {
        float factor = lambdaFactor(p.lambda().get(0, 0), p.forget().get(0, 0));
        add(d.lambda(), 0, lane, trace(d.moments(), lane), factor);
      }
    }
  }

  // forward was x[t] = R[t] q[t], so dq[t] = R[t] dx[t]
  private static void inverseBackward(
      Preconditioning p, Preconditioning.Gradient d, int t, int lane) {
    LaneMatrix u = p.directions();
    float share = p.shares().get(t, 0, lane);
    if (t < p.tokens() - 1) {
      multiple(p.lines(), u, t, share, lane);
      update(d.inverse(), p.forget().get(0, t), p.lines(), u, t, lane);
    }
    clear(d.queries(), t, lane);
    product(d.queries(), d.inverse(), d.out(), t, lane);
    less(d.queries(), u, t, share * dot(u, d.out(), t, lane), p.forget().get(0, t), lane);
  }

  // R[t] is the inverse of A[t] = γ[t] A[t-1] + k[t] k[t]ᵀ, so D = γ[t+1] D - dq[t] x[t]ᵀ is the
  // gradient by A[t], and dk[t] += (D + Dᵀ) k[t]
  private static void momentsBackward(
      Preconditioning p, Preconditioning.Gradient d, int t, int lane) {
    multiple(p.lines(), d.queries(), t, -1f, lane);
    LaneMatrix m = d.moments();
    float forget = t == p.tokens() - 1 ? 1f : p.forget().get(0, t + 1);
    for (int i = 0; i < p.size(); i++) {
      for (int j = i; j < p.size(); j++) {
        float e = m.get(i, j, lane) * forget;
        e = Math.fma(p.out().get(t, i, lane), p.lines().get(j, 0, lane), e);
        e = Math.fma(p.lines().get(i, 0, lane), p.out().get(t, j, lane), e);
        m.set(i, j, lane, e);
      }
    }
    product(d.keys(), m, p.keys(), t, lane);
  }

  /** From the trace of the moments to dλ: A[0] is I / λ, and moments are D twice. */
  static float lambdaFactor(float lambda, float forget) {
    return -0.5f * forget / (lambda * lambda);
  }

  /** From sums over later tokens of ⟨k, dk⟩ as dk was and as it is to dγ. */
  static float forgetFactor(float forget) {
    return -0.5f / forget;
  }

  private static float trace(LaneMatrix m, int lane) {
    float trace = 0f;
    for (int i = 0; i < m.rows(); i++) {
      trace += m.get(i, i, lane);
    }
    return trace;
  }

  private static void add(PartialSums sums, int c, int lane, float value, float factor) {
    int at = sums.offset + c * sums.colStride + lane;
    sums.data[at] = Math.fma(value, factor, sums.data[at]);
  }

  /** Column 0 of the lines becomes a multiple of row t. */
  private static void multiple(LaneMatrix lines, LaneMatrix x, int t, float factor, int lane) {
    for (int i = 0; i < x.cols(); i++) {
      lines.set(i, 0, lane, factor * x.get(t, i, lane));
    }
  }

  /** {@code out[t] = (out[t] - factor u[t]) / forget}. */
  private static void less(
      LaneMatrix out, LaneMatrix u, int t, float factor, float forget, int lane) {
    for (int i = 0; i < out.cols(); i++) {
      float value = Math.fma(-factor, u.get(t, i, lane), out.get(t, i, lane));
      out.set(t, i, lane, value * (1f / forget));
    }
  }

  /** {@code r[i,j] = decay r[i,j] + a[i,0] b[t,j]} for j ≥ i. */
  private static void update(
      LaneMatrix r, float decay, LaneMatrix a, LaneMatrix b, int t, int lane) {
    for (int i = 0; i < r.rows(); i++) {
      for (int j = i; j < r.cols(); j++) {
        float e = r.get(i, j, lane) * decay;
        r.set(i, j, lane, Math.fma(a.get(i, 0, lane), b.get(t, j, lane), e));
      }
    }
  }

  private static void clear(LaneMatrix out, int t, int lane) {
    for (int i = 0; i < out.cols(); i++) {
      out.set(t, i, lane, 0f);
    }
  }

  /** {@code out[t,i] += Σ_j r[i,j] v[t,j]}, r symmetric. */
  private static void product(LaneMatrix out, LaneMatrix r, LaneMatrix v, int t, int lane) {
    for (int i = 0; i < r.rows(); i++) {
      float sum = out.get(t, i, lane);
      for (int j = 0; j < r.cols(); j++) {
        sum = Math.fma(r.get(Math.min(i, j), Math.max(i, j), lane), v.get(t, j, lane), sum);
      }
      out.set(t, i, lane, sum);
    }
  }

  private static float dot(LaneMatrix a, LaneMatrix b, int t, int lane) {
    float sum = 0f;
    for (int i = 0; i < a.cols(); i++) {
      sum = Math.fma(a.get(t, i, lane), b.get(t, i, lane), sum);
    }
    return sum;
  }
}
