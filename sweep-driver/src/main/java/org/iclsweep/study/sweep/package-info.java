/**
 * The trials of a study as a function of an index: axes, samples, blocks, exclusions, and a plan
 * that is never a list.
 *
 * <p>It knows no file and no text; parameters and trials are those of {@link org.iclsweep.study}.
 */
package org.iclsweep.study.sweep;
