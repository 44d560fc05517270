/**
 * What the trained weights of attention heads say: their products, how far these are from one step
 * of gradient descent, and which part a head plays. Findings and SQL read them alike.
 *
 * <p>Where weights are stored, and which models this is said of, is not known here.
 */
package org.iclsweep.weights;
