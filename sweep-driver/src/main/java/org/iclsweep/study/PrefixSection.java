package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import org.iclsweep.learner.GdPrefixK;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.NewestPair;
import org.iclsweep.learner.SolverSpec;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.trial.LearnerPositions;
import org.iclsweep.trial.Taking;

/** What a study says of learners of sequences, and of what is measured at every position. */
final class PrefixSection {

  private static final Declarations SEQUENCES = TaskSection.ofSequences(Declarations.ofMeasures());
  static final Parameter<List<LearnerKind>> LEARNERS =
      SEQUENCES.shared(
          "measure.prefix-learners",
          "prefix_learners",
          new ListType<>(
              choice(LearnerKind.class)
                  .but(
                      kind -> !kind.isOfSequences(),
                      "Leave it out; it is one for measure.against, where task.kind is not dynamics.")),
          "[]",
          "Learners of sequences that the trained model is held against: one step of gradient"
              + " descent on all that a sequence has shown, at the best rate (gd-prefix); the best"
              + " polynomial with as many terms as the model has layers, up to 8, which so many"
              + " steps are at any rates (gd-prefix-k); ridge-prefix; the mean of next states by a"
              + " softmax (kernel-prefix); and the published solver of ridge-prefix's equations"
              + " (second-order).");

  private static final Declarations PREFIXES =
      SEQUENCES.when(
          LEARNERS,
          LearnerKind.GD_PREFIX.label(),
          LearnerKind.GD_PREFIX_K.label(),
          LearnerKind.RIDGE_PREFIX.label(),
          LearnerKind.KERNEL_PREFIX.label(),
          LearnerKind.SECOND_ORDER.label());
  static final Parameter<NewestPair> NEWEST_PAIR =
      PREFIXES.shared(
          "measure.newest-pair",
          "newest_pair",
          choice(NewestPair.class),
          "used",
          "Whether these learners see, at a state, the step that has led to it, or, as least squares"
              + " in the code of von Oswald et al. (2023) does, those before it only.");
  static final Parameter<Double> RIDGE =
      SEQUENCES
          .when(LEARNERS, LearnerKind.RIDGE_PREFIX.label())
          .shared(
              "measure.prefix-ridge",
              "prefix_ridge",
              real(POSITIVE, "searched"),
              "searched",
              "Strength λ of ridge-prefix: Φ minimises Σ ‖s_j - Φ s_{j-1}‖² + λ ‖Φ‖². searched is"
                  + " the best of 25 from 1e-6 to 100.");

  static final Parameter<Integer> STEPS =
      SEQUENCES
          .when(LEARNERS, LearnerKind.GD_PREFIX_K.label())
          .shared(
              "measure.prefix-steps",
              "prefix_steps",
              whole(1, "depth"),
              "depth",
              "Steps K of gd-prefix-k, up to 8; depth is as many as the model has layers.");

  static final Parameter<List<Double>> RATES =
      SEQUENCES
          .when(LEARNERS, LearnerKind.GD_PREFIX_K.label())
          .shared(
              "measure.prefix-rates",
              "prefix_rates",
              ListType.sequence(real(POSITIVE)),
              "[]",
              "Rates of the steps of gd-prefix-k, in their order: it takes so many, whatever the"
                  + " model, and nothing is fitted. The best polynomial where the list is empty.");

  private static final Declarations SOLVERS =
      SEQUENCES.when(LEARNERS, LearnerKind.SECOND_ORDER.label());
  static final Parameter<SolverValues> SOLVER_VALUES =
      SOLVERS.shared(
          "measure.solver.values",
          "solver_values",
          choice(SolverValues.class),
          "orthogonal",
          "Sequences on which the steps of second-order were trained by its authors: of whole states"
              + " and orthogonal transitions, the same from constructed tokens, of states seen in"
              + " part, nonlinear, contracting, or of one fixed transition; or fitted: they are trained"
              + " likewise on the trial's own, for any number of steps.");
  static final Parameter<Integer> SOLVER_STEPS =
      SOLVERS.shared(
          "measure.solver.steps",
          "solver_steps",
          whole(1),
          "6",
          "Steps of second-order: 6, or of orthogonal values 2, or of fitted ones any number.");
  static final Parameter<Double> SOLVER_RIDGE =
      SOLVERS.shared(
          "measure.solver.ridge",
          "solver_ridge",
          real(POSITIVE),
          "0.001",
          "Strength λ of the ridge regression whose equations second-order solves.");

  static final Parameter<Integer> FIT_STEPS =
      SOLVERS
          .when(SOLVER_VALUES, SolverValues.FITTED.label())
          .shared(
              "measure.solver.fit-steps",
              "solver_fit_steps",
              whole(1),
              "20000",
              "Optimizer steps of the training of fitted values, whose learning rate falls until step"
                  + " 40,000.");

  static final Parameter<Boolean> POSITIONS =
      SEQUENCES.own(
          "measure.positions",
          "measure_positions",
          new FlagType(),
          "false",
          "Whether the loss at every position of a sequence, with its standard error, is kept at"
              + " every point of the curve; at the end also those of `measure.prefix-learners`, and"
              + " what the model loses more.");

  private PrefixSection() {}

  static List<Parameter<?>> parameters() {
    return SEQUENCES.all();
  }

  static List<Rule> rules() {
    return List.of(
        Rule.ofKernel(
            List.of(STEPS),
            values -> GdPrefixK.requireTerms(values.get(STEPS)),
            "Set measure.prefix-steps = 8, or fewer."),
        Rule.ofKernel(
            List.of(STEPS, ModelSection.DEPTH, RATES),
            values ->
                GdPrefixK.requireTerms(
                    values.get(STEPS) > 0 || !values.get(RATES).isEmpty()
                        ? 1
                        : values.get(ModelSection.DEPTH)),
            "Set measure.prefix-steps = 8, or fewer; or leave gd-prefix-k out."),
        new Rule(
            List.of(STEPS, RATES),
            values ->
                values.get(STEPS) > 0 && !values.get(RATES).isEmpty()
                    ? Optional.of("both say how many steps there are")
                    : Optional.empty(),
            values -> "Set measure.prefix-steps = depth."),
        Rule.ofKernel(
            List.of(SOLVER_STEPS, SOLVER_VALUES),
            values -> SolverSpec.requireSteps(values.get(SOLVER_VALUES), values.get(SOLVER_STEPS)),
            "Set measure.solver.steps = 6, or measure.solver.values = fitted."));
  }

  /** Where positions are measured, and there are learners to be held against at each. */
  static Optional<Taking<?>> learnerPositions(Values values) {
    return values
        .asked(POSITIONS)
        .flatMap(each -> values.asked(LEARNERS))
        .map(each -> new LearnerPositions());
  }

  static NewestPair newestPair(Values values) {
    return values.get(NEWEST_PAIR, NewestPair.USED);
  }

  static SolverSpec solver(Values values) {
    return values.has(SOLVER_STEPS)
        ? new SolverSpec(
            values.get(SOLVER_VALUES),
            values.get(SOLVER_STEPS),
            values.get(SOLVER_RIDGE),
            values.get(FIT_STEPS, SolverSpec.FIT_STEPS))
        : SolverSpec.DEFAULT;
  }
}
