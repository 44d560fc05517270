package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.CLOSED_UNIT;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;
import static org.iclsweep.study.WholeType.wholeLong;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iclsweep.learner.Baselines;
import org.iclsweep.learner.Examples;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.spi.Provided;
import org.iclsweep.task.InContext;
import org.iclsweep.task.Shift;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.Alignments;
import org.iclsweep.trial.CloserPoints;
import org.iclsweep.trial.Distances;
import org.iclsweep.trial.Functions;
import org.iclsweep.trial.IntegratedLosses;
import org.iclsweep.trial.LossErrors;
import org.iclsweep.trial.LossQuantiles;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.Population;
import org.iclsweep.trial.PositionLosses;
import org.iclsweep.trial.Rollouts;
import org.iclsweep.trial.Sensitivities;
import org.iclsweep.trial.Spectra;
import org.iclsweep.trial.Taking;
import org.iclsweep.trial.When;

/** What a study says of its measures, and the kernel's description made of it. */
final class MeasureSection {

  private static final Declarations ALWAYS = Declarations.ofMeasures();

  static final Parameter<Integer> EVERY =
      ALWAYS.own(
          "measure.every",
          "measure_every",
          whole(1),
          "100",
          "Steps between two points of a curve.");
  static final Parameter<CloserPoints> SCHEDULE =
      ALWAYS.own(
          "measure.schedule",
          "measure_schedule",
          new StepsType("every"),
          "every",
          "Steps at which a curve has a point beside those of `measure.every`, to see closely where"
              + " the loss falls, as in \"100..400 by 10, 1000\"; every is no more than those.");
  static final Parameter<Integer> EVAL_TASKS =
      ALWAYS.shared(
          "measure.eval-tasks", "eval_tasks", whole(1), "10000", "Tasks of the evaluation set.");
  static final Parameter<Long> EVAL_SEED =
      ALWAYS.shared(
          "measure.eval-seed", "eval_seed", wholeLong(), "0", "Seed of the evaluation set.");

  private static final Declarations VALIDATED =
      ALWAYS.when(TrainingSection.KEEP, TrainingSection.BEST_OF_LAST);
  static final Parameter<Integer> VALIDATION_TASKS =
      VALIDATED.own(
          "measure.validation-tasks",
          "validation_tasks",
          whole(1, "off"),
          "off",
          "Tasks of the validation set, which tells the weights that are kept.");
  static final Parameter<Long> VALIDATION_SEED =
      VALIDATED.own(
          "measure.validation-seed",
          "validation_seed",
          wholeLong(),
          "0",
          "Seed of the validation set, whose tasks are others than those of the evaluation set"
              + " whatever the seed.");

  private static final Declarations QUERIES = TaskSection.ofQueries(ALWAYS);
  private static final Declarations SHIFTABLE = TaskSection.ofShiftable(ALWAYS);
  static final Parameter<List<Double>> ALPHA_INPUT_RANGE =
      SHIFTABLE.shared(
          "measure.alpha.input-range",
          "alpha_input_range",
          new ListType<>(real(POSITIVE)),
          "\"0.5..2.0 by 0.25\"",
          "Values of α that multiply the input range, for the out-of-distribution curve.");
  static final Parameter<List<Double>> ALPHA_TEACHER_SCALE =
      SHIFTABLE.shared(
          "measure.alpha.teacher-scale",
          "alpha_teacher_scale",
          new ListType<>(real(POSITIVE)),
          "[0.5, 1, 2, 5]",
          "Values of α that multiply the teacher scale, for the out-of-distribution curve.");

