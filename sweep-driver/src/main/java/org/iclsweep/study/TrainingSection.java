package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.CLOSED_UNIT;
import static org.iclsweep.study.RealType.Interval.NOT_NEGATIVE;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.Interval.UNIT;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.ArrayList;
import java.util.List;
import org.iclsweep.layer.Pattern;
import org.iclsweep.model.IntegratedLoss;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Draws;
import org.iclsweep.task.SecondMoments;
import org.iclsweep.trial.TrainingSpec;

/** What a study says of the training, and the kernel's description made of it. */
final class TrainingSection {

  private static final String ADAM = "adam";
  private static final String ADAMW = "adamw";
  private static final String SGD = "sgd";
  private static final String LBFGS = "lbfgs";
  private static final String CONSTANT = "constant";
  private static final String HALVING = "halving";
  private static final String WARMUP_COSINE = "warmup-cosine";

  private static final String LAST = "last";
  static final String BEST_OF_LAST = "best-of-last";

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter<Integer> STEPS =
      ALWAYS.shared("training.steps", whole(0), "5000", "Optimizer steps.");
  static final Parameter<Integer> BATCH =
      ALWAYS.shared("training.batch", whole(1), "2048", "Tasks a step.");
  static final Parameter<Integer> DATASET_SIZE =
      ALWAYS.own(
          "training.dataset-size",
          whole(1, "endless"),
          "endless",
          "Number of distinct training tasks, cycled through in order.");
  static final Parameter<Integer> REDRAW_EVERY =
      ALWAYS
          .when(DATASET_SIZE, "endless")
          .own(
              "training.redraw-every",
              whole(1),
              "1",
              "Steps that see the same tasks before others are drawn.");
  static final Parameter<String> OPTIMIZER =
      ALWAYS.own(
          "training.optimizer.kind",
          "optimizer",
          choice(ADAM, ADAMW, SGD, LBFGS),
          ADAM,
          "The update rule: Adam, Adam with decoupled weight decay, gradient descent with"
              + " momentum, or, where a dataset is one batch, L-BFGS without line search.");
  static final Parameter<Double> LEARNING_RATE =
      ALWAYS.own(
          "training.optimizer.learning-rate",
          real(POSITIVE),
          "0.001",
          "Learning rate; the highest, where a schedule changes it.");

  private static final Declarations OF_ADAM = ALWAYS.when(OPTIMIZER, ADAM, ADAMW);
  static final Parameter<Double> BETA1 =
      OF_ADAM.own(
          "training.optimizer.beta1", real(UNIT), "0.9", "Decay of the mean of the gradients.");
  static final Parameter<Double> BETA2 =
      OF_ADAM.own(
          "training.optimizer.beta2", real(UNIT), "0.999", "Decay of the mean of their squares.");
  static final Parameter<Double> EPSILON =
      OF_ADAM.own(
          "training.optimizer.epsilon",
          real(POSITIVE),
          "1e-8",
          "Added to the root of the mean of squares.");
  static final Parameter<Double> WEIGHT_DECAY =
      ALWAYS
          .when(OPTIMIZER, ADAMW)
          .own(
              "training.optimizer.weight-decay",
              real(NOT_NEGATIVE),
              "0.01",
              "Share of itself that each parameter loses in a step, multiplied by the learning rate"
                  + " of that step.");
  static final Parameter<Double> MOMENTUM =
      ALWAYS
          .when(OPTIMIZER, SGD)
          .own(
              "training.optimizer.momentum",
              real(UNIT),
              "0",
              "Share of the velocity that a step keeps, before it adds the gradient.");

  private static final Declarations OF_LBFGS = ALWAYS.when(OPTIMIZER, LBFGS);
  static final Parameter<Integer> MEMORY =
      OF_LBFGS.own(
          "training.optimizer.memory", whole(1), "100", "Moves that the direction is made of.");
  static final Parameter<Integer> ITERATIONS =
      OF_LBFGS.own(
          "training.optimizer.iterations",
          whole(1),
          "20",
          "Gradients of a step, each of which moves the parameters; fewer where that is no longer"
              + " worth it.");

