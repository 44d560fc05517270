/**
 * What trained models are held against: gradient descent in its forms, least squares, ridge, kernel
 * smoothing, each with what it depends on and how it is fitted.
 *
 * <p>Gradient descent runs through the same layers as trained models, with constructed weights.
 */
package org.iclsweep.learner;
