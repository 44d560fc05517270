package org.iclsweep.task;

import org.iclsweep.lanes.SharedMatrix;

/**
 * Second moments of a task's query and teacher, which depend on nothing of its context, by factors.
 *
 * <pre>  E x xᵀ = F_x F_xᵀ,   E w wᵀ = F_w F_wᵀ  </pre>
 *
 * @param query F_x: [d, d]
 * @param teacher F_w: [d, d]
 */
public record SecondMoments(SharedMatrix query, SharedMatrix teacher) {

  /**
   * Those of tasks whose labels are ⟨w, x⟩, x and w drawn apart.
   *
   * @throws IllegalArgumentException if tasks are others, with the reason
   */
  public static SecondMoments of(TaskSpec task) {
    LinearRegression regression = require(task);
    int dim = regression.dim();
    SharedMatrix query = regression.covariance().ofInputs(dim);
    query.multiply((float) Math.sqrt(regression.inputs().variance(dim)));
    SharedMatrix teacher = regression.covariance().ofTeachers(dim);
    teacher.multiply((float) regression.teacherScale());
    return new SecondMoments(query, teacher);
  }

  /**
   * Refuses tasks that have no such moments.
   *
   * @throws IllegalArgumentException if these have none
   */
  public static LinearRegression require(TaskSpec task) {
    if (!(task instanceof LinearRegression regression)) {
      throw refused("the task is no linear regression");
    }
    if (regression.noise() > 0 || regression.distractors() > 0) {
      throw refused("labels of the context are disturbed");
    }
    if (!regression.features().areInputs()) {
      throw refused("labels are products with features of the query");
    }
    if (regression.inputs().normalised()) {
      throw refused("the query is divided by the norm of the context");
    }
    InputLaw law = regression.inputs().law();
    if (law == InputLaw.EXPONENTIAL || law == InputLaw.MIXTURE) {
      throw refused(law.label() + " inputs are not centred");
    }
    return regression;
  }

  private static IllegalArgumentException refused(String obstacle) {
    return new IllegalArgumentException(
        "a loss is integrated over a teacher and a query that are centred and drawn apart from the"
            + " context, and labels are their products, but "
            + obstacle);
  }
}
