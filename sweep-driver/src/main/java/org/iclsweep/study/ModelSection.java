package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;

/** What a study says of its models, and the kernel's description made of it. */
final class ModelSection {

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter DEPTH =
      ALWAYS.shared("model.depth", "depth", whole(1), "1", "Number of attention layers.");
  static final Parameter ATTENTION =
      ALWAYS.own("model.attention", "attention", choice("linear"), "linear", "Kind of attention.");
  static final Parameter HEADS =
      ALWAYS.own("model.heads", "heads", whole(1), "1", "Attention heads of a layer.");

  private static final Declarations DEEP = ALWAYS.unless(DEPTH, "1");
  static final Parameter TIED =
      DEEP.shared(
          "model.tied", "tied", new FlagType(), "false", "Whether layers share their weights.");

  static final Parameter KEY_SIZE =
      ALWAYS.own(
          "model.key-size",
          "key_size",
          whole(1, "token-width"),
          "token-width",
          "Size of a head's queries, keys and values.");
  static final Parameter TOKEN_CLIP =
      ALWAYS.shared(
          "model.token-clip",
          "token_clip",
          real(POSITIVE, "off"),
          "off",
          "Bound on the absolute values that a layer puts out.");
  static final Parameter INIT_KIND =
      ALWAYS.own(
          "model.init.kind",
          "init_kind",
          choice(Initialisation.Kind.values(), Initialisation.Kind::label),
          "fan-in-variance",
          "What `model.init.scale` is: a variance to be divided by the fan-in, or a standard"
              + " deviation.");
  static final Parameter INIT_SCALE =
      ALWAYS.own(
          "model.init.scale",
          "init_scale",
          real(POSITIVE),
          "0.002",
          "Scale of the initial weights, drawn from a normal distribution truncated at two"
              + " standard deviations.");

  private ModelSection() {}

  static List<Parameter> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of();
  }

  static ModelSpec spec(Values values) {
    return new ModelSpec(
        values.whole(DEPTH),
        values.has(TIED) && values.flag(TIED),
        values.whole(HEADS),
        values.whole(KEY_SIZE),
        values.real(TOKEN_CLIP),
        initialisation(values));
  }

  private static Initialisation initialisation(Values values) {
    Initialisation.Kind kind =
        ChoiceType.labelled(
            values.word(INIT_KIND), Initialisation.Kind.values(), Initialisation.Kind::label);
    return new Initialisation(kind, values.real(INIT_SCALE));
  }
}
