package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;

import java.util.List;
import java.util.Optional;
import org.iclsweep.spec.Labels;
import org.iclsweep.trial.Compression;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.When;

/** What a study says of networks whose weights are means of blocks. */
final class CompressionSection {

  private static final String OFF = "off";

  private static final Declarations ALWAYS = Declarations.of(Measures.COMPRESSED);

  static final Parameter<String> COMPRESSED =
      ALWAYS
          .when(TaskSection.TASK, TaskSection.DYNAMICS)
          .own(
              "measure.compressed",
              "measure_compressed",
              choice(OFF, When.EVERY.label(), When.LAST.label()),
              OFF,
              "Whether the loss is measured, at every point of the curve or of the final weights alone,"
                  + " where every block of a head's weight products between two observations of a"
                  + " token is the mean of its diagonal times the identity; and halfway from the"
                  + " weights to what the final ones are so.");

  private CompressionSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(
                COMPRESSED,
                ModelSection.ATTENTION,
                ModelSection.MLP,
                ModelSection.NORM,
                ModelSection.EMBEDDING,
                ModelSection.POSITIONS),
            values ->
                asked(values)
                    .ifPresent(
                        each -> each.refuse(ModelSection.spec(values), TaskSection.spec(values))),
            "Set " + COMPRESSED.path() + " = " + OFF + "."));
  }

  static Optional<Compression> asked(Values values) {
    return values.asked(COMPRESSED).map(word -> new Compression(Labels.of(When.class, word)));
  }
}
