package org.iclsweep.study.read;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.iclsweep.study.ChoiceType;
import org.iclsweep.study.Condition;
import org.iclsweep.study.FlagType;
import org.iclsweep.study.ListType;
import org.iclsweep.study.Parameter;
import org.iclsweep.study.ParameterType;
import org.iclsweep.study.Parameters;
import org.iclsweep.study.RealType;
import org.iclsweep.study.WholeType;

/** A study with a block for each parameter and each way to sweep it; its trials take no time. */
public final class EveryLaw {

  private static final String SMALL =
      """
      study = every-law
      training { steps = 1, batch = 2 }
      task.context = 3
      measure { every = 1, eval-tasks = 2, against = [] }
      measure.alpha { tasks = 2, input-range = [1], teacher-scale = [] }
      measure { learnt-at = 0.5, learnt-within = 5, learnt-for = 0 }
      """;

  /** The same where tasks have no query. */
  private static final String SMALL_SEQUENCES =
      """
      study = every-law
      training { steps = 1, batch = 2 }
      task.length = 3
      measure { every = 1, eval-tasks = 2 }
      """;

  /** Where the values below would break a rule, or be too large for a moment. */
  private static final Map<String, List<String>> OWN =
      Map.ofEntries(
          entry("task.kind", List.of("[linear-regression, sine]")),
          // what they name is of a jar, which there is none of here
          entry("task.provider", List.of()),
          entry("task.sequence-provider", List.of()),
          entry("measure.provided-learner", List.of()),
          entry("measure.provided", List.of("[[]]")),
          entry("training.dataset-size", List.of("[2, 4]", "\"2..4 by 2\"")),
          entry("task.spectrum", List.of("[[1, 1, 1, 0.5, 1, 1, 0.25, 1, 1, 2]]")),
          entry(
              "task.condition",
              List.of("[2, 4]", "\"2..4\"", "\"2..4 by 2\"", "\"2..4 log\"", "\"2..4 log 2\"")),
          entry("training.keep", List.of("[best-of-last]")),
          entry("training.stop.when", List.of("[learnt]")),
          entry("training.stop.of", List.of("[0.5]")),
          entry(
              "training.stop.within",
              List.of("[2, 4]", "\"2..4\"", "\"2..4 by 2\"", "\"2..4 log\"", "\"2..4 log 2\"")),
          entry("measure.schedule", List.of("[\"1\"]")),
          entry("measure.every", List.of("[1]", "\"1..1\"")),
          entry(
              "task.eigenvalue-max",
              List.of(
                  "[0.4, 0.5]",
                  "\"0.4..0.5\"",
                  "\"0.4..0.5 by 0.1\"",
                  "\"0.4..0.5 log\"",
                  "\"0.4..0.5 log 2\"")),
          entry(
              "task.stack",
              List.of("[1, 2]", "\"2..3\"", "\"1..3 by 2\"", "\"1..3 log\"", "\"1..3 log 2\"")),
          entry("model.init.kind", List.of("[fan-in-variance, standard-deviation]")),
          entry("model.init.rates", List.of("[[1, 2], [0.5, 0.25]]")), // one a layer
          entry("model.form", List.of("[auto, tokens]")),
          entry("model.keys", List.of("[context, all, causal]")),
          entry("measure.prefix-learners", List.of("[[gd-prefix], [kernel-prefix, second-order]]")),
          entry("measure.solver.steps", List.of("[2, 6]", "\"2..6 by 4\"")),
          entry(
              "measure.few-shot.pairs",
              List.of("[2, 3]", "\"2..3\"", "\"2..4 by 2\"", "\"2..4 log\"", "\"2..4 log 2\"")),
          entry("measure.few-shot.tasks", List.of("[1, 2]", "\"1..2\"")),
          entry("measure.few-shot.first-pairs", List.of("[1]", "\"1..1\"")),
          entry("measure.probe.kinds", List.of("[[target], [token, control]]")),
          entry("measure.probe.solver-values", List.of("[orthogonal, fixed]")),
          entry("measure.probe.positions", List.of("[[9], [10, 12]]", "\"9..11 by 2\"")),
          entry(
              "measure.probe.tasks",
              List.of(
                  "[20, 24]",
                  "\"20..21\"",
                  "\"20..24 by 4\"",
                  "\"20..24 log\"",
                  "\"20..24 log 2\"")),
          entry("measure.lag-sensitivity.positions", List.of("[[9], [10, 12]]", "\"9..11 by 2\"")),
          entry("measure.spectrum.gammas", List.of("[[0, 0.1], [0.2]]", "\"0..0.2 by 0.1\"")),
          entry(
              "training.schedule.decay-steps",
              List.of(
                  "[1001, 2000]", "\"1001..1003\"", "\"1001..2000 log\"", "\"1001..2000 log 2\"")),
          entry(
              "task.distractors", List.of("[0, 2]", "\"0..2\"", "\"1..3 log\"", "\"1..3 log 2\"")));

