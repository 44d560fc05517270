package org.iclsweep.learner;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.measure.NetworkPredictor;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.Network;
import org.iclsweep.random.Stream;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/**
 * A learner with the rates that suit its task distribution best.
 *
 * @param predictor the learner at work
 * @param learningRates η of each distinct layer; empty for least squares
 * @param gammas γ of each distinct layer; empty unless the learner is GD++
 */
public record LearnerFit(Predictor predictor, List<Double> learningRates, List<Double> gammas) {

  /** Tasks on which rates are searched: many, so that the best rate is that of the distribution. */
  public static final int SEARCH_TASKS = 1 << 16;

  /** Fits a learner; a function of the spec alone. */
  public static LearnerFit of(LearnerSpec spec) {
    return switch (spec.kind()) {
      case GD -> gradientDescent(spec, searchRate(spec, (rate, context) -> 0));
      case GD_CLOSED_FORM -> gradientDescent(spec, closedFormRate(spec.task()));
      case GD_PLUS_PLUS -> gdPlusPlus(spec);
      case LEAST_SQUARES -> new LearnerFit(new LeastSquares(spec.task()), List.of(), List.of());
    };
  }

  /**
   * Tasks that training sees on the way to the rates: none unless the learner is GD++ of several
   * layers.
   */
  public static double trainingTasks(LearnerSpec spec) {
    boolean isTrained = spec.kind() == LearnerKind.GD_PLUS_PLUS && spec.depth() > 1;
    return isTrained ? (double) GdPlusPlusFit.steps(spec.tied()) * GdPlusPlusFit.BATCH : 0;
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

  private static LearnerFit gradientDescent(LearnerSpec spec, double rate) {
    List<Double> rates = List.of(rate);
    Network network = network(spec.task(), spec.depth(), spec.tokenClip(), rates, List.of());
    return new LearnerFit(new NetworkPredictor(network), rates, List.of());
  }

  private static LearnerFit gdPlusPlus(LearnerSpec spec) {
    if (spec.depth() == 1) {
      // one layer's γ moves inputs that nothing looks at afterwards, so GD++ is GD
      LearnerFit gd = gradientDescent(spec, searchRate(spec, (rate, context) -> 0));
      return new LearnerFit(gd.predictor, gd.learningRates, List.of(0.0));
    }
    int context = spec.task().context();
    double rate = searchRate(spec, LearnerFit::startingGamma);
    Network network =
        Construction.network(spec.task(), spec.depth(), spec.tied(), spec.tokenClip());
    Construction.write(
        network,
        Collections.nCopies(network.weights().size(), rate),
        Collections.nCopies(network.weights().size(), startingGamma(rate, context)),
        context);
    GdPlusPlusFit fit = new GdPlusPlusFit(network, context);
    fit.train(spec, rate, startingGamma(rate, context));
    return new LearnerFit(new NetworkPredictor(network), fit.learningRates(), fit.gammas());
  }

  /** The one-parameter family in which the released code starts GD++. */
  private static double startingGamma(double rate, double context) {
    return rate / (context * context);
  }

  /** The best η shared by all layers, with γ tied to it by the given function of (η, N). */
  private static double searchRate(LearnerSpec spec, DoubleBinaryOperator gamma) {
    int context = spec.task().context();
    Network network = Construction.network(spec.task(), spec.depth(), true, spec.tokenClip());
    NetworkPredictor predictor = new NetworkPredictor(network);
    EvaluationSet set =
        new EvaluationSet(spec.task(), Stream.SEARCH, spec.evalSeed(), SEARCH_TASKS);
    return RateSearch.minimise(
        rate -> {
          Construction.write(
              network, List.of(rate), List.of(gamma.applyAsDouble(rate, context)), context);
          return Evaluator.loss(predictor, set).mean();
        },
        closedFormRate(spec.task()) / 16);
  }
}
