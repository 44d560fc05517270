package org.iclsweep.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iclsweep.study.read.Studies.trial;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.AttentionSpec;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.AmplitudePhase;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.task.Sine;
import org.iclsweep.task.TokenLayout;
import org.iclsweep.trial.CloserPoints;
import org.iclsweep.trial.LearnerSpec;
import org.iclsweep.trial.MeasureSpec;
import org.iclsweep.trial.TrainingSpec;
import org.iclsweep.trial.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {

  @Test
  void recordedDefaults() {
    assertThat(trial("").spec())
        .isEqualTo(
            new TrialSpec(
                0,
                new ModelSpec(
                    1,
                    false,
                    1,
                    0,
                    0,
                    new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.002)),
                new LinearRegression(10, 10, 0.5, 1),
                new TrainingSpec(
                    5000,
                    2048,
                    0,
                    new OptimizerSpec.Adam(1e-3, 0.9, 0.999, 1e-8),
                    new ScheduleSpec.Constant(),
                    new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 10)),
                MeasureSpec.every(100)
                    .evalTasks(10000)
                    .ood(
                        OodSpec.ofFamily(
                            List.of(0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0),
                            List.of(0.5, 1.0, 2.0, 5.0),
                            10000))
                    .against(
                        List.of(
                            LearnerKind.GD, LearnerKind.GD_PLUS_PLUS, LearnerKind.LEAST_SQUARES))
                    .build()));
  }

  @Test
  void everyKeyReachesItsPlace() {
    TransformerTrial trial =
        trial(
            """
            seed = 2
            model { depth = 3, tied = true, heads = 5, key-size = 7, token-clip = 11 }
            model.init { kind = standard-deviation, scale = 0.13 }
            task { dim = 17, context = 19, input-range = 0.23, teacher-scale = 0.29 }
            training { steps = 31, batch = 37, dataset-size = 74, clip-norm = 43 }
            training.optimizer { learning-rate = 0.47, beta1 = 0.53, beta2 = 0.59, epsilon = 0.61 }
            measure { every = 30, eval-tasks = 67, eval-seed = 71, against = [gd] }
            measure.alpha { input-range = [73], teacher-scale = [79], tasks = 83 }
            """);
    assertThat(trial.spec())
        .isEqualTo(
            new TrialSpec(
                2,
                new ModelSpec(
                    3,
                    true,
                    5,
                    7,
                    11,
                    new Initialisation(Initialisation.Kind.STANDARD_DEVIATION, 0.13)),
                new LinearRegression(17, 19, 0.23, 0.29),
                new TrainingSpec(
                    31,
                    37,
                    74,
                    new OptimizerSpec.Adam(0.47, 0.53, 0.59, 0.61),
                    new ScheduleSpec.Constant(),
                    new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 43)),
                MeasureSpec.every(30)
                    .evalTasks(67)
                    .evalSeed(71)
                    .ood(OodSpec.ofFamily(List.of(73.0), List.of(79.0), 83))
                    .against(List.of(LearnerKind.GD))
                    .build()));
  }

  @Test
  void everyKeyOfTasksReachesItsPlace() {
    assertThat(
            trial(
                    """
                    task { tokens = interleaved, dim = 17, context = 19, inputs = laplace }
                    task { input-scale = 0.23, normalised = true, teacher-scale = 0.29 }
                    task { noise = 0.31, distractors = 5 }
                    """)
                .spec()
                .task())
        .isEqualTo(
            new LinearRegression(
                17,
                19,
                new InputDistribution(InputLaw.LAPLACE, 0.23, true),
                0.29,
                0.31,
                5,
                TokenLayout.INTERLEAVED));
    assertThat(
            trial(
                    """
                    task { kind = sine, tokens = interleaved, context = 19, sine-range = 0.23 }
                    task { amplitude-min = 0.29, amplitude-max = 0.31 }
                    task.amplitude-phase = independent
                    """)
                .spec()
                .task())
        .isEqualTo(
            new Sine(19, 0.23, 0.29, 0.31, AmplitudePhase.INDEPENDENT, TokenLayout.INTERLEAVED));
    assertThat(trial("task.kind = sine").spec().task()).isEqualTo(new Sine(10));
  }

  @Test
  void everyListOfAlphasReachesItsShift() {
    OodSpec ood =
        trial(
                """
                measure.alpha { input-range = [2], teacher-scale = [3], other-inputs = [5] }
                measure.alpha { other-inputs-teacher-scale = [7], other-inputs-raw = [11] }
                """)
            .spec()
            .measure()
            .ood();
    assertThat(ood.alphas())
        .containsExactly(
            Map.entry(Shift.INPUT_RANGE, List.of(2.0)),
            Map.entry(Shift.TEACHER_SCALE, List.of(3.0)),
            Map.entry(Shift.OTHER_INPUTS, List.of(5.0)),
            Map.entry(Shift.OTHER_INPUTS_TEACHER_SCALE, List.of(7.0)),
            Map.entry(Shift.OTHER_INPUTS_RAW, List.of(11.0)));
  }

  @Test
  void valueOfAParameterMeansWhatItsTypeSays() {
    Values values = trial("model.attention = softmax, measure.schedule = \"7..9\"").values();

    assertThat(values.get(ModelSection.ATTENTION)).isEqualTo(AttentionSpec.Kind.SOFTMAX);
    assertThat(values.get(MeasureSection.SCHEDULE))
        .isEqualTo(new CloserPoints(List.of(new CloserPoints.Stretch(7, 9, 1))));
    assertThat(values.get(MeasureSection.AGAINST))
        .containsExactly(LearnerKind.GD, LearnerKind.GD_PLUS_PLUS, LearnerKind.LEAST_SQUARES);
    assertThat(values.get(Parameters.SEED)).isZero();
    assertThat(values.get(ModelSection.TIED, true)).isTrue();
  }

  /** Rows may come from anywhere. */
  @Test
  void valueOfAnotherClassHasNoMeaning() {
    assertThatThrownBy(() -> ModelSection.DEPTH.type().meaning(2L))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> MeasureSection.ALPHA_INPUT_RANGE.type().meaning(List.of("1")))
        .isInstanceOf(ClassCastException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSection.NORM.type().meaning("nowhere"))
        .withMessage("'nowhere' is none of [none, every-layer, between-layers]");
  }

  static List<Parameter<?>> all() {
    return Parameters.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void columnIsInSnakeCaseAndPathInKebabCase(Parameter<?> parameter) {
    assertThat(parameter.column()).matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    assertThat(parameter.path()).matches("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    assertThat(parameter.doc()).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("all")
  void columnHasTheDeclaredType(Parameter<?> parameter) {
    Object value =
        Stream.of(
                "model { depth = 2, key-size = 3, token-clip = 4 }\ntraining.dataset-size = 5",
                "training { optimizer.kind = adamw, schedule.kind = halving, clip-by = value }",
                "training { optimizer.kind = sgd, schedule.kind = warmup-cosine }\n"
                    + "training.schedule.decay-steps = 7000",
                "model { embedding = 3, positions = 4, mlp.place = after }",
                "task.noise = 0.1",
                "measure { against = [ridge], ridge = 0.1 }",
                "measure.rollout.steps = 3",
                "measure.schedule = 3",
                "task { inputs = normal, condition = 4 }",
                "training { redraw-every = 3, keep = best-of-last }, measure.validation-tasks = 9",
                "training { dataset-size = 5, optimizer.kind = lbfgs }",
                "training.stop.when = learnt",
                "task.inputs = gamma-radius",
                "task.features.kind = relu-mlp",
                "model.mlp.place = before",
                "task.tokens = interleaved, model.depth = 2, measure.sensitivity-tasks = 8",
                "task.kind = sine",
                "model { weights = merged, pattern = blocks }",
                "model { attention = mesa, keys = causal, mesa.forget = fixed }",
                "task.kind = dynamics, model.keys = causal",
                "task { kind = provided, provider { name = a, version = 1.0.0 } }\n"
                    + "measure { against = [provided] }\n"
                    + "measure.provided-learner { name = b, version = 1.0.0 }",
                "task { kind = provided-sequences, sequence-provider { name = a, version = 1.0.0 } }\n"
                    + "model.keys = causal",
                "task { kind = dynamics, transition = contracting, nonlinearity = perceptron }\n"
                    + "task { distinct-teachers = 2, state-clip = 2, observed = 2 }\n"
                    + "task { observation-noise = 1, sequence-tokens = stacked }\n"
                    + "model.keys = causal",
                "task.kind = dynamics, model.keys = causal, measure.spectroscopy.degree = 2",
                "model.keys = causal, measure.linearise.turns = 2",
                "task.kind = dynamics\n"
                    + "model { keys = causal, init { kind = constructed, rates = [1], noise = 1 }"
                    + " }",
                "task.kind = dynamics, model.keys = causal, measure { prefix-learners ="
                    + " [gd-prefix-k, ridge-prefix, second-order], prefix-ridge = 0.1, prefix-steps"
                    + " = 3, solver.values = fitted }",
                "task { kind = dynamics, transition = orthogonal, sequence-tokens = raw }\n"
                    + "model.keys = causal, measure.few-shot { pairs = 5, tasks = 2, first-pairs ="
                    + " 3, eos.steps = 2, prefix.steps = 2 }",
                "task { kind = dynamics, nonlinearity = perceptron, sequence-tokens = raw }\n"
                    + "model { keys = causal, attention = softmax }\n"
                    + "measure { probe.kinds = [target, token, control], attention-lags = 2 }\n"
                    + "measure { lag-sensitivity.tasks = 9, probe.largest-target = 2 }")
            .map(text -> trial(text).parameters().get(parameter.column()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    Class<?> type =
        switch (parameter.type().column()) {
          case INT -> Integer.class;
          case LONG -> Long.class;
          case DOUBLE -> Double.class;
          case BOOLEAN -> Boolean.class;
          case STRING -> String.class;
          case DOUBLES, STRINGS, INTS -> List.class;
        };
    assertThat(value).isInstanceOf(type);
  }

  @Test
  void columnsAreDistinctAndInTheOrderOfTheRegistry() {
    assertThat(trial("").parameters().keySet())
        .containsExactlyElementsOf(Parameters.all().stream().map(Parameter::column).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void wordsThatStandForNoNumberAreNull() {
    assertThat(trial("training.clip-norm = off").parameters())
        .containsEntry("key_size", null)
        .containsEntry("token_clip", null)
        .containsEntry("dataset_size", null)
        .containsEntry("noise", null)
        .containsEntry("clip_norm", null);
  }

  /**
   * A parameter marked as the trial's own must not reach any learner, or fits would be mixed up.
   */
  @Test
  void whatIsNotOfLearnersDoesNotReachThem() {
    List<TransformerTrial> changed =
        List.of(
            deep(
                """
                seed = 2
                task.tokens = interleaved
                model { heads = 5, key-size = 7, init { kind = standard-deviation, scale = 0.13 } }
                model { attention = softmax, keys = all, score-scale = none, form = tokens }
                model { update = label, dampening = 0.9, norm = every-layer }
                model { embedding = 40, positions = 8 }
                model.mlp { place = before, nonlinearity = relu, bias = true, widening = 3 }
                training { steps = 31, batch = 37, dataset-size = 74, clip-norm = 43 }
                training.optimizer { learning-rate = 0.47, beta1 = 0.53, beta2 = 0.59 }
                training.optimizer.epsilon = 0.61
                measure { every = 30, schedule = "10..20", sensitivity-tasks = 8, quantiles = [0.5] }
                measure.alignments-at = last
                """),
            deep(
                "model { weights = merged, pattern = sparse, symmetric = true }, measure {"
                    + " distances = true, errors = true, integrate = true }, training.integrate ="
                    + " true"),
            deep(
                "model { attention = mesa, keys = causal, mesa { lambda-init = 2, lambda = fixed,"
                    + " forget = learned, forget-factor = 1 } }"),
            deep("training { optimizer.kind = adamw, schedule.kind = halving, clip-by = value }"),
            deep(
                """
                training { optimizer.kind = sgd, clip-by = matrix-norm }
                training.schedule { kind = warmup-cosine, decay-steps = 7000 }
                """),
            deep("training.optimizer.kind = lbfgs, training.dataset-size = 9"),
            deep("training.stop.when = learnt"),
            deep("measure.provided = [{ name = a, version = 1.0.0 }]"),
            deep(
                """
                training { redraw-every = 3, keep = best-of-last }
                measure { validation-tasks = 9 }
                """));
    List<Parameter<?>> own =
        Parameters.all().stream()
            .filter(each -> each.learners().isEmpty() && !each.equals(MeasureSection.FUNCTIONS))
            // of sequences, which are held against no learner
            .filter(each -> !each.equals(PrefixSection.POSITIONS))
            .filter(each -> !SequenceSection.parameters().contains(each))
            .filter(each -> !CausalSection.parameters().contains(each))
            .filter(each -> !ConstructionSection.parameters().contains(each))
            .filter(each -> !SpectroscopySection.parameters().contains(each))
            .filter(each -> !FewShotSection.parameters().contains(each))
            .filter(each -> !CompressionSection.parameters().contains(each))
            .filter(each -> !LinearisationSection.parameters().contains(each))
            .filter(each -> !ProbeSection.parameters().contains(each))
            .filter(each -> !LagSection.ofLooks().contains(each))
            .filter(each -> !LagSection.ofDerivatives().contains(each))
            // of normal inputs alone
            .filter(each -> !each.equals(TaskSection.ROTATION))
            .filter(each -> !each.equals(MeasureSection.POPULATION))
            .filter(each -> !each.equals(TaskSection.DRAWS))
            .filter(each -> !(each.type() instanceof ChoiceType<?> c && c.choices().size() == 1))
            .toList();
    TransformerTrial plain = deep("");
    for (Parameter<?> parameter : own) {
      assertThat(changed)
          .as(parameter.path())
          .extracting(each -> each.parameters().get(parameter.column()))
          .anyMatch(value -> !Objects.equals(value, plain.parameters().get(parameter.column())));
    }
    assertThat(changed).extracting(ParametersTest::specs).containsOnly(specs(plain));
    assertThat(specs(trial("task.inputs = normal, measure.population = true")))
        .isEqualTo(specs(trial("task.inputs = normal")));
    assertThat(specs(trial("task.kind = sine, measure.functions = 3")))
        .isEqualTo(specs(trial("task.kind = sine")));
    String sequences =
        "task.kind = dynamics, model.keys = causal, measure.prefix-learners = [gd-prefix]\n";
    for (String measure :
        List.of(
            "measure.spectroscopy { degree = 2, tasks = 9 }",
            "measure.compressed = last",
            "measure.linearise { turns = 1, sequences = 9 }")) {
      assertThat(specs(trial(sequences + measure))).isEqualTo(specs(trial(sequences))).isNotEmpty();
    }
    assertThat(specs(trial("task { inputs = normal, rotation = seed, draws = gram }")))
        .isEqualTo(specs(trial("task.inputs = normal")));
  }

  private static TransformerTrial deep(String text) {
    return trial("model.depth = 2\n" + text);
  }

  private static List<LearnerSpec> specs(TransformerTrial trial) {
    return trial.learners().stream().map(LearnerTrial::spec).toList();
  }
}
