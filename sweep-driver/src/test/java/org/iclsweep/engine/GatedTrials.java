package org.iclsweep.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.trial.TrialRecord;

/**
 * Sample trials of which the later seeds wait, so that a run is not over before something has been
 * done to it, however fast the machine.
 *
 * @param gate a file; they wait until it is there
 */
record GatedTrials(String gate) implements TrialFunction {
  private static final long serialVersionUID = 1;

  /** The first seed that waits; {@link SampleTrials} of the first ten are soon done. */
  static final int FIRST = 10;

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    if (trial instanceof TransformerTrial model && model.spec().seed() >= FIRST) {
      await();
    }
    return new SampleTrials(0).run(trial, learners);
  }

  private void await() {
    try {
      while (!Files.exists(Path.of(gate))) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String kernel() {
    return "sample";
  }
}
