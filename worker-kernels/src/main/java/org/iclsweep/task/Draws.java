package org.iclsweep.task;

import org.iclsweep.spec.Labelled;

/** How the tasks of a training are drawn: tasks of one law, by other draws. */
public enum Draws implements Labelled {
  /** Input by input. */
  INPUTS,
  /** Sums of products of inputs and labels over the context, without inputs: {@link GramRoots}. */
  GRAM
}