  static final Parameter<String> SCHEDULE =
      ALWAYS.own(
          "training.schedule.kind",
          "schedule",
          choice(CONSTANT, HALVING, WARMUP_COSINE),
          CONSTANT,
          "How the learning rate changes over the steps: not at all, halved after every so many, or"
              + " up linearly and down along half a cosine.");
  static final Parameter<Integer> HALVE_EVERY =
      ALWAYS
          .when(SCHEDULE, HALVING)
          .own(
              "training.schedule.halve-every",
              whole(1),
              "2000",
              "Steps after each of which the learning rate is halved.");

  private static final Declarations OF_COSINE = ALWAYS.when(SCHEDULE, WARMUP_COSINE);
  static final Parameter<Integer> WARMUP_STEPS =
      OF_COSINE.own(
          "training.schedule.warmup-steps",
          whole(0),
          "1000",
          "Steps in which the learning rate rises linearly, from 0 in the first.");
  static final Parameter<Integer> DECAY_STEPS =
      OF_COSINE.own(
          "training.schedule.decay-steps",
          whole(1, "training-steps"),
          "training-steps",
          "Steps, those of the warm-up among them, after which the cosine has fallen to its end.");
  static final Parameter<Double> FINAL_FRACTION =
      OF_COSINE.own(
          "training.schedule.final-fraction",
          real(CLOSED_UNIT),
          "0",
          "Share of the learning rate that is left at the end.");

  static final Parameter<ClipSpec.Kind> CLIP_BY =
      ALWAYS.own(
          "training.clip-by",
          choice(ClipSpec.Kind.class),
          "global-norm",
          "What of the gradient is bounded: its norm over all parameters, the norm of each matrix"
              + " of parameters (attention's with all heads of a layer, or of each head), or the"
              + " absolute value of each element.");
  static final Parameter<Double> CLIP_NORM =
      ALWAYS
          .unless(CLIP_BY, ClipSpec.Kind.VALUE.label())
          .own(
              "training.clip-norm",
              real(POSITIVE, "off"),
              "10",
              "Bound on the norm that `training.clip-by` names.");
  static final Parameter<Double> CLIP_VALUE =
      ALWAYS
          .when(CLIP_BY, ClipSpec.Kind.VALUE.label())
          .own(
              "training.clip-value",
              real(POSITIVE),
              "1",
              "Bound on the absolute value of each element of the gradient.");

  static final Parameter<String> KEEP =
      ALWAYS.own(
          "training.keep",
          choice(LAST, BEST_OF_LAST),
          LAST,
          "Which weights are kept: the last ones, or of those at the last points of the curve the"
              + " ones with the least loss on the validation tasks.");
  static final Parameter<Integer> KEEP_LAST =
      ALWAYS
          .when(KEEP, BEST_OF_LAST)
          .own(
              "training.keep-last",
              whole(1),
              "20",
              "Points of the curve, the last ones, of which the best weights are kept.");

  static final Parameter<Boolean> INTEGRATE =
      ofBilinear(ALWAYS)
          .own(
              "training.integrate",
              new FlagType(),
              "false",
              "Whether the loss of a step is integrated exactly over teacher and query of each"
                  + " context; of weights in blocks.");

