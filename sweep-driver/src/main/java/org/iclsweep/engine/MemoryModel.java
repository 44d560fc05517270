package org.iclsweep.engine;

import org.iclsweep.measure.Answers;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.GramRoots;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.TrialSpec;

/**
 * What a trial takes of the heap at most, worked out from its shapes. An estimate: it decides what
 * runs at a time and what is not begun, never a result.
 *
 * <pre>
 *   the network, as {@link ModelMemory} counts it; a second one for the interpolated model
 *   the optimizer's state, and the weights that are the best so far
 *   what tasks are drawn by, where that is not their tokens
 *   a batch that comes back, as {@link KnownTask} says
 *   what its measures take, as {@link Measures} counts them
 * </pre>
 */
final class MemoryModel {

  /** What a trial takes whatever its shape. */
  static final double FIXED_BYTES = 8e6;

  private MemoryModel() {}

  static double bytes(Trial trial) {
    return trial instanceof TransformerTrial transformer
        ? bytes(transformer.spec())
        : bytes(((LearnerTrial) trial).spec());
  }

  /** Whether a trial needs an array that is longer than any can be, whatever the memory. */
  static boolean isBeyondJava(Trial trial) {
    return trial instanceof TransformerTrial transformer
        && longest(transformer.spec()) > Integer.MAX_VALUE - 1024;
  }

  private static double longest(TrialSpec spec) {
    ModelMemory memory = ModelMemory.of(spec.model(), spec.task());
    double answers =
        spec.measure().against().isEmpty()
            ? 0
            : Answers.longest(spec.task(), spec.measure().evalTasks());
    return Math.max(Math.max(memory.longest(), memory.parameters()), answers);
  }

  private static double bytes(TrialSpec spec) {
    ModelMemory memory = ModelMemory.of(spec.model(), spec.task());
    return FIXED_BYTES
        + (spec.canInterpolate() ? 2 : 1) * memory.bytes()
        + spec.training().optimizer().bytes(memory.parameters())
        + (spec.training().bestOfLast() > 0 ? memory.parameters() * Float.BYTES : 0)
        + spec.known().floats(spec.keptTasks()) * Float.BYTES
        + spec.roots().map(GramRoots::floats).orElse(0.0) * Float.BYTES
        + (spec.training().integrate() ? IntegratedLoss.bytes(spec.model(), spec.task()) : 0)
        + Measures.taken(spec.measure().asked()).mapToDouble(each -> each.bytes(spec)).sum();
  }

  private static double bytes(LearnerSpec spec) {
    return FIXED_BYTES
        + 2 * ModelMemory.of(spec.learner().model(), spec.task()).bytes()
        + Answers.bytes(spec.task(), spec.evalTasks())
        + Measures.taken(spec.asked()).mapToDouble(each -> each.bytes(spec)).sum();
  }

  /** Bytes in words. */
  static String text(double bytes) {
    return bytes < 1e9
        ? Math.max(1, Math.round(bytes / 1e6)) + " MB"
        : "%.1f GB".formatted(bytes / 1e9);
  }
}
