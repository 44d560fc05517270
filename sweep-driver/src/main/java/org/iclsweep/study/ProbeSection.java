package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.learner.Preconditioner.Solver;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.Observations;
import org.iclsweep.task.StateMap;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.ProbeInputs;
import org.iclsweep.trial.ProbeKind;
import org.iclsweep.trial.Probes;

/** What a study says of probes of the residual stream. */
final class ProbeSection {

  private static final Declarations ALWAYS = Declarations.of(Measures.PROBES);

  private static final Declarations SEQUENCES = ALWAYS.when(TaskSection.TASK, TaskSection.DYNAMICS);
  static final Parameter<List<ProbeKind>> KINDS =
      SEQUENCES.own(
          "measure.probe.kinds",
          "probe_kinds",
          new ListType<>(choice(ProbeKind.class)),
          "[]",
          "What of a sequence is looked for, by least squares over sequences, in the stream that"
              + " enters the first layer and behind each of them: the next observation (target); the"
              + " present input as ridge regression on those before weighs it (preconditioned);"
              + " observations that lie back (token); what a nonlinear system's perceptron makes of"
              + " them (feature); and the next observation in the preconditioned input (control).");

  private static final Declarations ASKED =
      SEQUENCES.when(KINDS, "target", "preconditioned", "token", "feature", "control");
  static final Parameter<Integer> TASKS =
      ASKED.own(
          "measure.probe.tasks",
          "probe_tasks",
          whole(1),
          "256",
          "Sequences that a probe is fitted to, the first of the evaluation set; as many behind them"
              + " are held out.");
  static final Parameter<List<Integer>> POSITIONS =
      ASKED.own(
          "measure.probe.positions",
          "probe_positions",
          new ListType<>(whole(1)),
          "[]",
          "Tokens whose stream is read, from 1; the last one where the list is empty.");
  static final Parameter<String> AT =
      ASKED.own(
          "measure.probe.at",
          "probe_at",
          choice("end", "points"),
          "end",
          "Whether probes are taken at the end, or at every point of the curve.");
  static final Parameter<Integer> LAGS =
      SEQUENCES
          .when(KINDS, "token", "feature")
          .own(
              "measure.probe.lags",
              "probe_lags",
              whole(0),
              "7",
              "How many observations before a position probes of tokens and features look for, beside"
                  + " that at it.");

  static final Parameter<Double> LARGEST_TARGET =
      SEQUENCES
          .when(KINDS, "target")
          .own(
              "measure.probe.largest-target",
              "probe_largest_target",
              real(POSITIVE, "off"),
              "off",
              "Sequences of which a feature of the next observation is so large, or larger, are left"
                  + " out of probes of it, position by position, as the code of von Oswald et al."
                  + " (2023) does at 2, which it clips contracting systems at: but not at -2.");

  private static final Declarations PRECONDITIONED =
      SEQUENCES.when(KINDS, "preconditioned", "control");
  static final Parameter<Solver> SOLVER =
      PRECONDITIONED.own(
          "measure.probe.solver",
          "probe_solver",
          choice(Solver.class),
          "second-order",
          "What weighs an input: steps of a solver, six of those that are published, or the exact"
              + " inverse.");
  static final Parameter<SolverValues> VALUES =
      PRECONDITIONED
          .when(SOLVER, "second-order")
          .own(
              "measure.probe.solver-values",
              "probe_solver_values",
              choice(SolverValues.class),
              "orthogonal",
              "Sequences on which these steps were trained by the authors, as measure.solver.values;"
                  + " fitted are those of second-order in measure.prefix-learners, of as many steps"
                  + " and the same λ.");
  static final Parameter<Double> RIDGE =
      PRECONDITIONED.own(
          "measure.probe.ridge",
          "probe_ridge",
          real(POSITIVE),
          "0.001",
          "λ of (Σ x_j x_jᵀ + λ I)⁻¹ x_t, j < t.");
  static final Parameter<Integer> STACK =
      PRECONDITIONED.own(
          "measure.probe.stack",
          "probe_stack",
          whole(1),
          "1",
          "Observations k of an input x_t = (s_t, .., s_{t-k+1}).");
  static final Parameter<String> OF =
      PRECONDITIONED
          .when(SequenceSection.NONLINEARITY, "perceptron")
          .own(
              "measure.probe.of",
              "probe_of",
              choice("observations", "features"),
              "observations",
              "Whether inputs are observations, or f of them, which W is applied to.");

