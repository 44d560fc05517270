package org.iclsweep.spi;

import org.iclsweep.lanes.LaneMatrix;

/**
 * The randomness of a block of 16 tasks: of each lane a generator of its own, seeded by the trial's
 * seed, the step and the number of the task, and by nothing else. The same draws in the same order
 * give the same bits on every machine.
 */
public interface LaneDraws {

  /** Overwrites a matrix with draws from U(-range, range), rows before columns. */
  void uniform(LaneMatrix matrix, double range);

  /** Overwrites a matrix with draws from N(0, deviation²), rows before columns. */
  void normal(LaneMatrix matrix, double deviation);
}
