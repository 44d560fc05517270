package org.iclsweep.measure;

/**
 * A mean loss over tasks: of each the mean over what it answers of half the squared error.
 *
 * @param mean over the tasks
 * @param standardError of that mean
 */
public record Loss(double mean, double standardError) {}
