package org.iclsweep.engine;

import org.iclsweep.learner.LearnerSpec;
import org.iclsweep.model.ModelMemory;
import org.iclsweep.study.LearnerTrial;
import org.iclsweep.study.TransformerTrial;
import org.iclsweep.study.Trial;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrialSpec;

/**
 * What a trial takes of the heap at most, worked out from its shapes. An estimate: it decides what
 * runs at a time and what is not begun, never a result.
 *
 * <pre>
 *   the network, as {@link ModelMemory} counts it; a second one for the interpolated model
 *   two numbers a parameter for the optimizer
 *   the answers of each learner to all evaluation tasks, and how they depend on the query
 *   the points of its curves; its weights as a row of the table
 * </pre>
 */
final class MemoryModel {

  /** What a trial takes whatever its shape. */
  static final double FIXED_BYTES = 8e6;

  /** A weight as a number of a row, and on its way to the file. */
  private static final double ROW_BYTES_A_WEIGHT = 32;

  /** Of Adam; none needs more. */
  private static final int OPTIMIZER_NUMBERS = 2;

  private static final double BYTES_A_POINT = 128;
  private static final double BYTES_A_POINT_AND_LEARNER = 64;

  private MemoryModel() {}

  /** Bytes of a trial. */
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
    double answers = (double) spec.measure().evalTasks() * spec.task().inputDim();
    return Math.max(
        Math.max(memory.longest(), memory.parameters()),
        spec.measure().against().isEmpty() ? 0 : answers);
  }

  private static double bytes(TrialSpec spec) {
    ModelMemory memory = ModelMemory.of(spec.model(), spec.task());
    MeasureSpec measure = spec.measure();
    boolean interpolates = spec.model().isPlain(spec.task());
    double points = 2 + (double) spec.training().steps() / measure.every();
    return FIXED_BYTES
        + (interpolates ? 2 : 1) * memory.bytes()
        + memory.parameters() * (OPTIMIZER_NUMBERS * Float.BYTES + ROW_BYTES_A_WEIGHT)
        + measure.against().size() * answers(spec.task(), measure.evalTasks())
        + points * (BYTES_A_POINT + BYTES_A_POINT_AND_LEARNER * measure.against().size());
  }

  private static double bytes(LearnerSpec spec) {
    return FIXED_BYTES
        + 2 * ModelMemory.of(spec.learner().model(), spec.task()).bytes()
        + answers(spec.task(), spec.evalTasks())
        + (spec.learner().spectrumGammas().isEmpty()
            ? 0
            : (double) Double.BYTES * spec.evalTasks() * spec.task().inputDim());
  }

  /** Bytes in words. */
  static String text(double bytes) {
    return bytes < 1e9
        ? Math.max(1, Math.round(bytes / 1e6)) + " MB"
        : "%.1f GB".formatted(bytes / 1e9);
  }

  private static double answers(TaskSpec task, int tasks) {
    return (double) Float.BYTES * tasks * (1 + task.inputDim());
  }
}
