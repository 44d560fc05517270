/**
 * Families of tasks as data, and how a block of them is drawn: inputs, teachers, noise, tokens.
 *
 * <p>What a model makes of the tokens is in {@link org.iclsweep.layer} and {@link
 * org.iclsweep.model}.
 */
package org.iclsweep.task;
