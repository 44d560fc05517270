/**
 * Runs the trials of a plan that are not there yet: chunks by cost, Spark jobs, the lease of a
 * results directory, commits and compaction.
 *
 * <p>What a trial is made of is in {@link org.iclsweep.study}; how its row is stored in {@link
 * org.iclsweep.results}.
 */
package org.iclsweep.engine;
