package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

import java.io.Serializable;

/**
 * How the states of a sequence start, and what happens to them at every step beside W.
 *
 * <pre>
 *   h_1 = clip(draw of the start),   h_{t+1} = clip(W f(h_t) + ε_t),   ε_t ~ N(0, noise² I)
 * </pre>
 *
 * @param start law of the first one
 * @param range a, its half-width or standard deviation
 * @param noise standard deviation of ε; 0 for none
 * @param clip bound of every feature; 0 for none
 * @param map f
 */
public record States(StartLaw start, double range, double noise, double clip, StateMap map)
    implements Serializable {

  /** From U(-1, 1) on by W alone. */
  public static final States PLAIN = new States(StartLaw.UNIFORM, 1, 0, 0, StateMap.NONE);

  public States {
    positive("range", range);
    require(noise >= 0 && Double.isFinite(noise), "noise", noise, "positive, or 0 for none");
    require(clip >= 0 && Double.isFinite(clip), "clip", clip, "positive, or 0 for none");
  }

  /** The same with noise. */
  public States withNoise(double other) {
    return new States(start, range, other, clip, map);
  }

  /** The same from another start. */
  public States from(StartLaw law, double otherRange) {
    return new States(law, otherRange, noise, clip, map);
  }

  /** The same with another bound. */
  public States within(double bound) {
    return new States(start, range, noise, bound, map);
  }

  /** The same with another f. */
  public States through(StateMap other) {
    return new States(start, range, noise, clip, other);
  }

  /** Numbers that a step takes beside W, as {@link TaskSpec#draws}. */
  double drawsOfStep(int dim) {
    double units = (double) map.widening() * dim;
    // GELU is 27 operations, two of which are worth a fused one
    return (noise > 0 ? dim : 0) + LinearRegression.MULTIPLY_ADD * units * (2 * dim + 14);
  }
}
