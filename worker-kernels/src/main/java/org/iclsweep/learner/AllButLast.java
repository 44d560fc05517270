package org.iclsweep.learner;

import java.util.Optional;
import java.util.Set;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.measure.Predictor;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.task.InContext;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskBlock;
import org.iclsweep.task.TaskSpec;

/**
 * A learner that does not see the last example of a context: fitted to contexts of one example
 * less, and answering from the first of each.
 *
 * @param of the same that sees all
 */
public record AllButLast(Learner of) implements InContextLearner {

  /** Contexts of one example less. */
  static InContext fewer(TaskSpec task) {
    if (!(task instanceof LinearRegression regression)
        || regression.context() < 2
        || regression.distractors() > 0
        || regression.inputs().normalised()) {
      throw new IllegalArgumentException(
          "the last example is left out of linear regression with two or more of them, without"
              + " distractors and with inputs that are not normalised, only");
    }
    return regression.withContext(regression.context() - 1);
  }

  @Override
  public String label() {
    return of.label();
  }

  @Override
  public Set<Dependence> dependsOn() {
    return of.dependsOn();
  }

  @Override
  public Optional<String> unknownBeside(ModelSpec model, InContext task) {
    return of.unknownBeside(model, task);
  }

  @Override
  public AllButLast beside(TrialSettings trial) {
    return new AllButLast(of.beside(trial));
  }

  @Override
  public LearnerFit fit(InContext task, long seed) {
    return of.fit(fewer(task), seed);
  }

  @Override
  public Predictor predictor(InContext task, LearnerFit fit) {
    return new FirstExamples(new TaskBlock(task), of.predictor(fewer(task), fit));
  }

  @Override
  public boolean isGradientDescent() {
    return of.isGradientDescent();
  }

  @Override
  public boolean isAlignedAt(int depth) {
    return of.isAlignedAt(depth);
  }

  @Override
  public double searchTasks() {
    return of.searchTasks();
  }

  @Override
  public double trainingTasks() {
    return of.trainingTasks();
  }

  @Override
  public double fitFlops(TaskSpec task) {
    return of.fitFlops(task);
  }

  @Override
  public double answerFlops(InContext task, Prices prices) {
    return of.answerFlops(task, prices);
  }

  @Override
  public ModelSpec model() {
    return of.model();
  }

  /**
   * Passes on all but the last example.
   *
   * @param block whole tasks, as concatenated tokens
   * @param few answers tasks of one example less
   */
  private record FirstExamples(TaskBlock block, Predictor few) implements Predictor {

    @Override
    public LaneMatrix predict() {
      LaneMatrix into = few.block().tokens();
      int query = into.rows() - 1;
      into.rows(0, query).copyFrom(block.tokens().rows(0, query));
      into.row(query).copyFrom(block.tokens().row(query + 1));
      return few.predict();
    }

    @Override
    public LaneMatrix sensitivity() {
      return few.sensitivity();
    }
  }
}
