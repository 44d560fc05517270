package org.iclsweep.lanes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link SweepKernel} of each form that this JVM has met, and which of them have code of their
 * own. Both are bounded: of forms that have not been met for long the count of work is forgotten,
 * and the code of the ones that got theirs first is given up, so that an executor which meets ten
 * thousand shapes holds no more classes than one which meets a hundred.
 */
final class SweepKernels {

  private final int registers;
  private final Map<Sweep, SweepKernel> met;
  private final Map<Sweep, SweepKernel> fixed;

  /**
   * @param registers of the machine, for vectors
   * @param mostMet forms whose work is counted
   * @param mostFixed forms that have code of their own at a time
   */
  SweepKernels(int registers, int mostMet, int mostFixed) {
    this.registers = registers;
    met =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Sweep, SweepKernel> eldest) {
            return size() > mostMet;
          }
        };
    fixed =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Sweep, SweepKernel> eldest) {
            if (size() <= mostFixed) {
              return false;
            }
            eldest.getValue().release();
            return true;
          }
        };
  }

  /** The one of this form. */
  synchronized SweepKernel of(Sweep sweep) {
    return met.computeIfAbsent(sweep, form -> new SweepKernel(form, registers));
  }

  /** The one of this form, with code of its own that is not compiled yet. */
  synchronized SweepKernel fixed(Sweep sweep) {
    SweepKernel kernel = of(sweep);
    if (!kernel.isFixed()) {
      fix(kernel, kernel.general().stream().map(Region::fixed).toList());
    }
    return kernel;
  }

  /** Gives a form code of its own. */
  synchronized void fix(SweepKernel kernel, List<Region> regions) {
    kernel.fix(regions);
    SweepKernel other = fixed.put(kernel.sweep(), kernel);
    if (other != null && other != kernel) {
      other.release();
    }
  }
}
