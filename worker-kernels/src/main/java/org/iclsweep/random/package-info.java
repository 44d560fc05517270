/**
 * Counter-based random numbers: the generator, its streams by name, and draws of initial weights.
 *
 * <p>Draws for whole blocks of tasks are in {@link org.iclsweep.lanes}, which distributions they
 * come from in {@link org.iclsweep.task}.
 */
package org.iclsweep.random;
