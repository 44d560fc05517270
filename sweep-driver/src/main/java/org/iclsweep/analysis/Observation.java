package org.iclsweep.analysis;

/**
 * How long a seed was watched, in steps.
 *
 * @param time when it made the transition, or was last seen before it
 * @param made whether it made the transition; if not, it is censored
 */
public record Observation(double time, boolean made) {}
