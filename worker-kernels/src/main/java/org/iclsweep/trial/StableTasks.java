package org.iclsweep.trial;

import java.util.BitSet;
import org.iclsweep.learner.ContextSpectrum;
import org.iclsweep.learner.GdClosedForm;
import org.iclsweep.measure.EvaluationSet;
import org.iclsweep.measure.Kept;
import org.iclsweep.task.LinearRegression;

/**
 * The tasks on which repeated steps of gradient descent do not diverge, at the rate of the closed
 * form times λ.
 *
 * <pre>  λ η* λ_max(X Xᵀ) / N &lt; 2  </pre>
 *
 * <p>It depends on the contexts alone, so that the same tasks count for every model and learner.
 */
final class StableTasks {

  /** Of ten thousand tasks of ten features, 80 kB each. */
  private static final int MOST = 16;

  private static final Kept<EvaluationSet, double[]> LARGEST =
      new Kept<>(MOST, StableTasks::largestEigenvalues);

  private StableTasks() {}

  /** Those of a set; {@code null} where no closed form of the rate is known. */
  static BitSet of(EvaluationSet set, double dampening) {
    if (!(set.task() instanceof LinearRegression regression && regression.isPlain())) {
      return null;
    }
    double step = dampening * GdClosedForm.rate(regression) / regression.context();
    double[] largest = LARGEST.of(set);
    BitSet stable = new BitSet(largest.length);
    for (int task = 0; task < largest.length; task++) {
      stable.set(task, step * largest[task] < 2);
    }
    return stable;
  }

  private static double[] largestEigenvalues(EvaluationSet set) {
    ContextSpectrum spectrum =
        ContextSpectrum.of(set.inContext(), set.stream(), set.seed(), set.tasks());
    double[] largest = new double[set.tasks()];
    for (int task = 0; task < largest.length; task++) {
      largest[task] = spectrum.largest(task);
    }
    return largest;
  }
}
