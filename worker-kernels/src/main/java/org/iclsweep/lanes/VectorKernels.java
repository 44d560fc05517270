package org.iclsweep.lanes;

import java.util.function.Consumer;
import java.util.function.Function;

/** The vector twin. Each family of primitives has a file of its own. */
final class VectorKernels extends SweepingKernels {

  private static final Consumer<SweepKernel> NOTHING = kernel -> {};

  private final Function<Sweep, SweepKernel> kernels;
  private final Consumer<SweepKernel> worthwhile;

  /** Those of a process, whose sweeps get code of their own as {@link OwnCode} says. */
  VectorKernels() {
    SweepKernels all = new SweepKernels(Registers.COUNT, 8192, 512);
    OwnCode when = OwnCode.ofProcess();
    kernels = when == OwnCode.AT_ONCE ? all::fixed : all::of;
    worthwhile = when == OwnCode.LATER ? new Compiling(all)::later : NOTHING;
  }

  static VectorKernels withoutOwnCode() {
    return new VectorKernels(new SweepKernels(Registers.COUNT, 64, 0)::of, NOTHING);
  }

  /**
   * @param kernels what runs a form
   * @param worthwhile told of each form that has had so much work that code of its own pays
   */
  VectorKernels(Function<Sweep, SweepKernel> kernels, Consumer<SweepKernel> worthwhile) {
    this.kernels = kernels;
    this.worthwhile = worthwhile;
  }

  @Override
  public String description() {
    return "vector " + Registers.FLOATS.vectorBitSize();
  }

  @Override
  Operation sweep(Sweep sweep, float[] out, int o, float[] a, int p, float[] b, int q) {
    return new SweepOperation(kernels.apply(sweep), worthwhile, out, o, a, p, b, q);
  }

  @Override
  void fill(LaneMatrix out, SharedMatrix bias) {
    VectorBias.fill(out, bias);
  }

  @Override
  public void accumulateRows(PartialSums sums, LaneMatrix dy) {
    Shapes.row(sums, dy);
    VectorBias.accumulateRows(sums, dy);
  }

  @Override
  public void accumulateRows(PartialSums sums, LaneMatrix dy, LaneMatrix x) {
    Shapes.row(sums, dy);
    Shapes.same(dy, x);
    VectorBias.accumulateRows(sums, dy, x);
  }

  @Override
  public void add(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    VectorElementwise.add(out, a, b);
  }

  @Override
  public Operation sum(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    return VectorSum.of(out, a, b);
  }

  @Override
  public Operation copy(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    return VectorSum.of(out, x);
  }

  @Override
  public void subtract(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    VectorElementwise.subtract(out, a, b);
  }

  @Override
  public void multiply(LaneMatrix out, LaneMatrix a, LaneMatrix b) {
    Shapes.same(out, a);
    Shapes.same(out, b);
    VectorElementwise.multiply(out, a, b);
  }

  @Override
  public void clip(LaneMatrix out, LaneMatrix x, float bound) {
    Shapes.same(out, x);
    VectorElementwise.clip(out, x, bound);
  }

  @Override
  public void clipGradient(LaneMatrix dx, LaneMatrix x, float bound) {
    Shapes.same(dx, x);
    VectorElementwise.clipGradient(dx, x, bound);
  }

  @Override
  public void softmax(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.notEmpty(x);
    VectorSoftmax.softmax(out, x);
  }

  @Override
  public void softmaxGradient(LaneMatrix dx, LaneMatrix p, LaneMatrix dp) {
    Shapes.same(dx, p);
    Shapes.same(dx, dp);
    VectorSoftmax.gradient(dx, p, dp);
  }

  @Override
  public void gelu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.same(slope, x);
    VectorActivations.gelu(out, slope, x);
  }

  @Override
  public void relu(LaneMatrix out, LaneMatrix slope, LaneMatrix x) {
    Shapes.same(out, x);
    Shapes.same(slope, x);
    VectorActivations.relu(out, slope, x);
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
    VectorNorm.layerNorm(out, normal, inverse, x, scale, offset, epsilon);
  }

  @Override
  public void layerNormGradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix normal, LaneMatrix inverse, SharedMatrix scale) {
    Shapes.same(dx, dy);
    Shapes.same(dx, normal);
    Shapes.column(inverse, dx);
    Shapes.row(scale, dx);
    VectorNorm.gradient(dx, dy, normal, inverse, scale);
  }

  @Override
  public void unit(LaneMatrix out, LaneMatrix factor, LaneMatrix x, float scale) {
    Shapes.same(out, x);
    Shapes.column(factor, x);
    VectorUnit.unit(out, factor, x, scale);
  }

  @Override
  public void unitGradient(
      LaneMatrix dx, LaneMatrix dy, LaneMatrix out, LaneMatrix factor, float scale) {
    Shapes.same(dx, dy);
    Shapes.same(dx, out);
    Shapes.column(factor, dx);
    VectorUnit.gradient(dx, dy, out, factor, scale);
  }

  @Override
  public Operation precondition(Preconditioning p) {
    return () -> VectorPreconditioning.IT.forward(p);
  }

  @Override
  public Operation preconditionGradient(Preconditioning p, Preconditioning.Gradient d) {
    Shapes.same(p.keys(), d.keys());
    return () -> VectorPreconditioning.IT.backward(p, d);
  }

  @Override
  public void seed(int[] state, long seed, int stream, int step, int firstTask) {
    Shapes.state(state);
    VectorRandom.seed(state, seed, stream, step, firstTask);
  }

  @Override
  public void fillUniform(LaneMatrix out, int[] state, float range) {
    Shapes.state(state);
    VectorUniform.fill(out, state, range);
  }

  @Override
  public void fillNormal(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    VectorRandom.fillNormal(out, state, scale);
  }

  @Override
  public void sin(LaneMatrix out, LaneMatrix x) {
    Shapes.same(out, x);
    VectorWaves.sin(out, x);
  }

  @Override
  public void reciprocalRoot(LaneMatrix out, LaneMatrix x, float scale) {
    Shapes.same(out, x);
    VectorWaves.reciprocalRoot(out, x, scale);
  }

  @Override
  public void lengthen(LaneMatrix out, int[] state, int pairs, float scale) {
    Shapes.state(state);
    VectorLengths.lengthen(out, state, pairs, scale);
  }

  @Override
  public void fillExponential(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    VectorDistributions.fillExponential(out, state, scale);
  }

  @Override
  public void fillLaplace(LaneMatrix out, int[] state, float scale) {
    Shapes.state(state);
    VectorDistributions.fillLaplace(out, state, scale);
  }

  @Override
  public void fillOneHot(LaneMatrix out, int[] state) {
    Shapes.state(state);
    Shapes.oneHot(out);
    VectorDistributions.fillOneHot(out, state);
  }

  @Override
  public void replaceSample(LaneMatrix out, LaneMatrix x, int[] state, int count) {
    Shapes.state(state);
    Shapes.sample(out, x, count);
    VectorDistributions.replaceSample(out, x, state, count);
  }
}
