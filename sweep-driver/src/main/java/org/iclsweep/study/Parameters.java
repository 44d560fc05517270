package org.iclsweep.study;

import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.Interval.UNIT;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.Initialisation;

/**
 * The parameters of a trial. Reading, defaults, suggestions, overrides, identities, table columns
 * and the reference in {@code docs/study-file.md} all follow from the declarations here; what a
 * parameter means to the kernel is in {@link TransformerTrial}.
 */
public final class Parameters {

  // before the declarations, which fill it
  private static final Map<String, Parameter> BY_PATH = new LinkedHashMap<>();

  static final Parameter SEED =
      own("seed", "seed", wholeLong(), "0", "Seed of the initial weights and the training tasks.");

  static final Parameter DEPTH =
      shared("model.depth", "depth", whole(1), "1", "Number of attention layers.");
  static final Parameter ATTENTION =
      own("model.attention", "attention", choice("linear"), "linear", "Kind of attention.");
  static final Parameter HEADS =
      own("model.heads", "heads", whole(1), "1", "Attention heads of a layer.");
  static final Parameter TIED =
      shared("model.tied", "tied", new FlagType(), "false", "Whether layers share their weights.");
  static final Parameter KEY_SIZE =
      own(
          "model.key-size",
          "key_size",
          whole(1, "token-width"),
          "token-width",
          "Size of a head's queries, keys and values.");
  static final Parameter TOKEN_CLIP =
      shared(
          "model.token-clip",
          "token_clip",
          real(POSITIVE, "off"),
          "off",
          "Bound on the absolute values that a layer puts out.");
  static final Parameter INIT_KIND =
      own(
          "model.init.kind",
          "init_kind",
          choice(labels(Initialisation.Kind.values(), Initialisation.Kind::label)),
          "fan-in-variance",
          "What `model.init.scale` is: a variance to be divided by the fan-in, or a standard"
              + " deviation.");
  static final Parameter INIT_SCALE =
      own(
          "model.init.scale",
          "init_scale",
          real(POSITIVE),
          "0.002",
          "Scale of the initial weights, drawn from a normal distribution truncated at two"
              + " standard deviations.");

  static final Parameter TASK =
      shared(
          "task.kind",
          "task",
          choice("linear-regression"),
          "linear-regression",
          "Family of tasks: y = ⟨w, x⟩, without noise.");
  static final Parameter DIM =
      shared("task.dim", "dim", whole(1), "10", "Number of features of an input x.");
  static final Parameter CONTEXT =
      shared("task.context", "context", whole(1), "10", "Number of (x, y) pairs before the query.");
  static final Parameter INPUT_RANGE =
      shared(
          "task.input-range",
          "input_range",
          real(POSITIVE),
          "0.5",
          "Half-width a of the range of inputs: x ~ U(-a, a).");
  static final Parameter TEACHER_SCALE =
      shared(
          "task.teacher-scale",
          "teacher_scale",
          real(POSITIVE),
          "1",
          "Standard deviation s of the teacher's weights: w ~ N(0, s² I).");

  static final Parameter STEPS =
      own("training.steps", "steps", whole(0), "5000", "Optimizer steps.");
  static final Parameter BATCH = own("training.batch", "batch", whole(1), "2048", "Tasks a step.");
  static final Parameter DATASET_SIZE =
      own(
          "training.dataset-size",
          "dataset_size",
          whole(1, "endless"),
          "endless",
          "Number of distinct training tasks, cycled through in order.");
  static final Parameter OPTIMIZER =
      own("training.optimizer.kind", "optimizer", choice("adam"), "adam", "The update rule.");
  static final Parameter LEARNING_RATE =
      own(
          "training.optimizer.learning-rate",
          "learning_rate",
          real(POSITIVE),
          "0.001",
          "Learning rate, constant.");
  static final Parameter BETA1 =
      own(
          "training.optimizer.beta1",
          "beta1",
          real(UNIT),
          "0.9",
          "Decay of the mean of the gradients.");
  static final Parameter BETA2 =
      own(
          "training.optimizer.beta2",
          "beta2",
          real(UNIT),
          "0.999",
          "Decay of the mean of their squares.");
  static final Parameter EPSILON =
      own(
          "training.optimizer.epsilon",
          "epsilon",
          real(POSITIVE),
          "1e-8",
          "Added to the root of the mean of squares.");
  static final Parameter CLIP_NORM =
      own(
          "training.clip-norm",
          "clip_norm",
          real(POSITIVE, "off"),
          "10",
          "Bound on the global norm of the gradient.");

