package org.iclsweep.study;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;

/**
 * Finds combinations of values that no trial may have. A plan has every combination of its axes'
 * values, so looking at each axis alone is enough, however many trials there are.
 */
final class Combinations {

  private final Plan plan;
  private final GivenValues fixed;
  private final GivenValues swept;
  private final Problems problems;

  Combinations(Plan plan, GivenValues fixed, GivenValues swept, Problems problems) {
    this.plan = plan;
    this.fixed = fixed;
    this.swept = swept;
    this.problems = problems;
  }

  /** Adds what is wrong; parameters whose own values are wrong are left alone. */
  void check() {
    checkSize();
    if (areReadable(Parameters.AGAINST, Parameters.DEPTH)) {
      checkClosedForm();
    }
    if (areReadable(Parameters.MEASURE_EVERY, Parameters.STEPS)) {
      checkCurve();
    }
    if (areReadable(Parameters.DATASET_SIZE, Parameters.BATCH)) {
      checkDataset();
    }
    Parameters.all().forEach(this::checkOverrideHasEffect);
  }

  private void checkSize() {
    try {
      plan.size();
    } catch (ArithmeticException tooMany) {
      problems.add(StudyReader.GRID, "has more than " + Long.MAX_VALUE + " trials", "");
    }
  }

  private void checkClosedForm() {
    String closedForm = LearnerKind.GD_CLOSED_FORM.label();
    long deepest = most(Parameters.DEPTH);
    boolean asked =
        plan.values(Parameters.AGAINST).stream()
            .anyMatch(against -> ((List<?>) against).contains(closedForm));
    if (asked && deepest > 1) {
      add(
          Parameters.AGAINST,
          Parameters.DEPTH,
          "holds "
              + closedForm
              + ", which is known for depth 1 only, but there is depth "
              + deepest,
          "Leave it out, or study depth 1 alone.");
    }
  }

  private void checkCurve() {
    long every = most(Parameters.MEASURE_EVERY);
    long steps =
        numbers(Parameters.STEPS).filter(s -> s > 0).min(Long::compare).orElse(Long.MAX_VALUE);
    if (every > steps) {
      add(
          Parameters.MEASURE_EVERY,
          Parameters.STEPS,
          "is " + every + ", more than all of the " + steps + " steps",
          "Set " + Parameters.MEASURE_EVERY.path() + " to " + steps + " or less.");
    }
  }

  private void checkDataset() {
    List<Long> sizes = numbers(Parameters.DATASET_SIZE).filter(size -> size > 0).toList();
    for (long size : sizes) {
      Optional<Long> batch =
          numbers(Parameters.BATCH).filter(b -> size % b != 0 && size > b).findFirst();
      if (batch.isPresent()) {
        add(
            Parameters.DATASET_SIZE,
            Parameters.BATCH,
            "is " + size + ", more than a batch of " + batch.get() + " and no multiple of it",
            "Cycling through a dataset takes whole batches: choose a multiple of the batch, or less"
                + " than one.");
        return;
      }
    }
  }

  private void checkOverrideHasEffect(Parameter parameter) {
    Optional<ConfigValue> override =
        fixed.at(parameter).filter(value -> Problems.isOverride(value.origin()));
    if (override.isPresent() && swept.at(parameter).isPresent()) {
      String axis = StudyReader.GRID + "." + parameter.path();
      problems
          .at(parameter.path())
          .about(
              override.get(),
              "has no effect, because the grid sweeps it",
              "Override the axis: --set " + axis + "=...");
    }
  }

  private boolean areReadable(Parameter one, Parameter other) {
    return Stream.of(one, other).allMatch(each -> fixed.isReadable(each) && swept.isReadable(each));
  }

  /** Adds a problem with one parameter, placed at the other if only that one is given. */
  private void add(Parameter about, Parameter other, String message, String suggestion) {
    ConfigValue where = given(about).or(() -> given(other)).orElseThrow();
    problems.add(where.origin(), about.path(), message, suggestion);
  }

  private Optional<ConfigValue> given(Parameter parameter) {
    return swept.at(parameter).or(() -> fixed.at(parameter));
  }

  private long most(Parameter parameter) {
    return numbers(parameter).max(Long::compare).orElseThrow();
  }

  private Stream<Long> numbers(Parameter parameter) {
    return plan.values(parameter).stream().map(value -> ((Number) value).longValue());
  }
}
