package org.iclsweep.study.read;

/**
 * Something that a study's results are held against once they are there. No part of any trial.
 *
 * @param name what is checked, in words
 * @param query SQL over the views of the table; its answer is one number
 * @param expected what that number has to be
 * @param source who says so: a closed form, a figure of a paper, earlier runs
 */
public record Check(String name, String query, Expectation expected, String source) {}