  private static final Declarations REGRESSION =
      ALWAYS.when(TaskSection.TASK, TaskSection.LINEAR_REGRESSION);
  static final Parameter<List<Double>> ALPHA_OTHER_INPUTS =
      REGRESSION.shared(
          "measure.alpha.other-inputs",
          "alpha_other_inputs",
          new ListType<>(real(POSITIVE)),
          "[]",
          "Values of α, the norm of contexts whose inputs are from other distributions: for each"
              + " task exponential, normal or Laplace.");
  static final Parameter<List<Double>> ALPHA_OTHER_INPUTS_TEACHER_SCALE =
      REGRESSION.shared(
          "measure.alpha.other-inputs-teacher-scale",
          "alpha_other_inputs_teacher_scale",
          new ListType<>(real(POSITIVE)),
          "[]",
          "Values of α that multiply the teacher scale, on such inputs of norm 1.");
  static final Parameter<List<Double>> ALPHA_OTHER_INPUTS_RAW =
      REGRESSION.shared(
          "measure.alpha.other-inputs-raw",
          "alpha_other_inputs_raw",
          new ListType<>(real(POSITIVE)),
          "[]",
          "Values of α that multiply such inputs as they are, not normalised.");
  static final Parameter<Integer> ALPHA_TASKS =
      SHIFTABLE.shared(
          "measure.alpha.tasks",
          "alpha_tasks",
          whole(1),
          "10000",
          "Tasks of each point of an out-of-distribution curve.");
  static final Parameter<List<LearnerKind>> AGAINST =
      QUERIES.shared(
          "measure.against",
          "against",
          new ListType<>(
              choice(LearnerKind.class)
                  .but(
                      LearnerKind::isOfSequences,
                      "Leave it out; it is one for measure.prefix-learners, where task.kind is"
                          + " dynamics.")),
          "[gd, \"gd++\", least-squares]",
          "Learners that the trained model is held against: gradient descent with one searched rate"
              + " (gd), the same in one step whatever the depth (gd-one-step), with a rate per step"
              + " (gd-per-step), with that of the closed form (gd-closed-form, at depth 1 only),"
              + " gd++; least-squares, ridge, kernel-smoothing; gradient descent on the features of"
              + " a perceptron like the model's (mlp-gd); where inputs are normal, what theory"
              + " knows of them: the best single layer of attention by max(0, score) (theorem-5),"
              + " the best single step with a preconditioner (theorem-1), as many steps with the"
              + " inverse covariance at the best rate (pgd), and the best rates and moves of inputs"
              + " of every layer, up to depth 4 (class-s); one of a jar (provided).");

  private static final Declarations RIDGES = ALWAYS.when(AGAINST, LearnerKind.RIDGE.label());
  static final Parameter<Double> RIDGE =
      RIDGES.shared(
          "measure.ridge",
          "ridge",
          real(POSITIVE, "bayes"),
          "bayes",
          "Strength λ of ridge regression: w minimises Σ (w·x - y)² + λ ‖w‖². bayes is (noise /"
              + " teacher scale)², the best of linear regression.");

  static final Parameter<List<Double>> GD_RATES =
      ALWAYS
          .when(AGAINST, LearnerKind.GD.label(), LearnerKind.PGD.label())
          .shared(
              "measure.gd-rates",
              "gd_rates",
              new ListType<>(real(POSITIVE)),
              "[]",
              "Learning rates of which gd and pgd take the best, as rates of the sum over the"
                  + " examples: η/N. The best of all where the list is empty.");
  static final Parameter<Examples> GD_EXAMPLES =
      REGRESSION
          .when(
              AGAINST,
              LearnerKind.GD.label(),
              LearnerKind.GD_PER_STEP.label(),
              LearnerKind.PGD.label(),
              LearnerKind.LEAST_SQUARES.label())
          .shared(
              "measure.gd-examples",
              "gd_examples",
              choice(Examples.class),
              "all",
              "Examples of a context that gd, gd-per-step, pgd and least-squares see: all, or all"
                  + " but the last, as the baselines of the code of Ahn et al. (2023) do.");

  private static final Declarations COPYING =
      ALWAYS
          .when(TaskSection.TOKENS, TokenLayout.INTERLEAVED.label())
          .unless(ModelSection.DEPTH, "1");
  static final Parameter<Integer> SENSITIVITY_TASKS =
      COPYING.own(
          "measure.sensitivity-tasks",
          "sensitivity_tasks",
          whole(1, "off"),
          "off",
          "Tasks, the first of the evaluation set, over which it is measured at every point of the"
              + " curve how a token behind the first layer depends on itself, the next one and the"
              + " others. With N pairs in the context, a task costs about 2N evaluations of it.");

  private static final Declarations SINES = ALWAYS.when(TaskSection.TASK, TaskSection.SINE);
  static final Parameter<Integer> FUNCTIONS =
      SINES.own(
          "measure.functions",
          "function_tasks",
          whole(0),
          "0",
          "Tasks, the first of the evaluation set, of which whole functions are kept at the end:"
              + " what is answered to 100 queries over the range.");

