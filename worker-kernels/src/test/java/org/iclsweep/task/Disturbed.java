package org.iclsweep.task;

/** Regression whose labels are disturbed, for tests. */
public final class Disturbed {

  private Disturbed() {}

  /** The same task with this standard deviation of the noise on the context's labels. */
  public static LinearRegression noisy(LinearRegression task, double deviation) {
    return of(task, deviation, task.distractors());
  }

  /** The same task with so many labels of the context overwritten. */
  public static LinearRegression distracted(LinearRegression task, int labels) {
    return of(task, task.noise(), labels);
  }

  /** The same task with both. */
  public static LinearRegression of(LinearRegression task, double noise, int distractors) {
    return new LinearRegression(
        task.dim(),
        task.context(),
        task.inputs(),
        task.teacherScale(),
        noise,
        distractors,
        task.layout(),
        task.covariance(),
        task.features());
  }
}
