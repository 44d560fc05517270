package org.iclsweep.measure;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.iclsweep.task.Shift;

/**
 * Out-of-distribution curves, as data.
 *
 * @param alphas values of α of each curve; shifts without a curve are absent
 * @param tasks tasks of each point
 */
public record OodSpec(Map<Shift, List<Double>> alphas, int tasks) implements Serializable {

  public OodSpec {
    if (tasks < 1) {
      throw new IllegalArgumentException("oodTasks is " + tasks + ", must be at least 1");
    }
    Map<Shift, List<Double>> given = new EnumMap<>(Shift.class);
    alphas.forEach(
        (shift, values) -> {
          if (!values.isEmpty()) {
            given.put(shift, List.copyOf(values));
          }
        });
    alphas = Collections.unmodifiableMap(given);
  }

  /** The curves of the training family: other input ranges, other scales of the teacher. */
  public static OodSpec ofFamily(
      List<Double> inputRangeAlphas, List<Double> teacherScaleAlphas, int tasks) {
    return new OodSpec(
        Map.of(Shift.INPUT_RANGE, inputRangeAlphas, Shift.TEACHER_SCALE, teacherScaleAlphas),
        tasks);
  }

  /** Points of all curves together. */
  public int points() {
    return alphas.values().stream().mapToInt(List::size).sum();
  }

  /** Tasks of all points together. */
  public double shifted() {
    return (double) points() * tasks;
  }
}
