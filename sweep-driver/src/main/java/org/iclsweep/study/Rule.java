package org.iclsweep.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A combination of values that no trial may have.
 *
 * <pre>
 *   Rule.ofKernel(
 *       List.of(FORM, NORM),                           // told to be wrong: FORM; beside it: NORM
 *       values -&gt; spec(values),                        // why: what its IllegalArgumentException says
 *       "Set model.norm = none.")                      // what to type
 * </pre>
 *
 * <p>in the list that {@code rules()} of a section returns. Every combination of its parameters'
 * values in a plan is looked at, and no other axis, so name only those that it is about; of a long
 * axis of numbers, those that {@code AxisGroup.telling} names. A rule about a parameter that does
 * not apply is kept.
 *
 * @param of what it is about; the first is the one that is told to be wrong
 * @param broken what is wrong with the values of a trial; empty where nothing is
 * @param cure what to type instead, a sentence
 * @param ofEveryValue whether the values between the ends of a long axis have to be looked at, too:
 *     rules that compare numbers with each other, or with 0, 1 or a default, do without
 */
public record Rule(
    List<Parameter<?>> of,
    Function<Values, Optional<String>> broken,
    Function<Values, String> cure,
    boolean ofEveryValue) {

  Rule(
      List<Parameter<?>> of,
      Function<Values, Optional<String>> broken,
      Function<Values, String> cure) {
    this(of, broken, cure, false);
  }

  /**
   * The same, for a rule that the ends of an axis do not tell: of the values between them, some may
   * break it alone.
   */
  Rule everyValue() {
    return new Rule(of, broken, cure, true);
  }

  /**
   * A rule that the kernel has: the constructor of one of its records refuses the values.
   *
   * @param build makes the record, the smallest that knows: of what else is wrong with a larger
   *     one, only the first is told
   */
  public static Rule ofKernel(List<Parameter<?>> of, Consumer<Values> build, String cure) {
    return new Rule(of, values -> refusal(build, values), values -> cure);
  }

  /** The same, about other parameters. */
  public Rule about(List<Parameter<?>> others) {
    return new Rule(others, broken, cure, ofEveryValue);
  }

  /** What is wrong with values that break it, to be read after the path of the first parameter. */
  public String message(Values values) {
    String others =
        of.stream()
            .skip(1)
            .map(each -> each.path() + " = " + values.text(each))
            .collect(Collectors.joining(" and "));
    return "is "
        + values.text(of.get(0))
        + (others.isEmpty() ? "" : ", which does not go with " + others)
        + ": "
        + broken.apply(values).orElseThrow();
  }

  private static Optional<String> refusal(Consumer<Values> build, Values values) {
    try {
      build.accept(values);
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      return Optional.of(refused.getMessage());
    }
  }
}
