package org.iclsweep.learner;

import java.util.List;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/**
 * A learner with the settings that suit its task distribution best.
 *
 * @param predictor the learner at work
 * @param learningRates η of each distinct layer; empty unless the learner is gradient descent
 * @param gammas γ of each distinct layer; empty unless the learner is GD++
 * @param bandwidth h of kernel smoothing; {@code null} for other learners
 * @param trained the network whose weights were trained; {@code null} unless the learner is mlp-gd
 */
public record LearnerFit(
    Predictor predictor,
    List<Double> learningRates,
    List<Double> gammas,
    Double bandwidth,
    Network trained) {

  /** Tasks on which rates are searched: many, so that the best rate is that of the distribution. */
  public static final int SEARCH_TASKS = 1 << 16;

  /** Contexts whose mean trace tells where a search starts. */
  private static final int SPECTRUM_TASKS = 64;

  private static final Rates NO_RATES = new Rates(List.of(), List.of());

  /** Fits a learner; a function of the spec alone. */
  public static LearnerFit of(LearnerSpec spec) {
    return switch (spec.kind()) {
      case GD, GD_ONE_STEP -> of(spec, oneRate(searchRate(spec)));
      case GD_CLOSED_FORM -> of(spec, oneRate(closedFormRate(spec.task())));
      case GD_PER_STEP, GD_PLUS_PLUS -> of(spec, layerRates(spec));
      case LEAST_SQUARES, RIDGE -> of(spec, NO_RATES, null);
      case KERNEL_SMOOTHING -> of(spec, NO_RATES, searchBandwidth(spec));
      case MLP_GD -> perceptron(PerceptronFit.train(spec));
    };
  }

  private static LearnerFit of(LearnerSpec spec, Rates rates) {
    return of(spec, rates, null);
  }

  private static LearnerFit of(LearnerSpec spec, Rates rates, Double bandwidth) {
    List<Double> learningRates = rates.learningRates();
    List<Double> gammas = rates.gammas();
    return new LearnerFit(
        predictor(spec, learningRates, gammas, bandwidth), learningRates, gammas, bandwidth, null);
  }

  private static LearnerFit perceptron(Network trained) {
    return new LearnerFit(
        new NetworkPredictor(trained), List.of(PerceptronFit.RATE), List.of(), null, trained);
  }

  /** The network of mlp-gd, for the weights of its fit to be written into. */
  public static Network perceptron(LearnerSpec spec) {
    return PerceptronFit.network(spec);
  }

  /** The learner at work, from what its fit found; for mlp-gd that is its weights. */
  public static Predictor predictor(
      LearnerSpec spec, List<Double> learningRates, List<Double> gammas, Double bandwidth) {
    return switch (spec.kind()) {
      case GD, GD_ONE_STEP, GD_CLOSED_FORM, GD_PER_STEP, GD_PLUS_PLUS ->
          new NetworkPredictor(
              network(spec.task(), spec.depth(), spec.tokenClip(), learningRates, gammas));
      case LEAST_SQUARES, RIDGE -> new LeastSquares(spec.task(), spec.ridge());
      case KERNEL_SMOOTHING -> new KernelSmoothing(spec.task(), bandwidth);
      case MLP_GD ->
          throw new IllegalArgumentException("mlp-gd is what its weights make of perceptron()");
    };
  }

  /** Tasks that every pass of a search answers; 0 where nothing is searched. */
  public static double searchTasks(LearnerSpec spec) {
    return switch (spec.kind()) {
      case GD, GD_ONE_STEP, KERNEL_SMOOTHING -> SEARCH_TASKS;
      case GD_PER_STEP, GD_PLUS_PLUS ->
          spec.depth() > 1 ? RateStarts.shapes(spec) * (double) RateStarts.TASKS : SEARCH_TASKS;
      case GD_CLOSED_FORM, LEAST_SQUARES, RIDGE, MLP_GD -> 0;
    };
  }

  /** Tasks that training sees after the search; 0 where nothing is trained. */
  public static double trainingTasks(LearnerSpec spec) {
    return switch (spec.kind()) {
      case GD_PER_STEP, GD_PLUS_PLUS -> spec.depth() > 1 ? RateFit.trainingTasks(spec) : 0;
      case MLP_GD -> (double) spec.perceptron().steps() * spec.perceptron().batch();
      case GD, GD_ONE_STEP, GD_CLOSED_FORM, LEAST_SQUARES, RIDGE, KERNEL_SMOOTHING -> 0;
    };
  }

  /** The fitted learner as a network, from its rates. */
  public static Network network(
      TaskSpec task, int depth, double tokenClip, List<Double> learningRates, List<Double> gammas) {
    Network network = Construction.network(task, depth, learningRates.size() == 1, tokenClip);
    Construction.write(network, learningRates, gammas, task.context());
    return network;
  }

  /**
   * The best rate of one step of gradient descent on linear regression with inputs U(-a, a)^d and N
   * examples.
   *
   * <pre>  η* = 15 N / (a² (5 (N + d) - 1))  </pre>
   *
   * <p>It follows from E x² = a²/3 and E x⁴ = a⁴/5, and does not depend on the teacher's scale.
   */
  public static double closedFormRate(TaskSpec task) {
    if (!(task instanceof LinearRegression regression && regression.isPlain())) {
      throw new IllegalArgumentException(
          "a closed form is known for linear regression with uniform inputs, without noise and"
              + " distractors, only");
    }
    double a = regression.inputs().scale();
    return 15.0
        * regression.context()
        / (a * a * (5.0 * (regression.context() + regression.dim()) - 1));
  }

  /**
   * The strength of ridge regression that makes it the mean of the posterior, and so the best of
   * all predictors.
   *
   * <pre>  λ = (deviation of the noise on labels / deviation of the teacher's weights)²  </pre>
   */
  public static double bayesRidge(TaskSpec task) {
    if (!(task instanceof LinearRegression regression) || regression.distractors() > 0) {
      throw new IllegalArgumentException(
          "the best strength of ridge is known for linear regression without distractors only");
    }
    double ratio = regression.noise() / regression.teacherScale();
    return ratio * ratio;
  }

  private static Rates oneRate(double rate) {
    return new Rates(List.of(rate), List.of());
  }

  /** Rates of several layers; those of one layer are plain gradient descent's. */
  private static Rates layerRates(LearnerSpec spec) {
    if (spec.depth() > 1) {
      return new RateFit(spec).rates(lowRate(spec));
    }
    boolean plain = spec.kind() == LearnerKind.GD_PER_STEP;
    // one layer's γ moves inputs that nothing looks at afterwards, so GD++ is GD
    return new Rates(List.of(searchRate(spec)), plain ? List.of() : List.of(0.0));
  }

  /** The best η shared by all layers. */
  private static double searchRate(LearnerSpec spec) {
    int context = spec.task().context();
    Network network = Construction.network(spec.task(), spec.depth(), true, spec.tokenClip());
    NetworkPredictor predictor = new NetworkPredictor(network);
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.SEARCH, spec.evalSeed(), SEARCH_TASKS);
    return RateSearch.minimise(
        rate -> {
          Construction.write(network, List.of(rate), List.of(), context);
          return Evaluator.loss(predictor, set).mean();
        },
        lowRate(spec));
  }

  private static double searchBandwidth(LearnerSpec spec) {
    double distance = Math.sqrt(2 * meanTrace(spec) / spec.task().context());
    KernelSmoothing smoothing = new KernelSmoothing(spec.task(), distance);
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.SEARCH, spec.evalSeed(), SEARCH_TASKS);
    return RateSearch.minimise(
        bandwidth -> {
          smoothing.setBandwidth(bandwidth);
          return Evaluator.loss(smoothing, set).mean();
        },
        distance / 64);
  }

  /** An η far below the edge of stability, which is 2N over the largest eigenvalue of G = X Xᵀ. */
  private static double lowRate(LearnerSpec spec) {
    return spec.task().context() / meanTrace(spec) / 16;
  }

  /** About E ‖x‖² N. */
  private static double meanTrace(LearnerSpec spec) {
    return ContextSpectrum.of(spec.task(), Stream.SEARCH, spec.evalSeed(), SPECTRUM_TASKS)
        .meanTrace();
  }
}