  private TrainingSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(ofBatches());
    rules.addAll(integrable(INTEGRATE));
    return rules;
  }

  private static List<Rule> ofBatches() {
    return List.of(
        Rule.ofKernel(
                List.of(DATASET_SIZE, BATCH),
                values ->
                    TrainingSpec.requireWholeBatches(values.get(DATASET_SIZE), values.get(BATCH)),
                "Cycling through a dataset takes whole batches: choose a multiple of the batch, or"
                    + " less than one.")
            .everyValue(),
        Rule.ofKernel(
            List.of(OPTIMIZER, DATASET_SIZE, BATCH),
            values ->
                TrainingSpec.requireOneBatch(
                    optimizer(values), values.get(DATASET_SIZE), values.get(BATCH)),
            "Set training.dataset-size to the batch, or choose another optimizer."),
        Rule.ofKernel(
            List.of(DECAY_STEPS, WARMUP_STEPS),
            TrainingSection::schedule,
            "The warm-up is part of these steps: choose more, or training-steps."));
  }

  /**
   * Those of models and tasks whose answers are bilinear in teacher and query, as far as they say.
   */
  static Declarations ofBilinear(Declarations declarations) {
    return declarations
        .when(TaskSection.TASK, TaskSection.LINEAR_REGRESSION)
        .when(ModelSection.PATTERN, Pattern.BLOCKS.label(), Pattern.SPARSE.label());
  }

  /** That a loss is integrated only where answers are so. */
  static List<Rule> integrable(Parameter<Boolean> integrate) {
    return List.of(
        Rule.ofKernel(
            List.of(
                integrate,
                ModelSection.ATTENTION,
                ModelSection.KEYS,
                ModelSection.MLP,
                ModelSection.NORM,
                ModelSection.TOKEN_CLIP),
            values -> {
              if (values.get(integrate)) {
                IntegratedLoss.refuse(ModelSection.spec(values));
              }
            },
            noIntegral(integrate)),
        ofMoments(integrate, List.of(TaskSection.NORMALISED), true),
        ofMoments(
            integrate,
            List.of(
                TaskSection.INPUTS,
                TaskSection.NOISE,
                TaskSection.DISTRACTORS,
                TaskSection.FEATURES),
            false));
  }

  /**
   * @param normalised inputs of which tasks it is about; each is told of by one rule
   */
  private static Rule ofMoments(
      Parameter<Boolean> integrate, List<Parameter<?>> others, boolean normalised) {
    List<Parameter<?>> of = new ArrayList<>(List.of(integrate));
    of.addAll(others);
    return Rule.ofKernel(
        of,
        values -> {
          if (values.get(integrate) && values.get(TaskSection.NORMALISED, false) == normalised) {
            SecondMoments.require(TaskSection.spec(values));
          }
        },
        noIntegral(integrate));
  }

  private static String noIntegral(Parameter<Boolean> integrate) {
    return "Set " + integrate.path() + " = false.";
  }

  static TrainingSpec spec(Values values) {
    return new TrainingSpec(
        values.get(STEPS),
        values.get(BATCH),
        values.get(DATASET_SIZE),
        values.get(REDRAW_EVERY, 1),
        optimizer(values),
        schedule(values),
        clip(values),
        values.get(KEEP_LAST, 0),
        values.get(TaskSection.DRAWS, Draws.INPUTS),
        values.get(INTEGRATE, false),
        StopSection.rule(values).orElse(null));
  }

  private static OptimizerSpec optimizer(Values values) {
    double rate = values.get(LEARNING_RATE);
    return switch (values.get(OPTIMIZER)) {
      case ADAM ->
          new OptimizerSpec.Adam(rate, values.get(BETA1), values.get(BETA2), values.get(EPSILON));
      case ADAMW ->
          new OptimizerSpec.AdamW(
              rate,
              values.get(BETA1),
              values.get(BETA2),
              values.get(EPSILON),
              values.get(WEIGHT_DECAY));
      case LBFGS -> new OptimizerSpec.Lbfgs(rate, values.get(MEMORY), values.get(ITERATIONS));
      case SGD -> new OptimizerSpec.Sgd(rate, values.get(MOMENTUM));
      default -> throw new IllegalStateException("no optimizer is " + values.get(OPTIMIZER));
    };
  }

  private static ScheduleSpec schedule(Values values) {
    return switch (values.get(SCHEDULE)) {
      case CONSTANT -> new ScheduleSpec.Constant();
      case HALVING -> new ScheduleSpec.Halving(values.get(HALVE_EVERY));
      case WARMUP_COSINE ->
          new ScheduleSpec.WarmupCosine(
              values.get(WARMUP_STEPS), values.get(DECAY_STEPS), values.get(FINAL_FRACTION));
      default -> throw new IllegalStateException("no schedule is " + values.get(SCHEDULE));
    };
  }

  private static ClipSpec clip(Values values) {
    return new ClipSpec(
        values.get(CLIP_BY), values.get(values.has(CLIP_NORM) ? CLIP_NORM : CLIP_VALUE));
  }
}
