package org.iclsweep.learner;

/**
 * Floating-point operations of what answers and measures are made of, for the tasks of a trial and
 * the model that it, or its learner, runs through; a multiply-add is two.
 *
 * @param draw drawing a task
 * @param network drawing a task and running it through the model
 * @param sensitivity the same, and how the answer depends on the query
 * @param training drawing a task, running it through the model, and the gradient of its loss
 * @param shift what a task of a shifted distribution costs on top
 * @param solution drawing a task and solving for as many weights as an input has features
 * @param eigenvalues the eigenvalues of a context
 * @param exponential an exponential in double
 */
public record Prices(
    double draw,
    double network,
    double sensitivity,
    double training,
    double shift,
    double solution,
    double eigenvalues,
    double exponential) {}
