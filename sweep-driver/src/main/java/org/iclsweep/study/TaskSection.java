package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.TaskSpec;

/** What a study says of its tasks, and the kernel's description made of it. */
final class TaskSection {

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter TASK =
      ALWAYS.shared(
          "task.kind",
          "task",
          choice("linear-regression"),
          "linear-regression",
          "Family of tasks: y = ⟨w, x⟩, without noise.");

  private static final Declarations REGRESSION = ALWAYS.when(TASK, "linear-regression");
  static final Parameter DIM =
      REGRESSION.shared("task.dim", "dim", whole(1), "10", "Number of features of an input x.");
  static final Parameter CONTEXT =
      REGRESSION.shared(
          "task.context", "context", whole(1), "10", "Number of (x, y) pairs before the query.");
  static final Parameter INPUT_RANGE =
      REGRESSION.shared(
          "task.input-range",
          "input_range",
          real(POSITIVE),
          "0.5",
          "Half-width a of the range of inputs: x ~ U(-a, a).");
  static final Parameter TEACHER_SCALE =
      REGRESSION.shared(
          "task.teacher-scale",
          "teacher_scale",
          real(POSITIVE),
          "1",
          "Standard deviation s of the teacher's weights: w ~ N(0, s² I).");

  private TaskSection() {}

  static List<Parameter> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of();
  }

  static TaskSpec spec(Values values) {
    return new LinearRegression(
        values.whole(DIM),
        values.whole(CONTEXT),
        values.real(INPUT_RANGE),
        values.real(TEACHER_SCALE));
  }
}
