package org.iclsweep.model;

import org.iclsweep.task.TaskSpec;

/** A model on a task, named for a test's report. */
public record Architecture(String name, ModelSpec model, TaskSpec task) {

  @Override
  public String toString() {
    return name;
  }
}
