/**
 * Update rules, schedules of the learning rate and clipping of gradients, on flat arrays.
 *
 * <p>They know no model: whose parameters these are makes no difference to them.
 */
package org.iclsweep.optim;
