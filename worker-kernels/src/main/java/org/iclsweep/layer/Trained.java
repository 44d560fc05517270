package org.iclsweep.layer;

import org.iclsweep.lanes.SharedMatrix;

/**
 * A matrix among a model's parameters and its part of the gradient, of one shape.
 *
 * @param values the parameters themselves
 * @param gradient written when gradients are closed
 */
public record Trained(SharedMatrix values, SharedMatrix gradient) {}
