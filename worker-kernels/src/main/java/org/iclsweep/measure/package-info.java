/**
 * What is measured of a predictor on tasks that are drawn for it: losses, agreement, sensitivity,
 * roll-outs, and what a curve of losses tells.
 *
 * <p>When a trial measures what, and the records that it leaves, are in {@link org.iclsweep.trial}.
 */
package org.iclsweep.measure;
