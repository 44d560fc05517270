package org.iclsweep.task;

import static org.iclsweep.spec.Requirements.atLeastOne;
import static org.iclsweep.spec.Requirements.positive;
import static org.iclsweep.spec.Requirements.require;

/**
 * Linear regression with one output.
 *
 * <pre>
 *   w ~ N(0, teacherScale² I),  x from inputs,  both as the covariance maps them,  y = ⟨w, φ(x)⟩ + ε,  ε ~ N(0, noise²)
 *   distractors: so many labels of the context, chosen anew for every task, become draws from N(0, 1)
 * </pre>
 *
 * <p>φ(x) is x unless features are others. Noise and distractors fall on the context alone. The
 * target is ⟨w, φ(x)⟩: noise on it would add noise²/2 to every predictor's loss and change neither
 * gradients on average nor any comparison.
 *
 * <p>A task has the same teacher and inputs whatever its noise, distractors and layout.
 *
 * @param dim number of features of an input
 * @param context number of (x, y) pairs before the query
 * @param inputs their distribution; uniform with range 0.5 is what the released code of the paper
 *     ran
 * @param teacherScale standard deviation of the teacher's weights
 * @param noise standard deviation of the noise on the context's labels; 0 means none
 * @param distractors number of labels of the context that are overwritten
 * @param layout how pairs become tokens
 * @param covariance of inputs and teacher
 * @param features φ
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 3</a>
 */
public record LinearRegression(
    int dim,
    int context,
    InputDistribution inputs,
    double teacherScale,
    double noise,
    int distractors,
    TokenLayout layout,
    Covariance covariance,
    Features features)
    implements InContext {

  /** What a multiply-add is worth of a number that is drawn, about. */
  static final double MULTIPLY_ADD = 1.0 / 12;

  public LinearRegression {
    atLeastOne("dim", dim);
    atLeastOne("context", context);
    positive("teacherScale", teacherScale);
    require(noise >= 0 && Double.isFinite(noise), "noise", noise, "positive, or 0 for none");
    require(
        distractors >= 0 && distractors <= context,
        "distractors",
        distractors,
        "0 to " + context + ", the number of labels in the context");
    Covariance.requireSize(covariance.spectrum(), dim);
    InputLaw.requireDim(inputs.law(), dim);
    if (!features.areInputs() && !covariance.equals(Covariance.NONE)) {
      throw new IllegalArgumentException(Features.OF_ONE_LAW);
    }
  }

  /** Inputs and teachers as they are drawn, labels linear in inputs. */
  public LinearRegression(
      int dim,
      int context,
      InputDistribution inputs,
      double teacherScale,
      double noise,
      int distractors,
      TokenLayout layout) {
    this(
        dim,
        context,
        inputs,
        teacherScale,
        noise,
        distractors,
        layout,
        Covariance.NONE,
        Features.NONE);
  }

  /** Uniform inputs, labels as they are, concatenated tokens. */
  public LinearRegression(int dim, int context, double inputRange, double teacherScale) {
    this(
        dim,
        context,
        InputDistribution.uniform(inputRange),
        teacherScale,
        0,
        0,
        TokenLayout.CONCATENATED);
  }

  /** The same with other inputs. */
  public LinearRegression withInputs(InputDistribution other) {
    return new LinearRegression(
        dim, context, other, teacherScale, noise, distractors, layout, covariance, features);
  }

  /** The same with so many pairs. */
  public LinearRegression withContext(int other) {
    return new LinearRegression(
        dim, other, inputs, teacherScale, noise, distractors, layout, covariance, features);
  }

  /** The same with another covariance. */
  public LinearRegression withCovariance(Covariance other) {
    return new LinearRegression(
        dim, context, inputs, teacherScale, noise, distractors, layout, other, features);
  }

  /** The same with labels that are linear in other features. */
  public LinearRegression withFeatures(Features other) {
    return new LinearRegression(
        dim, context, inputs, teacherScale, noise, distractors, layout, covariance, other);
  }

  /**
   * Whether inputs are uniform, labels linear in them and as they are, which closed forms are
   * about.
   */
  public boolean isPlain() {
    return inputs.equals(InputDistribution.uniform(inputs.scale()))
        && noise == 0
        && distractors == 0
        && covariance.equals(Covariance.NONE)
        && features.areInputs();
  }

  @Override
  public int inputDim() {
    return dim;
  }

  /** With what a perceptron of the inputs takes, and radii. */
  @Override
  public double draws() {
    double radius = inputs.law() == InputLaw.GAMMA_RADIUS ? GammaRadii.draws(inputs.shape()) : 0;
    double token = radius + MULTIPLY_ADD * 2 * dim * features.hidden();
    return InContext.super.draws() + token * (context + 1);
  }

  @Override
  public LinearRegression ofTrial(long seed) {
    return withCovariance(covariance.withSeed(seed));
  }

  @Override
  public LinearRegression ofAllTrials() {
    return withCovariance(covariance.unrotated());
  }

  @Override
  public LinearRegression laidOut(TokenLayout other) {
    return new LinearRegression(
        dim, context, inputs, teacherScale, noise, distractors, other, covariance, features);
  }

  @Override
  public QuerySampler sampler(TaskBlock block) {
    return new LinearRegressionSampler(this, block);
  }

  @Override
  public LinearRegression shifted(Shift shift, double alpha) {
    return switch (shift) {
      case INPUT_RANGE -> withInputs(inputs.times(alpha));
      case TEACHER_SCALE -> withTeacherScale(teacherScale * alpha);
      case OTHER_INPUTS -> withInputs(InputDistribution.others(alpha));
      case OTHER_INPUTS_TEACHER_SCALE ->
          withInputs(InputDistribution.others(1)).withTeacherScale(teacherScale * alpha);
      case OTHER_INPUTS_RAW -> withInputs(new InputDistribution(InputLaw.MIXTURE, alpha, false));
    };
  }

  private LinearRegression withTeacherScale(double scale) {
    return new LinearRegression(
        dim, context, inputs, scale, noise, distractors, layout, covariance, features);
  }
}
