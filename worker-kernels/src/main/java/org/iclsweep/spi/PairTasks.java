package org.iclsweep.spi;

/**
 * What draws tasks into one block, again and again; used by one thread at a time. It may have room
 * of its own for what it needs, made when it is made: a draw that allocates is slow.
 */
public interface PairTasks {

  /**
   * Overwrites inputs, labels and query with 16 tasks, a function of the draws alone: nothing may
   * be left of the tasks before.
   */
  void draw(LaneDraws draws);

  /**
   * Overwrites the targets by what should be answered to the queries that are there, which need not
   * be those that were drawn, in the tasks last drawn. Called after every draw.
   */
  void answer();
}
