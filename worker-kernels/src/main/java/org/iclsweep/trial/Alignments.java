package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.Agreement;
import org.iclsweep.measure.Agreements;
import org.iclsweep.measure.Answers;
import org.iclsweep.measure.Evaluator;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * Agreement of a model with learners, on the evaluation tasks, if these have a query.
 *
 * <p><b>Cost.</b> Each learner's answers, once; they are held in memory. At the end alone, the
 * model's answers once more.
 *
 * @param at at which steps
 */
public record Alignments(When at) implements Taking<Alignment> {

  private static final double BYTES_A_POINT = 64;

  @Override
  public boolean isOverSteps() {
    return at == When.EVERY;
  }

  @Override
  public AtPoints<Alignment> atPoints(MeasuredModel model) {
    return at == When.EVERY ? new InTraining(model) : point -> List.of();
  }

  @Override
  public List<Alignment> atEnd(MeasuredModel model) {
    if (at == When.EVERY || measured(model.spec()).isEmpty()) {
      return List.of();
    }
    InTraining last = new InTraining(model);
    Evaluator.loss(model.predictor(), model.evaluation(), List.of(last));
    return last.at(model.steps());
  }

  /** Agreement with a learner is told that was there before, and is the same one. */
  @Override
  public boolean isToldBy(Taking<?> before, TrialSpec trial, TrialSpec trained) {
    List<LearnerKind> wanted = measured(trial);
    return at == When.LAST
        || wanted.isEmpty()
        || equals(before)
            && measured(trained).containsAll(wanted)
            && wanted.stream()
                .allMatch(
                    kind -> trial.learner(kind).learner().equals(trained.learner(kind).learner()));
  }

  /** That of the learners of a model, in their order, point by point. */
  @Override
  public List<Alignment> takenOver(MeasuredModel model, List<Alignment> left) {
    List<LearnerKind> wanted = measured(model.spec());
    return left.stream()
        .filter(each -> wanted.contains(each.learner()))
        .sorted(
            Comparator.comparingInt(Alignment::step)
                .thenComparingInt(each -> wanted.indexOf(each.learner())))
        .toList();
  }

  /** The learners with which agreement is measured. */
  private static List<LearnerKind> measured(TrialSpec trial) {
    return trial.measure().against().stream().filter(kind -> isMeasured(trial, kind)).toList();
  }

  private static boolean isMeasured(TrialSpec trial, LearnerKind kind) {
    return trial.task().inContext().isPresent()
        && kind.learner().isAlignedAt(trial.model().depth());
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    MeasureSpec measure = trial.measure();
    if (trial.task().inContext().isEmpty()) {
      return 0;
    }
    int again = at == When.LAST && !measured(trial).isEmpty() ? 1 : 0;
    return (double) (measure.against().size() + again) * measure.evalTasks() * prices.sensitivity();
  }

  @Override
  public double bytes(TrialSpec trial) {
    MeasureSpec measure = trial.measure();
    if (measure.against().isEmpty() || trial.task().inContext().isEmpty()) {
      return 0;
    }
    double answers = Answers.bytes(trial.task(), measure.evalTasks());
    double points = at == When.EVERY ? trial.points() : 1;
    return measure.against().size() * (answers + points * BYTES_A_POINT);
  }

  private static final class InTraining implements AtPoints<Alignment> {
    private final List<LearnerKind> learners = new ArrayList<>();
    private final Agreements agreements;

    InTraining(MeasuredModel model) {
      List<Answers> answers = new ArrayList<>();
      for (TrialRecord row : model.rows()) {
        LearnerKind kind = row.learners().get(0).kind();
        if (isMeasured(model.spec(), kind)) {
          learners.add(kind);
          answers.add(KnownAnswers.of(model.spec().learner(kind), row, model.evaluation()));
        }
      }
      agreements = new Agreements(model.predictor(), answers);
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      agreements.see(block, tasks, predictions);
    }

    @Override
    public List<Alignment> at(CurvePoint point) {
      return at(point.step());
    }

    List<Alignment> at(int step) {
      List<Agreement> means = agreements.take();
      List<Alignment> alignments = new ArrayList<>();
      for (int k = 0; k < means.size(); k++) {
        Agreement agreement = means.get(k);
        alignments.add(
            new Alignment(
                step,
                learners.get(k),
                agreement.predictionDifference(),
                agreement.modelDifference(),
                agreement.cosine()));
      }
      return alignments;
    }
  }
}
