package org.iclsweep.lanes;

import static org.iclsweep.lanes.LaneMatrix.LANES;

import org.iclsweep.random.Threefry4x32;

/**
 * The scalar twin: plain loops with the same bits as {@link VectorKernels}; the oracle and the
 * fallback.
 */
final class ScalarKernels extends SweepingKernels {

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  Operation sweep(Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q) {
    return new ScalarSweep(sweep, out, o, a, p, b, q);
  }

  @Override
  void fill(LaneMatrix out, SharedMatrix bias) {
    ScalarBias.fill(out, bias);
  }

  @Override
  public void accumulateRows(PartialSums sums, LaneMatrix dy) {
    Shapes.row(sums, dy);
    ScalarBias.accumulateRows(sums, dy);
  }

  @Override
  public void accumulateRows(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    Shapes.row(sums, dy);
    Shapes.same(dy, x);
    ScalarBias.accumulateRows(sums, dy, x);
  }

  @Override
  public void add(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, a.get(r, c, lane) + b.get(r, c, lane));
        }
      }
    }
  }

  @Override
  public void subtract(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, a.get(r, c, lane) - b.get(r, c, lane));
        }
      }
    }
  }

  @Override
  public void multiply(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, a.get(r, c, lane) * b.get(r, c, lane));
        }
      }
    }
  }

  @Override
  public void clip(LaneMatrix out, LaneMatrix x, float bound) {
    Shapes.same(out, x);
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, Math.min(Math.max(x.get(r, c, lane), -bound), bound));
        }
      }
    }
  }

  @Override
  public void clipGradient(LaneMatrix dx, LaneMatrix x, float bound) {
    Shapes.same(dx, x);
    for (int r = 0; r < dx.rows(); r++) {
      for (int c = 0; c < dx.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          if (!(Math.abs(x.get(r, c, lane)) < bound)) {
            dx.set(r, c, lane, 0f);
          }
        }
      }
    }
  }

  @Override
  public void softmax(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.notEmpty(x);
    ScalarSoftmax.softmax(out, x);
  }

  @Override
  public void softmaxGradient(LaneMatrix dx, LaneMatrix p, LaneMatrix dp) {
    Shapes.same(dx, p);
    Shapes.same(dx, dp);
    ScalarSoftmax.gradient(dx, p, dp);
  }

  @Override
  public void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.same(slope, x);
    ScalarActivations.gelu(out, slope, x);
  }

  @Override
  public void relu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.same(slope, x);
    ScalarActivations.relu(out, slope, x);
  }

  @Override
  public void layerNorm(
      LaneMatrix out,
      LaneMatrix normal,
      LaneMatrix inverse,
      LaneMatrix x,
      SharedMatrix scale,
      SharedMatrix offset,
      float epsilon) {
    Shapes.same(out, x);
    Shapes.same(normal, x);
    Shapes.column(inverse, x);
    Shapes.row(scale, x);
    Shapes.row(offset, x);
    ScalarNorm.layerNorm(out, normal, inverse, x, scale, offset, epsilon);
  }

  @Override
  public void layerNormGradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix normal, LaneMatrix inverse, SharedMatrix scale) {
    Shapes.same(dx, dy);
    Shapes.same(dx, normal);
    Shapes.column(inverse, dx);
    Shapes.row(scale, dx);
    ScalarNorm.gradient(dx, dy, normal, inverse, scale);
  }

  @Override
  public void unit(LaneMatrix out, LaneMatrix factor, LaneMatrix x, float scale) {
    Shapes.same(out, x);
    Shapes.column(factor, x);
    ScalarUnit.unit(out, factor, x, scale);
  }

  @Override
  public void unitGradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix out, LaneMatrix factor, float scale) {
    Shapes.same(dx, dy);
    Shapes.same(dx, out);
    Shapes.column(factor, dx);
    ScalarUnit.gradient(dx, dy, out, factor, scale);
  }

  @Override
  public Operation precondition(Preconditioning p) {
    return () -> ScalarPreconditioning.forward(p);
  }

  @Override
  public Operation preconditionGradient(Preconditioning p, Preconditioning.Gradient d) {
    Shapes.same(p.keys(), d.keys());
    return () -> ScalarPreconditioning.backward(p, d);
  }

  @Override
  public void seed(int[] state, long seed, int stream, int step, int firstTask) {
    Shapes.state(state);
    int[] key = {(int) seed, (int) (seed >>> 32), stream, 0};
    int[] words = new int[4];
    for (int lane = 0; lane < LANES; lane++) {
      words[0] = firstTask + lane;
      words[1] = step;
      words[2] = 0;
      words[3] = 0;
      Threefry4x32.apply(key, words);
      for (int word = 0; word < 4; word++) {
        state[word * LANES + lane] = words[word];
      }
    }
  }

  @Override
  public void fillUniform(LaneMatrix out, int[] state, float range) {
    Shapes.state(state);
    float scale = range * 0x1p-31f;
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.cols(); c++) {
        for (int lane = 0; lane < LANES; lane++) {
          out.set(r, c, lane, next(state, lane) * scale);
        }
      }
    }
  }

  @Override
  public void fillNormal(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    int elements = out.rows() * out.cols();
    for (int element = 0; element < elements; element += 2) {
      for (int lane = 0; lane < LANES; lane++) {
        float log = Elementary.logOfFraction((next(state, lane) >>> 8) + 1);
        int k = next(state, lane) >>> 8;
        float radius = scale * (float) Math.sqrt(-2f * log);
        float x = Elementary.remainder(k);
        float sin = Elementary.sinOfRemainder(x);
        float cos = Elementary.cosOfRemainder(x);
        int quarters = Elementary.quarters(k);
        boolean swap = (quarters & 1) != 0;
        float cosine = (swap ? sin : cos) * ((quarters + 1 & 2) != 0 ? -1f : 1f);
        float sine = (swap ? cos : sin) * ((quarters & 2) != 0 ? -1f : 1f);
        set(out, element, lane, radius * cosine);
        if (element + 1 < elements) {
          set(out, element + 1, lane, radius * sine);
        }
      }
    }
  }

  @Override
  public void sin(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    ScalarWaves.sin(out, x);
  }

  @Override
  public void reciprocalRoot(LaneMatrix out, LaneMatrix x, float scale) {
    Shapes.same(out, x);
    ScalarWaves.reciprocalRoot(out, x, scale);
  }

  @Override
  public void lengthen(LaneMatrix out, int[] state, int pairs, float scale) {
    Shapes.state(state);
    ScalarLengths.lengthen(out, state, pairs, scale);
  }

  @Override
  public void fillExponential(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    ScalarDistributions.fillExponential(out, state, scale);
  }

  @Override
  public void fillLaplace(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    ScalarDistributions.fillLaplace(out, state, scale);
  }

  @Override
  public void fillOneHot(LaneMatrix out, int[] state) {
    Shapes.state(state);
    Shapes.oneHot(out);
    ScalarDistributions.fillOneHot(out, state);
  }

  @Override
  public void replaceSample(LaneMatrix out, LaneMatrix x, int[] state, int count) {
    Shapes.state(state);
    Shapes.sample(out, x, count);
    ScalarDistributions.replaceSample(out, x, state, count);
  }

  /** One draw of xoshiro128+ (Blackman and Vigna, 2018) from the generator of a lane. */
  static int next(int[] state, int lane) {
    int s0 = state[lane];
    int s1 = state[LANES + lane];
    int s2 = state[2 * LANES + lane] ^ s0;
    int s3 = state[3 * LANES + lane];
    int draw = s0 + s3;
    s3 ^= s1;
    state[LANES + lane] = s1 ^ s2;
    state[lane] = s0 ^ s3;
    state[2 * LANES + lane] = s2 ^ (s1 << 9);
    state[3 * LANES + lane] = Integer.rotateLeft(s3, 11);
    return draw;
  }

  private static void set(LaneMatrix out, int element, int lane, float value) {
    out.set(element / out.cols(), element % out.cols(), lane, value);
  }
}
