package org.iclsweep.spi;

/**
 * What draws sequences of states, again and again; used by one thread at a time. It may have room
 * of its own, made when it is made.
 */
@FunctionalInterface
public interface SequenceTasks {

  /**
   * Overwrites all states of 16 sequences, a function of the draws alone: nothing may be left of
   * the sequences before.
   */
  void draw(LaneDraws draws);
}
