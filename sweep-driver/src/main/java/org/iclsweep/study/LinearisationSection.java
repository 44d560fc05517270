package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.NormPlace;
import org.iclsweep.trial.Linearisation;
import org.iclsweep.trial.Measures;

/** What a study says of layers in whose place linear ones stand. */
final class LinearisationSection {

  private static final String OFF = "off";

  private static final Declarations ALWAYS = Declarations.of(Measures.LINEARISED);

  private static final Declarations CAUSAL =
      ALWAYS.when(ModelSection.KEYS, AttentionSpec.Keys.CAUSAL.label());
  static final Parameter<Integer> TURNS =
      CAUSAL.own(
          "measure.linearise.turns",
          "linearise_turns",
          whole(1, OFF),
          OFF,
          "Turns of fitting, at the end, for each layer of attention the causal linear one that is"
              + " nearest to it, scores to values and values to scores; the loss is measured with"
              + " that layer in its place.");
  private static final Declarations ASKED = CAUSAL.unless(TURNS, OFF);
  static final Parameter<Integer> SEQUENCES =
      ASKED.own(
          "measure.linearise.sequences",
          "linearise_sequences",
          whole(1),
          "512",
          "Sequences that it is fitted on, none of them of the evaluation set.");

  static final Parameter<Integer> STEPS =
      ASKED.own(
          "measure.linearise.steps",
          "linearise_steps",
          whole(0),
          "3000",
          "Steps of training that follow the fit, of 64 fresh sequences each.");
  static final Parameter<Double> RATE =
      ASKED.own(
          "measure.linearise.rate",
          "linearise_rate",
          real(POSITIVE),
          "0.003",
          "Learning rate of the first of these steps, of Adam; it falls linearly to 0.");

  private LinearisationSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        new Rule(
            List.of(TURNS, ModelSection.NORM),
            values ->
                asked(values).isPresent() && values.get(ModelSection.NORM) != NormPlace.NONE
                    ? Optional.of(Linearisation.NORMED)
                    : Optional.empty(),
            values ->
                "Set "
                    + TURNS.path()
                    + " = "
                    + OFF
                    + " or "
                    + ModelSection.NORM.path()
                    + " = none."));
  }

  static Optional<Linearisation> asked(Values values) {
    return values
        .asked(TURNS)
        .map(
            turns ->
                new Linearisation(
                    turns, values.get(SEQUENCES), values.get(STEPS), values.get(RATE)));
  }
}
