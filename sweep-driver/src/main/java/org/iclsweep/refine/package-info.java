/**
 * Rounds of trials where the share of seeds that something befalls crosses a value: what the trials
 * of a study's rounds show of the boundary, and which come next.
 *
 * <p>How a boundary is found of shares is in {@link org.iclsweep.statistics}; what rounds are, and
 * which trials they have, in {@link org.iclsweep.study.sweep}. Who runs them is {@link
 * org.iclsweep.engine}.
 */
package org.iclsweep.refine;
