/**
 * What the runs of a study show: transitions and their statistics over seeds, agreement with
 * gradient descent, the theory they are held against, and the findings in words.
 *
 * <p>It starts from {@link org.iclsweep.analysis.Run}, plain data that carries what was trained as
 * the kernel describes it, and ends with {@link org.iclsweep.analysis.Summary} and {@link
 * org.iclsweep.analysis.Findings}; only {@link org.iclsweep.analysis.StoredRuns} knows where the
 * rows come from.
 */
package org.iclsweep.analysis;