  static final Parameter MEASURE_EVERY =
      own(
          "measure.every",
          "measure_every",
          whole(1),
          "100",
          "Steps between two points of a curve.");
  static final Parameter EVAL_TASKS =
      shared("measure.eval-tasks", "eval_tasks", whole(1), "10000", "Tasks of the evaluation set.");
  static final Parameter EVAL_SEED =
      shared("measure.eval-seed", "eval_seed", wholeLong(), "0", "Seed of the evaluation set.");
  static final Parameter ALPHA_INPUT_RANGE =
      shared(
          "measure.alpha.input-range",
          "alpha_input_range",
          new ListType(real(POSITIVE)),
          "\"0.5..2.0 by 0.25\"",
          "Values of α that multiply the input range, for the out-of-distribution curve.");
  static final Parameter ALPHA_TEACHER_SCALE =
      shared(
          "measure.alpha.teacher-scale",
          "alpha_teacher_scale",
          new ListType(real(POSITIVE)),
          "[0.5, 1, 2, 5]",
          "Values of α that multiply the teacher scale, for the out-of-distribution curve.");
  static final Parameter ALPHA_TASKS =
      shared(
          "measure.alpha.tasks",
          "alpha_tasks",
          whole(1),
          "10000",
          "Tasks of each point of an out-of-distribution curve.");
  static final Parameter AGAINST =
      shared(
          "measure.against",
          "against",
          new ListType(choice(labels(LearnerKind.values(), LearnerKind::label))),
          "[gd, \"gd++\", least-squares]",
          "Learners that the trained model is held against; gd-closed-form at depth 1 only.");

  private Parameters() {}

  /** Every parameter, in the order of the reference and of the table's columns. */
  public static List<Parameter> all() {
    return List.copyOf(BY_PATH.values());
  }

  /** The parameter of this path. */
  public static Optional<Parameter> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  /** Whether parameters lie below this path. */
  static boolean isSection(String path) {
    return BY_PATH.keySet().stream().anyMatch(each -> each.startsWith(path + "."));
  }

  /** The paths of all parameters and of all sections that they lie in. */
  static Set<String> pathsAndSections() {
    return BY_PATH.keySet().stream()
        .flatMap(path -> Stream.iterate(path, each -> !each.isEmpty(), Parameters::section))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String section(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private static Parameter own(
      String path, String column, ParameterType type, String defaultText, String doc) {
    return declare(new Parameter(path, column, type, defaultText, doc, false));
  }

  private static Parameter shared(
      String path, String column, ParameterType type, String defaultText, String doc) {
    return declare(new Parameter(path, column, type, defaultText, doc, true));
  }

  private static Parameter declare(Parameter parameter) {
    BY_PATH.put(parameter.path(), parameter);
    return parameter;
  }

  private static ParameterType whole(long least) {
    return whole(least, "");
  }

  private static ParameterType whole(long least, String word) {
    return new WholeType(least, Integer.MAX_VALUE, word);
  }

  private static ParameterType wholeLong() {
    return new WholeType(0, Long.MAX_VALUE, "");
  }

  private static ParameterType real(RealType.Interval interval) {
    return real(interval, "");
  }

  private static ParameterType real(RealType.Interval interval, String word) {
    return new RealType(interval, word);
  }

  private static ParameterType choice(String... choices) {
    return new ChoiceType(List.of(choices));
  }

  private static <E> String[] labels(E[] values, Function<E, String> label) {
    return Arrays.stream(values).map(label).toArray(String[]::new);
  }
}
