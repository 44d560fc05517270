package org.iclsweep.trial;

/**
 * Something that is measured of a trial, and leaves a list of records.
 *
 * @param name of the table's column
 * @param shape what one of them says
 */
public record Measure<R extends Record>(String name, Class<R> shape) {}
