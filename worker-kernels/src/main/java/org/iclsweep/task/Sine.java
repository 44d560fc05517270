package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

/**
 * Sine waves in one dimension.
 *
 * <pre>
 *   x ~ U(-inputRange, inputRange),   y = A sin(x + φ)
 *   A = amplitudeMin + (amplitudeMax - amplitudeMin) u,   φ = π u'
 *   u ~ U(0, 1);   u' = u (same draw) or u' ~ U(0, 1) (independent)
 * </pre>
 *
 * <p>The paper's text has amplitudes up to 5; its released code, and its figures, up to 0.5, with
 * amplitude and phase from the same key, which makes them the same draw. A task has the same inputs
 * and amplitude whichever way its phase is drawn.
 *
 * @param context number of (x, y) pairs before the query
 * @param inputRange half-width of the inputs' range
 * @param amplitudeMin least amplitude
 * @param amplitudeMax largest amplitude
 * @param amplitudePhase how amplitude and phase are drawn together
 * @param layout how pairs become tokens
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 4</a>
 */
public record Sine(
    int context,
    double inputRange,
    double amplitudeMin,
    double amplitudeMax,
    AmplitudePhase amplitudePhase,
    TokenLayout layout)
    implements InContext {

  /** Beyond it the kernel's sine does not hold its stated error; inputs are shifted by up to π. */
  private static final double MOST_RANGE = 8000;

  public Sine {
    atLeastOne("context", context);
    positive("inputRange", inputRange);
    require(inputRange <= MOST_RANGE, "inputRange", inputRange, "at most " + MOST_RANGE);
    require(
        amplitudeMin >= 0 && Double.isFinite(amplitudeMin),
        "amplitudeMin",
        amplitudeMin,
        "0 or more");
    require(
        amplitudeMax >= amplitudeMin && amplitudeMax > 0 && Double.isFinite(amplitudeMax),
        "amplitudeMax",
        amplitudeMax,
        "positive and at least the amplitudeMin of " + amplitudeMin);
  }

  /** What the released code of the paper ran, on concatenated tokens. */
  public Sine(int context) {
    this(context, 5, 0.1, 0.5, AmplitudePhase.SAME_DRAW, TokenLayout.CONCATENATED);
  }

  @Override
  public int inputDim() {
    return 1;
  }

  @Override
  public Sine laidOut(TokenLayout other) {
    return new Sine(context, inputRange, amplitudeMin, amplitudeMax, amplitudePhase, other);
  }

  @Override
  public QuerySampler sampler(TaskBlock block) {
    return new SineSampler(this, block);
  }

  @Override
  public Sine shifted(Shift shift, double alpha) {
    return switch (shift) {
      case INPUT_RANGE -> scaled(alpha, 1);
      case TEACHER_SCALE -> scaled(1, alpha);
      case OTHER_INPUTS, OTHER_INPUTS_TEACHER_SCALE, OTHER_INPUTS_RAW ->
          throw new IllegalArgumentException(
              "shift is "
                  + shift.label()
                  + ", which is defined for linear regression only; a sine can be shifted by "
                  + Shift.INPUT_RANGE.label()
                  + " and "
                  + Shift.TEACHER_SCALE.label());
    };
  }

  private Sine scaled(double range, double amplitude) {
    return new Sine(
        context,
        inputRange * range,
        amplitudeMin * amplitude,
        amplitudeMax * amplitude,
        amplitudePhase,
        layout);
  }
}
