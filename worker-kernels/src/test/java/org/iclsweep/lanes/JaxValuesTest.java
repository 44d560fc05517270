package org.iclsweep.lanes;

import static org.iclsweep.lanes.Rows.assertRow;
import static org.iclsweep.lanes.Rows.row;
import static org.iclsweep.lanes.Rows.shared;

import org.junit.jupiter.api.Test;

/**
 * Softmax, GELU and layer normalisation against a published implementation, within the errors that
 * {@link LaneKernels} states.
 *
 * <p>Golden values: JAX 0.10.2 on a CPU in double ({@code jax_enable_x64}), arguments as they stand
 * here: {@code jax.nn.gelu(x, approximate=True)} and its {@code jax.grad}, {@code jax.nn.softmax},
 * layer normalisation as Haiku writes it, {@code scale * lax.rsqrt(jnp.var(x) + 1e-5) * (x -
 * jnp.mean(x)) + offset}; gradients by {@code jax.vjp}.
 */
class JaxValuesTest {

  private static final double UNIT = 0x1p-24;

  private final LaneKernels kernels = new ScalarKernels();

  @Test
  void geluIsThatOfJax() {
    LaneMatrix out = LaneMatrix.zeros(1, 10);
    LaneMatrix slope = LaneMatrix.zeros(1, 10);
    kernels.gelu(out, slope, row(-6, -3.5, -1, -0.25, 0, 0.125, 0.5, 1.75, 3, 8));
    // at x = -6 the argument is -25: 79 units
    assertRow(
        out,
        80 * UNIT,
        0,
        -8.439682286365269e-11,
        -0.0006161976553737403,
        -0.1588080093917233,
        -0.100324649298315,
        0.0,
        0.06871719862422339,
        0.3457140098251439,
        1.6797953823412515,
        2.996362607918227,
        8.0);
    assertRow(
        slope,
        0,
        4 * UNIT,
        -7.710016767410024e-10,
        -0.0024226437601169923,
        -0.08296408384578258,
        0.3046459048489396,
        0.5,
        0.5992154061627915,
        0.8673699035346423,
        1.1115969813872026,
        1.0115841666309702,
        1.0);
  }

  @Test
  void softmaxIsThatOfJax() {
    LaneMatrix p = LaneMatrix.zeros(1, 5);
    kernels.softmax(p, row(0.5, -1.25, 3, 2.875, -20));
    // the last element lies 23 below the maximum: 45 units
    assertRow(
        p,
        45.3 * UNIT,
        0,
        0.04148124362118142,
        0.007208359283281318,
        0.5053449998975121,
        0.4459653971461672,
        5.185789561430674e-11);
    LaneMatrix dx = row(1, -2, 0.5, 0.25, 4);
    kernels.softmaxGradient(dx, p, dx);
    // 26 units of p, 7 of the arithmetic, times p (|dp| + Σ p |dp|) < 0.5 (4 + 0.5)
    assertRow(
        dx,
        0,
        75 * UNIT,
        0.025252604107138116,
        -0.017236833251753656,
        0.054967197078489766,
        -0.06298296812101754,
        1.8714330225118856e-10);
  }

  @Test
  void layerNormIsThatOfJax() {
    LaneMatrix out = LaneMatrix.zeros(1, 5);
    LaneMatrix normal = LaneMatrix.zeros(1, 5);
    LaneMatrix inverse = LaneMatrix.zeros(1, 1);
    SharedMatrix scale = shared(1, 0.5, -2, 0.25, 1.5);
    SharedMatrix offset = shared(0, 1, -1, 0.5, 0.125);
    kernels.layerNorm(out, normal, inverse, row(0.5, -1.25, 3, 2.875, -7), scale, offset, 1e-5f);
    // 11 units of 2 |normal| < 4, times a scale of 2; two roundings more
    assertRow(
        out,
        0,
        92 * UNIT,
        0.23836555886408284,
        0.8808172205679585,
        -2.8388200255229243,
        0.7213394475166484,
        -2.5821517042420834);
    LaneMatrix dx = LaneMatrix.zeros(1, 5);
    kernels.layerNormGradient(dx, row(1, -2, 0.5, 0.25, 4), normal, inverse, scale);
    // 11 units of |dx| + max|g| (2 + max normal²) / σ < 0.7 + 6 (2 + 3.3) 0.28, and as many of
    // normal and inverse
    assertRow(
        dx,
        0,
        2 * 11 * 9.7 * UNIT,
        0.14225636898509714,
        -0.6939023766419745,
        0.013596780880290704,
        0.2822318750360222,
        0.2558173517405645);
  }
}
