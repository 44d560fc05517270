package org.iclsweep.trial;

import java.util.List;
import java.util.function.Function;

/**
 * Something that is measured of a trial, and leaves a list of records: when it is taken, and how.
 * Where it was not asked for it leaves nothing. Its line in {@link Measures} is all that the table
 * and its views need to know.
 *
 * @param name of the table's column
 * @param shape what a record of it says
 * @param atPoints how it is taken at every point of a model's curve, also of one that diverges
 * @param atEnd how it is taken of a model whose training has ended
 * @param ofLearner how it is taken of a fitted learner
 */
public record Measure<R extends Record>(
    String name,
    Class<R> shape,
    Function<MeasuredModel, AtPoints<R>> atPoints,
    Function<MeasuredModel, List<R>> atEnd,
    Function<MeasuredLearner, List<R>> ofLearner) {

  /** A measure that is yet to be told when it is taken. */
  static <R extends Record> Measure<R> of(String name, Class<R> shape) {
    return new Measure<>(
        name, shape, model -> point -> List.of(), model -> List.of(), learner -> List.of());
  }

  /** The same, taken at every point. */
  Measure<R> atPoints(Function<MeasuredModel, AtPoints<R>> how) {
    return new Measure<>(name, shape, how, atEnd, ofLearner);
  }

  /** The same, taken at the end of a model that did not diverge. */
  Measure<R> atEnd(Function<MeasuredModel, List<R>> how) {
    return atAnyEnd(model -> model.diverged() ? List.of() : how.apply(model));
  }

  /** The same, taken at the end, whatever it was. */
  Measure<R> atAnyEnd(Function<MeasuredModel, List<R>> how) {
    return new Measure<>(name, shape, atPoints, how, ofLearner);
  }

  /** The same, taken of learners. */
  Measure<R> ofLearner(Function<MeasuredLearner, List<R>> how) {
    return new Measure<>(name, shape, atPoints, atEnd, how);
  }
}
