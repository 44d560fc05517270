package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.SHARE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Spectroscopy;
import org.iclsweep.trial.When;

/** What a study says of the polynomials that a model's answers to sequences are. */
final class SpectroscopySection {

  private static final String OFF = "off";

  private static final Declarations ALWAYS = Declarations.of(Measures.SPECTROSCOPY);

  private static final Declarations SEQUENCES = ALWAYS.when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<Integer> DEGREE =
      SEQUENCES.own(
          "measure.spectroscopy.degree",
          "spectroscopy_degree",
          whole(1, OFF),
          OFF,
          "Degree up to which it is measured which polynomial q of what a sequence has shown, B_t"
              + " q(A_t) s_t as of gd-prefix-k, the model's answers are.");

  private static final Declarations ASKED = SEQUENCES.unless(DEGREE, OFF);
  static final Parameter<Integer> TASKS =
      ASKED.own(
          "measure.spectroscopy.tasks",
          "spectroscopy_tasks",
          whole(1),
          "2000",
          "Sequences for that, the first of the evaluation set; all of it where it has fewer.");
  static final Parameter<Double> UNTIL =
      ASKED.own(
          "measure.spectroscopy.until",
          "spectroscopy_until",
          real(SHARE),
          "0.6",
          "Share of the positions of a sequence that count, the first: behind them a few long"
              + " sequences rule all sums.");
  static final Parameter<When> AT =
      ASKED.own(
          "measure.spectroscopy.at",
          "spectroscopy_at",
          choice(When.class),
          "every",
          "Whether it is measured at every point of the curve or of the final weights alone.");

  private SpectroscopySection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(DEGREE, UNTIL, SequenceSection.LENGTH),
            values ->
                asked(values)
                    .ifPresent(each -> each.requirePositions(values.get(SequenceSection.LENGTH))),
            "Set " + DEGREE.path() + " to less, or " + UNTIL.path() + " to more."));
  }

  static Optional<Spectroscopy> asked(Values values) {
    return values
        .asked(DEGREE)
        .map(
            degree ->
                new Spectroscopy(degree, values.get(TASKS), values.get(UNTIL), values.get(AT)));
  }
}
