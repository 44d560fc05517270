package org.iclsweep.task;

/**
 * Noise-free linear regression with one output.
 *
 * <pre>  w ~ N(0, teacherScale² I),  x ~ U(-inputRange, inputRange)^dim,  y = ⟨w, x⟩  </pre>
 *
 * @param dim number of features of an input
 * @param context number of (x, y) pairs before the query
 * @param inputRange half-width a of the inputs' range; 0.5 is what the released code of the paper
 *     ran
 * @param teacherScale standard deviation of the teacher's weights
 * @param layout how pairs become tokens
 * @see <a href="https://arxiv.org/abs/2212.07677">von Oswald et al. (2022), section 3</a>
 */
public record LinearRegression(
    int dim, int context, double inputRange, double teacherScale, TokenLayout layout)
    implements TaskSpec {

  public LinearRegression {
    require(dim >= 1, "dim", dim, "at least 1");
    require(context >= 1, "context", context, "at least 1");
    require(inputRange > 0 && Double.isFinite(inputRange), "inputRange", inputRange, "positive");
    require(
        teacherScale > 0 && Double.isFinite(teacherScale),
        "teacherScale",
        teacherScale,
        "positive");
  }

  /** Concatenated tokens. */
  public LinearRegression(int dim, int context, double inputRange, double teacherScale) {
    this(dim, context, inputRange, teacherScale, TokenLayout.CONCATENATED);
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", must be " + rule);
    }
  }

  @Override
  public int inputDim() {
    return dim;
  }

  @Override
  public LinearRegression laidOut(TokenLayout layout) {
    return new LinearRegression(dim, context, inputRange, teacherScale, layout);
  }

  @Override
  public TaskSampler sampler(TaskBlock block) {
    return new LinearRegressionSampler(this, block);
  }

  @Override
  public LinearRegression shifted(Shift shift, double alpha) {
    return switch (shift) {
      case INPUT_RANGE ->
          new LinearRegression(dim, context, inputRange * alpha, teacherScale, layout);
      case TEACHER_SCALE ->
          new LinearRegression(dim, context, inputRange, teacherScale * alpha, layout);
    };
  }
}