  private static final String MORE_TASKS = "Set measure.probe.tasks to more.";

  private ProbeSection() {}

  static List<Parameter<?>> parameters() {
    return ALWAYS.all();
  }

  static List<Rule> rules() {
    return List.of(
        asked(
            List.of(POSITIONS, SequenceSection.LENGTH),
            values ->
                Probes.requirePositions(values.get(POSITIONS), values.get(SequenceSection.LENGTH)),
            "Leave these positions out, or set task.length to more."),
        asked(
            List.of(LAGS, POSITIONS, SequenceSection.LENGTH),
            ProbeSection::lags,
            "Set measure.probe.lags to fewer, or probe these in a study of their own."),
        asked(
            List.of(KINDS, SequenceSection.NONLINEARITY, SequenceSection.OBSERVED),
            values -> features(values, values.get(KINDS).contains(ProbeKind.FEATURE)),
            "Leave feature out of measure.probe.kinds."),
        asked(
            List.of(OF, SequenceSection.OBSERVED),
            values -> features(values, ofFeatures(values)),
            "Set measure.probe.of = observations."),
        new Rule(
            List.of(VALUES, PrefixSection.LEARNERS),
            values ->
                withoutFit(
                    values, values.get(PrefixSection.LEARNERS).contains(LearnerKind.SECOND_ORDER)),
            values ->
                "Put second-order into measure.prefix-learners, and set measure.solver.values ="
                    + " fitted."),
        new Rule(
            List.of(VALUES, PrefixSection.SOLVER_VALUES),
            values -> withoutFit(values, values.get(PrefixSection.SOLVER_VALUES).areFitted()),
            values -> "Set measure.solver.values = fitted."),
        new Rule(
            List.of(RIDGE, VALUES, PrefixSection.SOLVER_RIDGE),
            ProbeSection::ofAnotherRidge,
            values -> "Set measure.probe.ridge = " + values.text(PrefixSection.SOLVER_RIDGE) + "."),
        asked(
            List.of(VALUES, STACK),
            values -> singleObservations(values, false, values.get(STACK)),
            "Set measure.probe.stack = 1, or measure.probe.solver-values to published ones."),
        asked(
            List.of(VALUES, OF),
            values -> singleObservations(values, ofFeatures(values), 1),
            "Set measure.probe.of = observations, or measure.probe.solver-values to published ones."),
        asked(
            List.of(STACK, SequenceSection.LENGTH),
            values ->
                ProbeInputs.requireStack(values.get(STACK), values.get(SequenceSection.LENGTH)),
            "Set measure.probe.stack to task.length or less."),
        asked(
            List.of(
                TASKS,
                KINDS,
                ModelSection.EMBEDDING,
                ModelSection.POSITIONS,
                TaskSection.DIM,
                SequenceSection.OBSERVED,
                SequenceSection.SEQUENCE_TOKENS),
            values -> streams(values, !values.has(SequenceSection.STACK)),
            MORE_TASKS),
        asked(
            List.of(
                TASKS,
                KINDS,
                ModelSection.EMBEDDING,
                ModelSection.POSITIONS,
                TaskSection.DIM,
                SequenceSection.OBSERVED,
                SequenceSection.STACK),
            values -> streams(values, true),
            MORE_TASKS),
        asked(
            List.of(TASKS, KINDS, TaskSection.DIM, SequenceSection.OBSERVED, STACK),
            ProbeSection::control,
            MORE_TASKS));
  }

