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
 * @param gates files; the first seeds that wait do so until the first is there, as many after them
 *     until the second is, and so on; all that are left wait for the last
 */
record GatedTrials(List<String> gates) implements TrialFunction {
  private static final long serialVersionUID = 1;

  /** The first seed that waits, and how many there are to a gate; those before are soon done. */
  static final int FIRST = 10;

  @Override
  public TrialRecord run(Trial trial, List<TrialRecord> learners) {
    if (trial instanceof TransformerTrial model && model.spec().seed() >= FIRST) {
      int gate = (int) Math.min(model.spec().seed() / FIRST, gates.size()) - 1;
      await(Path.of(gates.get(gate)));
    }
    return new SampleTrials(0).run(trial, learners);
  }

  private static void await(Path gate) {
    try {
      while (!Files.exists(gate)) {
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