  static final Parameter<List<Double>> QUANTILES =
      ALWAYS.own(
          "measure.quantiles",
          "loss_quantiles",
          new ListType<>(real(CLOSED_UNIT)),
          "[]",
          "Probabilities, as in [0.5, 0.9, 0.99], of the quantiles of the loss over the evaluation"
              + " tasks that are kept at every point of the curve.");

  /** Behind those of sequences. */
  private static final Declarations LATER = Declarations.ofMeasures();

  static final Parameter<Boolean> DISTANCES =
      TaskSection.ofQueries(LATER)
          .own(
              "measure.distances",
              "measure_distances",
              new FlagType(),
              "false",
              "Whether it is kept at every point of the curve how far the weight products of every head"
                  + " are from multiples of the identity, between inputs.");

  static final Parameter<Boolean> POPULATION =
      LATER
          .when(TaskSection.TASK, TaskSection.LINEAR_REGRESSION)
          .own(
              "measure.population",
              "measure_population",
              new FlagType(),
              "false",
              "Whether it is kept at every point of the curve which point of class S is nearest to the"
                  + " weights of linear attention, and the expected loss there, exactly and with all"
                  + " tails: of normal inputs without noise and distractors, of one variance or beside"
                  + " teachers of the inverse covariance.");
  static final Parameter<Boolean> ERRORS =
      LATER.own(
          "measure.errors",
          "measure_errors",
          new FlagType(),
          "false",
          "Whether the standard error of the loss over the evaluation tasks is kept at every point"
              + " of the curve.");
  static final Parameter<Boolean> INTEGRATE =
      TrainingSection.ofBilinear(LATER)
          .own(
              "measure.integrate",
              "measure_integrate",
              new FlagType(),
              "false",
              "Whether the loss at the evaluation contexts, integrated exactly over teacher and"
                  + " query, is kept at every point of the curve, with its standard error; of"
                  + " weights in blocks.");

  static final Parameter<When> ALIGNMENTS_AT =
      TaskSection.ofQueries(LATER)
          .own(
              "measure.alignments-at",
              "alignments_at",
              choice(When.class),
              "every",
              "Whether agreement with the learners of `measure.against` is measured at every point"
                  + " of the curve or of the final weights alone.");

  private static final Map<Shift, Parameter<List<Double>>> ALPHAS =
      Map.of(
          Shift.INPUT_RANGE, ALPHA_INPUT_RANGE,
          Shift.TEACHER_SCALE, ALPHA_TEACHER_SCALE,
          Shift.OTHER_INPUTS, ALPHA_OTHER_INPUTS,
          Shift.OTHER_INPUTS_TEACHER_SCALE, ALPHA_OTHER_INPUTS_TEACHER_SCALE,
          Shift.OTHER_INPUTS_RAW, ALPHA_OTHER_INPUTS_RAW);

  private MeasureSection() {}

  /** What lists the learners that a trial is held against, whatever its tasks are. */
  static List<Parameter<List<LearnerKind>>> against() {
    return List.of(AGAINST, PrefixSection.LEARNERS);
  }

  static List<Parameter<?>> parameters() {
    return Stream.of(ALWAYS.all(), PrefixSection.parameters(), LATER.all())
        .<Parameter<?>>flatMap(List::stream)
        .toList();
  }

