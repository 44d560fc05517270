/**
 * What the trained weights of attention heads say: their products, how far these are from one step
 * of gradient descent, and which part a head plays. Findings and SQL read them alike.
 */
package org.iclsweep.weights;