  /** A rule of the kernel, where what it is about applies. */
  private static Rule asked(List<Parameter<?>> of, Consumer<Values> build, String cure) {
    return Rule.ofKernel(
        of,
        values -> {
          if (values.has(of.get(0)) && values.asked(KINDS).isPresent()) {
            build.accept(values);
          }
        },
        cure);
  }

  private static boolean areFitted(Values values) {
    return values.get(VALUES, SolverValues.ORTHOGONAL).areFitted();
  }

  private static Optional<String> withoutFit(Values values, boolean fitted) {
    return areFitted(values) && !fitted
        ? Optional.of("a probe reads the steps that second-order is fitted with, and none is")
        : Optional.empty();
  }

  private static Optional<String> ofAnotherRidge(Values values) {
    return areFitted(values) && !values.get(RIDGE).equals(values.get(PrefixSection.SOLVER_RIDGE))
        ? Optional.of("steps that were fitted with one λ do not solve equations of another")
        : Optional.empty();
  }

  private static void singleObservations(Values values, boolean ofFeatures, int stack) {
    if (areFitted(values)) {
      ProbeInputs.requireFitted(ofFeatures, stack);
    }
  }

  private static void lags(Values values) {
    Probes.requireLags(values.get(LAGS), values.get(POSITIONS), values.get(SequenceSection.LENGTH));
  }

  private static void features(Values values, boolean needed) {
    if (needed) {
      boolean nonlinear = values.has(SequenceSection.PERCEPTRON_WIDENING);
      Dynamics.requireFeatures(
          nonlinear ? new StateMap(1, 1) : StateMap.NONE,
          Observations.some(values.get(SequenceSection.OBSERVED)));
    }
  }

  /**
   * Refuses fewer sequences than a stream is wide.
   *
   * @param known whether all is looked at that its width depends on
   */
  private static void streams(Values values, boolean known) {
    if (known && Probes.readsStreams(values.get(KINDS))) {
      int embedding = values.get(ModelSection.EMBEDDING);
      int tokens = SequenceSection.tokensOf(values).parts() * observed(values);
      int width = embedding > 0 ? embedding : tokens + values.get(ModelSection.POSITIONS);
      Probes.requireTasks(values.get(TASKS), width);
    }
  }

  private static void control(Values values) {
    if (values.get(KINDS).contains(ProbeKind.CONTROL)) {
      Probes.requireTasks(values.get(TASKS), values.get(STACK) * observed(values));
    }
  }

  private static int observed(Values values) {
    return Observations.some(values.get(SequenceSection.OBSERVED))
        .width(values.get(TaskSection.DIM));
  }

  private static boolean ofFeatures(Values values) {
    return values.get(OF, "observations").equals("features");
  }

  /** What is asked for. */
  static Optional<Probes> asked(Values values) {
    return values
        .asked(KINDS)
        .map(
            kinds ->
                new Probes(
                    kinds,
                    values.get(TASKS),
                    values.get(POSITIONS),
                    values.get(LAGS, 0),
                    inputs(values),
                    values.get(AT).equals("points"),
                    values.get(LARGEST_TARGET, 0.0)));
  }

  private static ProbeInputs inputs(Values values) {
    return new ProbeInputs(by(values), ofFeatures(values), values.get(STACK, 1));
  }

  private static Preconditioner by(Values values) {
    double ridge = values.get(RIDGE, 1.0);
    if (values.get(SOLVER, Solver.EXACT) == Solver.EXACT) {
      return Preconditioner.exact(ridge);
    }
    return areFitted(values)
        ? new Preconditioner(Solver.SECOND_ORDER, PrefixSection.solver(values))
        : Preconditioner.learned(values.get(VALUES), ridge);
  }
}
