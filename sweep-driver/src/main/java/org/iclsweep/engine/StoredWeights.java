package org.iclsweep.engine;

import java.io.UncheckedIOException;
import java.util.List;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.results.DamagedTableException;
import org.iclsweep.results.ResultException;
import org.iclsweep.results.TableChangedException;
import org.iclsweep.results.TrialRow;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRunner;

/**
 * Trials that are measured by the weights that the same trainings have left elsewhere; learners are
 * fitted as ever.
 *
 * @param directory where the weights are, in the words of the one who asks
 */
record StoredWeights(String directory, StoredTrainings trained) implements TrialFunction {

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    if (!(trial instanceof TransformerTrial transformer)) {
      return new KernelTrials().run(trial, learners);
    }
    TrialRow row = row(transformer);
    TransformerTrial before = trained.telling(transformer).orElseThrow();
    return TrialRunner.measure(transformer.spec(), learners, before.spec(), row.record());
  }

  /** What cannot be read is no fault of the trial. */
  private TrialRow row(TransformerTrial transformer) {
    try {
      return trained.row(transformer);
    } catch (UncheckedIOException
        | ResultException
        | DamagedTableException
        | TableChangedException e) {
      throw new SweepException(
          "cannot read the weights in %s: %s; what is committed is safe, the same command goes on from there"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  @Override
  public String kernel() {
    return Lanes.kernels().description() + ", weights of " + directory;
  }

  @Override
  public boolean trains() {
    return false;
  }

  @Override
  public boolean canRun(Trial trial) {
    return !(trial instanceof TransformerTrial transformer)
        || trained.telling(transformer).isPresent();
  }
}