  /** What says which learners are fitted, and how. */
  private static final Pattern LEARNERS =
      Pattern.compile("measure[.](against|gd-.*|prefix-.*|newest-pair|solver[.].*)");

  private static final Pattern LENGTH = Pattern.compile("\\blength = ");

  private EveryLaw() {}

  /** The study as text. */
  public static String text() {
    StringBuilder text = new StringBuilder(SMALL);
    blocks().forEach((name, block) -> text.append(block));
    return text.toString();
  }

  /** A study of one block. */
  public static String text(String block) {
    return (block.contains("task.kind = dynamics") ? SMALL_SEQUENCES : SMALL) + block;
  }

  /** A block for each parameter, law and form, by name. */
  public static Map<String, String> blocks() {
    Map<String, String> blocks = new LinkedHashMap<>();
    for (Parameter<?> parameter : Parameters.all()) {
      List<String> values = values(parameter);
      for (int v = 0; v < values.size(); v++) {
        String name =
            "b" + blocks.size(); // short: it stands in every line of the study written out
        boolean isOpen = isOpen(values.get(v), parameter);
        if (!isOpen) {
          blocks.put(name, block(name, parameter, "grid", values.get(v)));
        }
        if ((isOpen || v == 0) && parameter != Parameters.SEED) {
          String form = blocks.size() % 2 == 0 ? "random" : "sobol";
          blocks.put(name + "-drawn", block(name + "-drawn", parameter, form, values.get(v)));
        }
      }
    }
    blocks.put(
        "zip", "sweep.blocks.zip.zip { model.depth = [1, 2], training.batch = \"2..4 by 2\" }\n");
    blocks.put(
        "less",
        "sweep.blocks.less { grid.seed = \"0..9\", exclude = [{ seed = \"0..7\" }, { seed = 9"
            + " }]}\n");
    return blocks;
  }

  private static String block(String name, Parameter<?> parameter, String form, String values) {
    String count = form.equals("grid") ? "" : "count = 2, ";
    return "sweep.blocks.%s { %s\n  %s { %s%s = %s } }\n"
        .formatted(name, premises(parameter), form, count, parameter.path(), values);
  }

  /** Under which a parameter applies. */
  private static String premises(Parameter<?> parameter) {
    Set<String> premises = new LinkedHashSet<>(listed(parameter));
    if (premises.contains("task.kind = dynamics")
        && premises.stream().noneMatch(LENGTH.asPredicate())) {
      premises.add("task.length = 3");
    }
    premises.removeIf(each -> each.startsWith(parameter.path() + " = "));
    return String.join(", ", premises);
  }

