package org.iclsweep.study;

import static org.iclsweep.study.TaskSection.CONTEXT;
import static org.iclsweep.study.TaskSection.DIM;
import static org.iclsweep.study.TaskSection.DRAWS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.task.Draws;
import org.iclsweep.task.GramRoots;

/** Beside what the sums over a context are drawn, without its tokens. */
final class DrawsRules {

  private static final String INSTEAD = ", or task.draws = inputs.";

  private DrawsRules() {}

  static boolean drawsSums(Values values) {
    return values.get(DRAWS, Draws.INPUTS) == Draws.GRAM;
  }

  static List<Rule> rules() {
    return Stream.concat(
            Stream.of(
                Rule.ofKernel(
                    List.of(DRAWS, CONTEXT, DIM),
                    DrawsRules::requireContext,
                    "Set " + CONTEXT.path() + " to " + DIM.path() + " or more" + INSTEAD),
                new Rule(
                    List.of(DRAWS, ModelSection.FORM),
                    values ->
                        drawsSums(values)
                                && values.get(ModelSection.FORM) == AttentionSpec.Form.TOKENS
                            ? Optional.of("there are no tokens of what is drawn")
                            : Optional.empty(),
                    values -> "Set model.form = gram" + INSTEAD)),
            obstacles().entrySet().stream()
                .map(each -> onlyAtDefault(each.getKey(), each.getValue())))
        .toList();
  }

  private static void requireContext(Values values) {
    if (drawsSums(values)) {
      GramRoots.requireContext(values.get(CONTEXT), values.get(DIM));
    }
  }

  /** What has to be at its default, and why. */
  private static Map<Parameter<?>, String> obstacles() {
    Map<Parameter<?>, String> all = new LinkedHashMap<>();
    all.put(TaskSection.NORMALISED, "inputs of a context are divided by what is drawn of none");
    all.put(TaskSection.NOISE, "labels with noise are not linear in inputs");
    all.put(TaskSection.DISTRACTORS, "some labels do not come from inputs");
    all.put(TaskSection.FEATURES, "labels are not linear in inputs");
    all.put(TaskSection.TOKENS, "inputs and labels are not in one token");
    all.put(ModelSection.ATTENTION, "scores are not linear, and need tokens");
    all.put(ModelSection.KEYS, "sums are over the context");
    all.put(ModelSection.TOKEN_CLIP, "tokens are clipped one by one");
    all.put(ModelSection.NORM, "tokens are normed one by one");
    all.put(ModelSection.EMBEDDING, "tokens are embedded");
    all.put(ModelSection.POSITIONS, "tokens have a code of their positions");
    all.put(ModelSection.MLP, "a perceptron changes tokens one by one");
    all.put(TrainingSection.INTEGRATE, "the integrated loss has sums of its own over inputs");
    return all;
  }

  private static Rule onlyAtDefault(Parameter<?> other, String reason) {
    return new Rule(
        List.of(DRAWS, other),
        values ->
            drawsSums(values)
                    && values.has(other)
                    && !values.text(other).equals(other.defaultText())
                ? Optional.of("sums over the context are drawn without its tokens, but " + reason)
                : Optional.empty(),
        values -> "Set " + other.path() + " = " + other.defaultText() + INSTEAD);
  }
}
