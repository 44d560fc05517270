package org.iclsweep.task;

/** Draws tasks to be learned in context, and answers other queries than those that it drew. */
public interface QuerySampler extends TaskSampler {

  /** Overwrites the targets of the tasks last drawn by those of the query inputs that are there. */
  void answer();
}
