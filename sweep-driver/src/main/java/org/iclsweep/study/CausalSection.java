package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;

import java.util.List;
import org.iclsweep.model.CausalSpec;

/** What a study says of models of sequences alone, and the kernel's description made of it. */
final class CausalSection {

  private static final Declarations SEQUENCES =
      new Declarations().when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<CausalSpec.Answer> READ_OUT =
      SEQUENCES.own(
          "model.read-out",
          choice(CausalSpec.Answer.class),
          "slot",
          "How answers are read of what the last layer puts out: its first features, or (linear)"
              + " a trained linear map of each token, without a bias.");

  private CausalSection() {}

  static List<Parameter<?>> parameters() {
    return SEQUENCES.all();
  }

  static CausalSpec spec(Values values) {
    return new CausalSpec(values.get(READ_OUT, CausalSpec.PLAIN.answer()));
  }
}
