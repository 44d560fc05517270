package org.iclsweep.trial;

import java.util.List;
import java.util.Set;
import org.iclsweep.learner.LearnerKind;

/**
 * Something that is measured of a trial, and leaves a list of records. Where it was not asked for
 * it leaves nothing. Its line in {@link Measures} is all that the table and its views need to know.
 *
 * @param name of the table's column
 * @param shape what a record of it says
 * @param by the class that takes it
 * @param otherwise what takes it where that is not among what is asked for
 * @param learners of which it is taken where it is asked for
 */
public record Measure<R extends Record>(
    String name,
    Class<R> shape,
    Class<? extends Taking<R>> by,
    Taking<R> otherwise,
    Set<LearnerKind> learners) {

  /** A measure of every trial and every learner. */
  @SuppressWarnings("unchecked")
  static <R extends Record> Measure<R> always(String name, Class<R> shape, Taking<R> by) {
    return new Measure<>(
        name, shape, (Class<Taking<R>>) by.getClass(), by, Set.of(LearnerKind.values()));
  }

  /** A measure of trials that ask for it, and of some of their learners. */
  static <R extends Record> Measure<R> asked(
      String name, Class<R> shape, Class<? extends Taking<R>> by, LearnerKind... learners) {
    return new Measure<>(name, shape, by, new Taking<>() {}, Set.of(learners));
  }

  /** A measure that is not taken, but follows from what others left. */
  static <R extends Record> Measure<R> derived(String name, Class<R> shape) {
    return always(name, shape, new Taking<>() {});
  }

  /** How it is taken where this is asked for. */
  Taking<R> in(List<Taking<?>> asked) {
    return asked.stream()
        .filter(by::isInstance)
        .findFirst()
        .<Taking<R>>map(by::cast)
        .orElse(otherwise);
  }
}
