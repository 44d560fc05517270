/**
 * What trained models are held against: gradient descent in its forms, least squares, ridge, kernel
 * smoothing, each with what it depends on and how it is fitted.
 *
 * <p>A layer of attention is held against the linear one that is nearest to it, too.
 *
 * <p>Gradient descent runs through the same layers as trained models, with constructed weights.
 */
package org.iclsweep.learner;
