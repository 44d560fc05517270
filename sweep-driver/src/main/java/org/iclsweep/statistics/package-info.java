/**
 * Statistics that findings and SQL share: shares, survival, paired seeds, intervals, and where a
 * share is crossed.
 *
 * <p>They know nothing of trials; what a run counts as is decided where it is read.
 */
package org.iclsweep.statistics;