  private static List<String> listed(Parameter<?> parameter) {
    List<String> premises = new ArrayList<>();
    if (parameter.path().equals("training.optimizer.kind")) {
      premises.add("training.dataset-size = 2"); // one of them is of a single batch
    }
    if (parameter.path().equals("model.attention")) {
      premises.addAll(
          List.of("model.keys = causal", "model.depth = 2")); // all of them go with these
    }
    if (parameter.path().equals("task.draws")) {
      premises.add("task.dim = 2"); // at most as many as there are pairs
    }
    if (parameter.path().equals("measure.population")) {
      premises.add("task.inputs = normal");
    }
    if (parameter.path().matches("model.init.(rates|noise)")) {
      premises.addAll(
          List.of(
              "task.kind = dynamics",
              "model.keys = causal",
              "model.depth = 2",
              "model.heads = 2",
              "model.init.rates = [1, 1]"));
    }
    if (LEARNERS.matcher(parameter.path()).matches()) {
      premises.add("task.dim = 2"); // they are fitted to thousands of tasks, dozens of times
    }
    if (parameter.path().startsWith("measure.spectroscopy.")) {
      premises.add("task.length = 40"); // more positions than terms
    }
    if (parameter.path().startsWith("measure.probe.")) {
      // more sequences than features of a token, more positions than lags
      premises.addAll(List.of("task.dim = 2", "task.length = 12", "measure.probe.tasks = 20"));
    }
    if (parameter.path().startsWith("measure.attention-")) {
      premises.addAll(List.of("model.attention = softmax", "task.length = 12"));
    }
    if (parameter.path().startsWith("measure.lag-sensitivity.")) {
      premises.addAll(List.of("task.dim = 2", "task.length = 12"));
    }
    if (parameter.path().startsWith("measure.linearise.")) {
      premises.addAll(List.of("measure.linearise.steps = 1", "measure.linearise.sequences = 2"));
    }
    if (parameter.path().matches("training.keep.*|measure.validation-seed")) {
      premises.add("measure.validation-tasks = 2");
    }
    if (parameter.path().startsWith("training.stop.")) {
      premises.addAll(
          List.of("training.steps = 6", "training.stop.of = 0.5", "training.stop.stays = 1"));
    }
    if (parameter.path().startsWith("measure.few-shot.")) {
      premises.add("task { length = 24, transition = orthogonal, sequence-tokens = raw }");
    }
    for (Condition condition : parameter.conditions()) {
      premises.addAll(listed(condition.on()));
      premises.add(premise(condition));
      if (premise(condition).equals("task.kind = dynamics")) {
        premises.add("model.keys = causal"); // without which there is no such study
      }
    }
    return premises;
  }

  private static String premise(Condition condition) {
    ParameterType<?> type = condition.on().type();
    Object met = condition.values().get(0);
    if (type instanceof ListType<?> list) {
      return condition.on().path() + " = [" + list.element().text(met) + "]";
    }
    if (condition.wanted()) {
      return condition.on().path() + " = " + type.text(met);
    }
    String other =
        type instanceof ChoiceType<?> choice
            ? choice.choices().stream().filter(each -> !each.equals(met)).findFirst().orElseThrow()
            : "2";
    return condition.on().path() + " = " + other;
  }

  private static boolean isOpen(String values, Parameter<?> parameter) {
    boolean bare = values.endsWith("log\"");
    return bare || parameter.type() instanceof RealType && values.matches("\"[^ ]*\"");
  }

  private static List<String> values(Parameter<?> parameter) {
    ParameterType<?> type = parameter.type();
    if (OWN.containsKey(parameter.path())) {
      return OWN.get(parameter.path());
    }
    if (type instanceof WholeType) {
      return List.of("[1, 2]", "\"2..3\"", "\"2..4 by 2\"", "\"1..3 log\"", "\"2..4 log 2\"");
    }
    if (type instanceof RealType) {
      return List.of(
          "[0.1, 0.3]",
          "\"0.1..0.3\"",
          "\"0.1..0.3 by 0.2\"",
          "\"0.1..0.3 log\"",
          "\"0.1..0.3 log 2\"");
    }
    if (type instanceof FlagType) {
      return List.of("[true, false]");
    }
    List<String> words = new ArrayList<>();
    if (type instanceof ChoiceType<?> choice) {
      choice.choices().forEach(each -> words.add(type.text(each)));
    } else if (type.element() instanceof ChoiceType) {
      words.addAll(List.of("[gd]", "[least-squares, gd]"));
    } else {
      words.addAll(List.of("[0.5]", "\"0.5..1 by 0.5\""));
    }
    return List.of("[" + String.join(", ", words) + "]");
  }
}
