package org.iclsweep.engine;

import java.util.List;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRunner;

/** Trials as the training kernel runs them. */
public record KernelTrials() implements TrialFunction {
  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    return trial instanceof TransformerTrial transformer
        ? TrialRunner.run(transformer.spec(), learners)
        : TrialRunner.run(((LearnerTrial) trial).spec());
  }

  @Override
  public String kernel() {
    return Lanes.kernels().description();
  }
}
