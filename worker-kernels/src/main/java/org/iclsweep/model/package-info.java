/**
 * A model as data, what its parameters are, where they lie and how they start, its layers in their
 * order, its cost and its memory.
 *
 * <p>A step of training is in {@link org.iclsweep.optim} and {@link org.iclsweep.trial}.
 */
package org.iclsweep.model;
