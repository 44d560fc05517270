package org.iclsweep.measure;

/**
 * A mean loss over tasks, half the squared error of the query.
 *
 * @param mean over the tasks
 * @param standardError of that mean
 */
public record Loss(double mean, double standardError) {}
