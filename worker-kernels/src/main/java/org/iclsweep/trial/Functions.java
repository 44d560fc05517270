package org.iclsweep.trial;

import static org.iclsweep.spec.Requirements.atLeastOne;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.model.Network;
import org.iclsweep.model.Stack;
import org.iclsweep.spec.Column;
import org.iclsweep.task.InContext;
import org.iclsweep.task.QuerySampler;
import org.iclsweep.task.ReadOut;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.Functions.FunctionPoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * Whole functions instead of single answers: with the context held, the query goes over the range
 * of a sine's inputs.
 *
 * <p><b>Cost.</b> {@link #POINTS} evaluations for each task and predictor, in blocks of 16 tasks.
 *
 * @param tasks of which they are kept, the first of the evaluation set
 */
public record Functions(int tasks) implements Taking<FunctionPoint> {

  /**
   * A point of a function of one input: with a task's context held, the query is at {@code x}.
   *
   * @param task number of the evaluation task
   * @param series {@code context}, the pairs that are shown; {@code target}; {@code
   *     before-attention}, what the model would answer ahead of its first layer of attention;
   *     {@code transformer}, or a learner's label
   * @param x input
   * @param y label or answer
   */
  public record FunctionPoint(
      @Column(inView = "function") int task, String series, double x, double y)
      implements Serializable {}

  /** Places of the query, even from end to end of the range. */
  static final int POINTS = 100;

  static final String CONTEXT = "context";
  static final String TARGET = "target";
  static final String BEFORE_ATTENTION = "before-attention";

  /** What a block's tasks answer, lane by lane, to the query that is there. */
  private interface Answer {
    IntToDoubleFunction of(QuerySampler sampler);
  }

  public Functions {
    atLeastOne("functions", tasks);
  }

  @Override
  public void refuse(ModelSpec model, TaskSpec task) {
    InContext.of(task);
  }

  /** Of the first tasks: what they are, and what a model and its learners make of them. */
  @Override
  public List<FunctionPoint> atEnd(MeasuredModel model) {
    Of functions = new Of(model.evaluation().first(tasks));
    List<FunctionPoint> points = new ArrayList<>(functions.tasks(model.network().block()));
    points.addAll(functions.beforeAttention(model.network()));
    points.addAll(functions.answers(MeasuredModel.NAME, model.predictor()));
    for (TrialRecord row : model.rows()) {
      FittedLearner fitted = row.learners().get(0);
      Predictor learner =
          KnownAnswers.predictor(model.spec().learner(fitted.kind()), fitted, row.weights());
      points.addAll(functions.answers(fitted.kind().label(), learner));
    }
    return points;
  }

  /** The functions of a set of tasks, in their order. */
  record Of(EvaluationSet set) {

    /** The context's pairs and the functions that they are of. */
    List<FunctionPoint> tasks(TaskBlock block) {
      List<FunctionPoint> points = new ArrayList<>();
      QuerySampler sampler = sines().sampler(block);
      for (int first = 0; first < set.tasks(); first += LaneMatrix.LANES) {
        sampler.draw(set.seed(), set.stream(), 0, first);
        for (int lane = 0; lane < Math.min(LaneMatrix.LANES, set.tasks() - first); lane++) {
          for (int s = 0; s < sines().context(); s++) {
            double x = block.contextInputs().get(s, 0, lane);
            double y = block.contextLabels().get(s, 0, lane);
            points.add(new FunctionPoint(first + lane, CONTEXT, x, y));
          }
        }
      }
      add(
          points,
          TARGET,
          block,
          drawn -> {
            drawn.answer();
            return lane -> block.targets().get(0, 0, lane);
          });
      return points;
    }

    /** A predictor's answers. */
    List<FunctionPoint> answers(String name, Predictor predictor) {
      List<FunctionPoint> points = new ArrayList<>();
      add(
          points,
          name,
          predictor.block(),
          drawn -> {
            LaneMatrix predictions = predictor.predict();
            return lane -> predictions.get(0, 0, lane);
          });
      return points;
    }

    /** What the read-out would answer ahead of the first layer of attention. */
    List<FunctionPoint> beforeAttention(Network network) {
      Stack before = network.firstLayers(0);
      before.prepare();
      ReadOut readOut = network.readOut();
      LaneMatrix read = readOut.of(before.output());
      List<FunctionPoint> points = new ArrayList<>();
      add(
          points,
          BEFORE_ATTENTION,
          network.block(),
          drawn -> {
            before.forward();
            return lane -> readOut.answer(read.get(0, 0, lane));
          });
      return points;
    }

    private void add(List<FunctionPoint> points, String name, TaskBlock block, Answer answer) {
      QuerySampler sampler = sines().sampler(block);
      double[][] values = new double[set.tasks()][POINTS];
      for (int first = 0; first < set.tasks(); first += LaneMatrix.LANES) {
        sampler.draw(set.seed(), set.stream(), 0, first);
        for (int p = 0; p < POINTS; p++) {
          ask(block.queryInput(), place(p));
          IntToDoubleFunction answers = answer.of(sampler);
          for (int lane = 0; lane < Math.min(LaneMatrix.LANES, set.tasks() - first); lane++) {
            values[first + lane][p] = answers.applyAsDouble(lane);
          }
        }
      }
      for (int task = 0; task < set.tasks(); task++) {
        for (int p = 0; p < POINTS; p++) {
          points.add(new FunctionPoint(task, name, place(p), values[task][p]));
        }
      }
    }

    private static void ask(LaneMatrix query, float x) {
      for (int lane = 0; lane < LaneMatrix.LANES; lane++) {
        query.set(0, 0, lane, x);
      }
    }

    private float place(int p) {
      double range = sines().inputRange();
      return (float) (range * (2.0 * p / (POINTS - 1) - 1));
    }

    private Sine sines() {
      return (Sine) set.task();
    }
  }
}
