package org.iclsweep.trial;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.lanes.LaneMatrix;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Prices;
import org.iclsweep.measure.Agreement;
import org.iclsweep.measure.Agreements;
import org.iclsweep.measure.Answers;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;

/**
 * Agreement of a model in training with learners, on the evaluation tasks, if these have a query.
 *
 * <p><b>Cost.</b> Each learner's answers, once; they are held in memory.
 */
record Alignments() implements Taking<Alignment> {

  private static final double BYTES_A_POINT = 64;

  @Override
  public AtPoints<Alignment> atPoints(MeasuredModel model) {
    return new InTraining(model);
  }

  @Override
  public double flops(TrialSpec trial, Prices prices) {
    MeasureSpec measure = trial.measure();
    return trial.task().inContext().isEmpty()
        ? 0
        : (double) measure.against().size() * measure.evalTasks() * prices.sensitivity();
  }

  @Override
  public double bytes(TrialSpec trial) {
    MeasureSpec measure = trial.measure();
    if (measure.against().isEmpty() || trial.task().inContext().isEmpty()) {
      return 0;
    }
    double answers = Answers.bytes(trial.task(), measure.evalTasks());
    return measure.against().size() * (answers + trial.points() * BYTES_A_POINT);
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

    private static boolean isMeasured(TrialSpec trial, LearnerKind kind) {
      return trial.task().inContext().isPresent()
          && kind.learner().isAlignedAt(trial.model().depth());
    }

    @Override
    public void see(int block, int tasks, LaneMatrix predictions) {
      agreements.see(block, tasks, predictions);
    }

    @Override
    public List<Alignment> at(CurvePoint point) {
      List<Agreement> means = agreements.take();
      List<Alignment> alignments = new ArrayList<>();
      for (int k = 0; k < means.size(); k++) {
        Agreement agreement = means.get(k);
        alignments.add(
            new Alignment(
                point.step(),
                learners.get(k),
                agreement.predictionDifference(),
                agreement.modelDifference(),
                agreement.cosine()));
      }
      return alignments;
    }
  }
}
