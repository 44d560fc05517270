package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;

/** Parameters under conditions, for tests of what a study file may not have in this shape. */
public final class Invented {

  private static final Declarations ALWAYS = new Declarations();

  public static final Parameter<String> RULE =
      ALWAYS.own("rule", "rule", choice("a", "b", "c"), "a", "Rule.");
  public static final Parameter<Integer> SPEED =
      ALWAYS.own("speed", "speed", whole(1), "1", "Speed.");
  public static final Parameter<List<String>> SET =
      ALWAYS.own("set", "set", new ListType<>(choice("x", "y+", "z")), "[x]", "Set.");

  private static final Declarations B_OR_C = ALWAYS.when(RULE, "b", "c");
  public static final Parameter<String> MEMORY =
      B_OR_C.own("memory", "memory", choice("none", "short", "long"), "none", "Memory.");

  private static final Declarations REMEMBERS = ALWAYS.unless(MEMORY, "none");
  public static final Parameter<Integer> DECAY =
      REMEMBERS.own("decay", "decay", whole(1), "1", "Decay.");

  private static final Declarations HOLDS_Y = REMEMBERS.when(SET, "\"y+\"");
  public static final Parameter<Integer> FORCE =
      HOLDS_Y.own("force", "force", whole(1), "1", "Force.");

  private Invented() {}

  /** For axes on which others depend. */
  public static final Parameter<Integer> WIDTH =
      ALWAYS.own("width", "width", whole(1), "1", "Width.");

  public static final Parameter<Boolean> ODD =
      ALWAYS.unless(WIDTH, "1", "5").own("odd", "odd", new FlagType(), "true", "Odd.");

  /** Applies to one of three rules. */
  public static final Parameter<Integer> RARE =
      ALWAYS.when(RULE, "c").own("rare", "rare", whole(1), "1", "Rare.");
}
