package org.iclsweep.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * L-BFGS is that of PyTorch 2.15.0, in double:
 *
 * <pre>
 *   p = torch.nn.Parameter(torch.tensor(start))
 *   optimizer = torch.optim.LBFGS([p], lr=..., max_iter=4, history_size=...)
 *   def closure():
 *       optimizer.zero_grad(); loss = f(p); loss.backward(); evaluations += 1; return loss
 *   for t in range(12): optimizer.step(closure)
 * </pre>
 *
 * <p>f is twice the loss whose gradient is handed over here, in float: positions differ by what
 * that is rounded by.
 */
class LbfgsTest {

  private static final float[] CURVATURES = {1f, 10f, 3f};

  /** Positions and gradients taken so far. */
  private record Trace(float[] position, int gradients) {}

  private static float[] bowl(float[] p) {
    float[] gradient = new float[3];
    for (int k = 0; k < 3; k++) {
      gradient[k] = CURVATURES[k] * p[k];
    }
    return gradient;
  }

  private static double bowlLoss(float[] p) {
    double loss = 0;
    for (int k = 0; k < 3; k++) {
      loss += 0.5 * CURVATURES[k] * p[k] * p[k];
    }
    return loss;
  }

  /** After so many steps on {@code f = p₁² + 10 p₂² + 3 p₃²} from (1, -2, 0.5). */
  private static Trace bowl(OptimizerSpec spec, int steps) {
    Optimizer optimizer = spec.optimizer(3);
    float[] p = {1f, -2f, 0.5f};
    int gradients = 0;
    for (int step = 0; step < steps; step++) {
      boolean more = true;
      while (more) {
        gradients++;
        more = optimizer.iterate(p, bowl(p), bowlLoss(p), 1f);
      }
    }
    return new Trace(p, gradients);
  }

  private static void assertBowl(
      OptimizerSpec spec, int steps, int gradients, double error, double... position) {
    Trace trace = bowl(spec, steps);
    assertThat(trace.gradients).isEqualTo(gradients);
    for (int k = 0; k < 3; k++) {
      assertThat((double) trace.position[k]).isCloseTo(position[k], within(error));
    }
  }

  /** Each of up to 48 gradients is rounded by 2^-24 of itself, and a tenth of the way is taken. */
  @Test
  void aBowlIsRolledDownAsInPyTorch() {
    OptimizerSpec spec = new OptimizerSpec.Lbfgs(0.1, 600, 4);
    assertBowl(spec, 1, 4, 1e-6, 0.9218101044059075, -1.3896578622013058, 0.4061017394644783);
    assertBowl(spec, 3, 12, 1e-6, 0.6156025831279003, -0.5894371007063104, 0.1872991263217502);
    assertBowl(
        spec, 12, 48, 1e-6, 0.028018260428017697, -0.011550944999539093, 0.00371588935579805);
  }

  /** Two moves are remembered; step 6 finds after two moves that there is no more to be gained. */
  @Test
  void itForgetsAndStopsAsInPyTorch() {
    OptimizerSpec spec = new OptimizerSpec.Lbfgs(0.5, 2, 4);
    assertBowl(spec, 2, 8, 1e-6, 0.29095500995602486, 0.012614501643016708, -0.024514691728905427);
    assertBowl(
        spec, 5, 20, 1e-7, 4.500573500473943e-05, -3.833223474076082e-07, -3.6381856896279693e-06);
    assertBowl(
        spec, 6, 23, 1e-7, 1.6772997277896333e-06, 6.1444290292878e-06, -1.1833689578970226e-06);
    assertBowl(
        spec, 12, 29, 1e-7, 1.6772997277896333e-06, 6.1444290292878e-06, -1.1833689578970226e-06);
  }

  /** On {@code f = 2 ((1 - p₁)² + 100 (p₂ - p₁²)²)} from (-1.2, 1); five moves are remembered. */
  @Test
  void aBentValleyIsWalkedAsInPyTorch() {
    UnaryOperator<float[]> slope =
        p -> {
          float off = p[1] - p[0] * p[0];
          return new float[] {-2 * (1 - p[0]) - 400 * p[0] * off, 200 * off};
        };
    Optimizer optimizer = new OptimizerSpec.Lbfgs(0.1, 5, 4).optimizer(2);
    float[] p = {-1.2f, 1f};
    double[][] expected = {
      {-1.1055651417532057, 1.0398185126407882},
      {-1.0821440363194756, 1.0511160293417494},
      {-1.0656299246561052, 1.0582308482559157},
      {-1.0536960619755062, 1.061722315225689}
    };
    for (double[] position : expected) {
      for (int iteration = 0; iteration < 4; iteration++) {
        optimizer.step(p, slope.apply(p), 1f);
      }
      assertThat((double) p[0]).isCloseTo(position[0], within(2e-5));
      assertThat((double) p[1]).isCloseTo(position[1], within(2e-5));
    }
  }

  @Test
  void aScheduleIsAFactorOfTheRate() {
    float[] full = {1f, -2f, 0.5f};
    float[] half = full.clone();
    new OptimizerSpec.Lbfgs(0.1, 5, 4).optimizer(3).step(full, bowl(full), 0.5f);
    new OptimizerSpec.Lbfgs(0.05, 5, 4).optimizer(3).step(half, bowl(half), 1f);
    assertThat(full).containsExactly(half);
  }

  /** Along the first direction f falls by (2 g)² a length: 1.6e-9 is above 1e-9, 4e-10 is not. */
  @Test
  void whereNothingIsToBeGainedNothingMoves() {
    float[] position = {1f, -2f, 0.5f};
    float[] start = position.clone();
    Optimizer optimizer = new OptimizerSpec.Lbfgs(1, 5, 4).optimizer(3);
    assertThat(optimizer.iterate(position, new float[] {1e-5f, 0f, 0f}, 1, 1f)).isFalse();
    assertThat(position).containsExactly(start);
    assertThat(optimizer.iterate(position, new float[] {2e-5f, 0f, 0f}, 1, 1f)).isTrue();
    assertThat(position[0]).isLessThan(start[0]);
  }

  /** A change of the loss by 4e-10 is one of f by 8e-10, below 1e-9; one of 6e-10 is above. */
  @Test
  void aStepEndsWhereTheLossHardlyChanges() {
    float[] gradient = {1f, 2f, 3f};
    Optimizer optimizer = new OptimizerSpec.Lbfgs(0.1, 5, 4).optimizer(3);
    float[] position = {1f, -2f, 0.5f};
    assertThat(optimizer.iterate(position, gradient, 0.5, 1f)).isTrue();
    assertThat(optimizer.iterate(position, gradient, 0.5 - 6e-10, 1f)).isTrue();
    float[] settled = position.clone();
    assertThat(optimizer.iterate(position, gradient, 0.5 - 10e-10, 1f)).isFalse();
    assertThat(position).containsExactly(settled);
    assertThat(optimizer.iterate(position, gradient, 0.5 - 10e-10, 1f)).isTrue();
    assertThat(position).isNotEqualTo(settled);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new OptimizerSpec.Lbfgs(0, 5, 4))
        .hasMessage("learningRate is 0.0, must be positive");
    assertThatThrownBy(() -> new OptimizerSpec.Lbfgs(1, 0, 4))
        .hasMessage("memory is 0, must be at least 1");
    assertThatThrownBy(() -> new OptimizerSpec.Lbfgs(1, 5, 0))
        .hasMessage("iterations is 0, must be at least 1");
  }
}