  static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(ofMeasures());
    rules.addAll(TrainingSection.integrable(INTEGRATE));
    return rules;
  }

  private static List<Rule> ofMeasures() {
    return List.of(
        Rule.ofKernel(
            List.of(TaskSection.SINE_RANGE, ALPHA_INPUT_RANGE),
            MeasureSection::shiftInputRange,
            "Choose a range, and values of α, that leave few enough periods of a sine."),
        Rule.ofKernel(
            List.of(
                DISTANCES,
                TaskSection.TOKENS,
                ModelSection.MLP,
                ModelSection.NORM,
                ModelSection.EMBEDDING,
                ModelSection.POSITIONS),
            MeasureSection::distances,
            "Set measure.distances = false."),
        new Rule(
            List.of(TrainingSection.KEEP, VALIDATION_TASKS),
            MeasureSection::keepingWithoutValidation,
            values ->
                "Set "
                    + VALIDATION_TASKS.path()
                    + " to a number, as in 20000, or "
                    + TrainingSection.KEEP.path()
                    + " = last."),
        new Rule(
            List.of(EVERY, TrainingSection.STEPS),
            MeasureSection::curveWithoutAPoint,
            values ->
                "Set " + EVERY.path() + " to " + values.get(TrainingSection.STEPS) + " or less."));
  }

  private static void shiftInputRange(Values values) {
    InContext task = TaskSection.inContext(values);
    values.get(ALPHA_INPUT_RANGE).forEach(alpha -> task.shifted(Shift.INPUT_RANGE, alpha));
  }

  private static void distances(Values values) {
    if (values.asked(DISTANCES).isPresent()) {
      new Distances().refuse(ModelSection.spec(values), TaskSection.spec(values));
    }
  }

  private static Optional<String> keepingWithoutValidation(Values values) {
    return values.has(VALIDATION_TASKS) && values.get(VALIDATION_TASKS) == 0
        ? Optional.of("the best weights are those with the least loss on validation tasks")
        : Optional.empty();
  }

  private static Optional<String> curveWithoutAPoint(Values values) {
    int steps = values.get(TrainingSection.STEPS);
    return steps > 0 && values.get(EVERY) > steps
        ? Optional.of("a curve needs a point within the steps")
        : Optional.empty();
  }

  static MeasureSpec spec(Values values) {
    return MeasureSpec.every(values.get(EVERY))
        .closer(values.get(SCHEDULE))
        .evalTasks(values.get(EVAL_TASKS))
        .evalSeed(values.get(EVAL_SEED))
        .validation(values.get(VALIDATION_TASKS, 0), values.get(VALIDATION_SEED, 0L))
        .ood(new OodSpec(alphas(values), values.get(ALPHA_TASKS, 1)))
        .against(values.get(AGAINST, values.get(PrefixSection.LEARNERS, List.of())))
        .ridge(values.get(RIDGE, values.get(PrefixSection.RIDGE, 0.0)))
        .baselines(baselines(values))
        .asked(asked(values))
        .build();
  }

  static Baselines baselines(Values values) {
    return new Baselines(
        values.get(GD_RATES, List.of()),
        values.get(GD_EXAMPLES, Examples.ALL),
        PrefixSection.newestPair(values),
        PrefixSection.solver(values),
        values.get(PrefixSection.STEPS, 0),
        values.get(PrefixSection.RATES, List.of()),
        values.get(ProvidedSection.LEARNER, Provided.NONE));
  }

  private static List<Taking<?>> asked(Values values) {
    return Stream.<Optional<? extends Taking<?>>>of(
            values.asked(ALIGNMENTS_AT).map(Alignments::new),
            values.asked(SENSITIVITY_TASKS).map(Sensitivities::new),
            values.asked(FUNCTIONS).map(Functions::new),
            values.asked(QUANTILES).map(LossQuantiles::new),
            values.asked(PrefixSection.POSITIONS).map(each -> new PositionLosses()),
            values.asked(DISTANCES).map(each -> new Distances()),
            values.asked(POPULATION).map(each -> new Population()),
            values.asked(ERRORS).map(each -> new LossErrors()),
            values.asked(INTEGRATE).map(each -> new IntegratedLosses()),
            PrefixSection.learnerPositions(values),
            values
                .asked(RolloutSection.STEPS)
                .map(steps -> new Rollouts(steps, values.get(RolloutSection.DAMPENING))),
            values.asked(SpectrumSection.GAMMAS).map(Spectra::new),
            SpectroscopySection.asked(values),
            FewShotSection.asked(values),
            CompressionSection.asked(values),
            LinearisationSection.asked(values),
            ProbeSection.asked(values),
            LagSection.looks(values),
            LagSection.derivatives(values),
            ProvidedSection.measures(values))
        .<Taking<?>>flatMap(Optional::stream)
        .toList();
  }

  private static Map<Shift, List<Double>> alphas(Values values) {
    Map<Shift, List<Double>> alphas = new EnumMap<>(Shift.class);
    ALPHAS.forEach(
        (shift, parameter) -> {
          if (values.has(parameter)) {
            alphas.put(shift, values.get(parameter));
          }
        });
    return alphas;
  }
}
