/**
 * Blocks of 16 tasks, one a lane, and the arithmetic on them: products, elementary functions, draws
 * and fixed sums, each as a plain loop and as its vector twin with the same bits.
 *
 * <p>Only this package knows the vector module; it knows nothing of layers, models and tasks.
 */
package org.iclsweep.lanes;
