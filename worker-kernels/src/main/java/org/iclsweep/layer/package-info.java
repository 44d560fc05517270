/**
 * Layers: attention token by token, by Gram matrices and by features, perceptron, norm, embedding
 * and clip, each with its weights, its forward pass and its gradient.
 *
 * <p>How layers are put together is in {@link org.iclsweep.model}; a layer knows no task.
 */
package org.iclsweep.layer;
