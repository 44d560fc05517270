package org.iclsweep.study;

import static org.iclsweep.study.ChoiceType.choice;
import static org.iclsweep.study.RealType.Interval.AT_LEAST_ONE;
import static org.iclsweep.study.RealType.Interval.POSITIVE;
import static org.iclsweep.study.RealType.real;
import static org.iclsweep.study.WholeType.whole;
import static org.iclsweep.study.WholeType.wholeLong;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.iclsweep.task.AmplitudePhase;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Draws;
import org.iclsweep.task.Features;
import org.iclsweep.task.InContext;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Sine;
import org.iclsweep.task.SpectrumLaw;
import org.iclsweep.task.TaskSpec;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.TokenLayout;

/** What a study says of its tasks, and the kernel's description made of it. */
final class TaskSection {

  static final String LINEAR_REGRESSION = "linear-regression";
  static final String SINE = "sine";
  static final String DYNAMICS = "dynamics";
  static final String PROVIDED = ChoiceType.PROVIDED;
  static final String PROVIDED_SEQUENCES = "provided-sequences";

  static final String SEEDED = "seed";
  private static final String PERCEPTRON = "relu-mlp";

  private static final Declarations ALWAYS = new Declarations();

  static final Parameter<String> TASK =
      ALWAYS.shared(
          "task.kind",
          "task",
          choice(LINEAR_REGRESSION, SINE, DYNAMICS, PROVIDED, PROVIDED_SEQUENCES),
          LINEAR_REGRESSION,
          "Family of tasks: y = ⟨w, x⟩, y = A sin(x + φ), or sequences of states s_{t+1} = W s_t of"
              + " which every next one is to be told; or those of a jar, pairs and a query (provided)"
              + " or sequences (provided-sequences).");

  private static final Declarations QUERIES = ofQueries(ALWAYS);
  static final Parameter<TokenLayout> TOKENS =
      QUERIES.own(
          "task.tokens",
          choice(TokenLayout.class),
          "concatenated",
          "One token (x, y) a pair, or x and (0, .., 0, y) in turns.");
  static final Parameter<Integer> CONTEXT =
      QUERIES.shared("task.context", whole(1), "10", "Number of (x, y) pairs before the query.");

  private static final Declarations REGRESSION = ALWAYS.when(TASK, LINEAR_REGRESSION);
  static final Parameter<Integer> DIM =
      ALWAYS
          .when(TASK, LINEAR_REGRESSION, DYNAMICS, PROVIDED, PROVIDED_SEQUENCES)
          .shared("task.dim", whole(1), "10", "Number of features of an input x, or of a state s.");
  static final Parameter<InputLaw> INPUTS =
      REGRESSION.shared(
          "task.inputs",
          choice(InputLaw.class),
          "uniform",
          "Law of the inputs z: U(-1, 1), N(0, 1), exponential with rate 1, Laplace(0, 1), or one"
              + " of the last three for each task; uniform on the sphere of radius 1, or in direction"
              + " alone, with r² ~ Gamma(k, √(2d/k)).");
  static final Parameter<Double> RADIUS_SHAPE =
      REGRESSION
          .when(INPUTS, "gamma-radius")
          .shared(
              "task.radius-shape",
              real(POSITIVE),
              "0.1",
              "Shape k of the squared norms: normal inputs where it is d/2, heavier tails below.");

  private static final Declarations UNIFORM = REGRESSION.when(INPUTS, "uniform");
  static final Parameter<Double> INPUT_RANGE =
      UNIFORM.shared(
          "task.input-range",
          real(POSITIVE),
          "0.5",
          "Half-width a of the range of inputs: x ~ U(-a, a).");

  private static final Declarations OTHER = REGRESSION.unless(INPUTS, "uniform");
  static final Parameter<Double> INPUT_SCALE =
      OTHER.shared(
          "task.input-scale",
          real(POSITIVE),
          "1",
          "Scale s of the inputs: x = s z; normalised, the Frobenius norm of a context's.");
  static final Parameter<Boolean> NORMALISED =
      OTHER.shared(
          "task.normalised",
          new FlagType(),
          "false",
          "Whether a task's inputs are divided by the Frobenius norm of its context's.");

  static final Parameter<Double> TEACHER_SCALE =
      REGRESSION.shared(
          "task.teacher-scale",
          real(POSITIVE),
          "1",
          "Standard deviation s of the teacher's weights: w ~ N(0, s² I).");
  static final Parameter<Double> NOISE =
      ALWAYS
          .when(TASK, LINEAR_REGRESSION, DYNAMICS)
          .shared(
              "task.noise",
              real(POSITIVE, "off"),
              "off",
              "Standard deviation of the normal noise on the context's labels, where the target has"
                  + " none, or on every state behind the first.");
  static final Parameter<Integer> DISTRACTORS =
      REGRESSION.shared(
          "task.distractors",
          whole(0),
          "0",
          "Number of the context's labels, anew for each task, that become draws from N(0, 1).");

  private static final Declarations NORMAL = REGRESSION.when(INPUTS, "normal");
  static final Parameter<List<Double>> SPECTRUM =
      NORMAL.shared(
          "task.spectrum",
          ListType.sequence(real(POSITIVE)),
          "[]",
          "Eigenvalues of the inputs' covariance Σ = U D² Uᵀ, D² = diag(spectrum), one a feature:"
              + " x = U D z. Those of `task.condition` where the list is empty.");
  static final Parameter<Double> CONDITION =
      NORMAL.shared(
          "task.condition",
          real(AT_LEAST_ONE),
          "1",
          "Condition number κ of Σ: eigenvalues fall from 1 to 1/κ; all are 1 where it is 1.");
  private static final Declarations FALLING = NORMAL.unless(CONDITION, "1");
  static final Parameter<SpectrumLaw> SPECTRUM_LAW =
      FALLING.shared(
          "task.spectrum-law",
          choice(SpectrumLaw.class),
          "geometric",
          "How they fall: by one factor from each to the next, or as a power of their number.");
  static final Parameter<String> ROTATION =
      NORMAL.own(
          "task.rotation",
          choice("none", SEEDED),
          "none",
          "U: the identity, or orthogonal from the Haar measure, drawn by the trial's seed.");
  static final Parameter<TeacherLaw> TEACHER =
      NORMAL.shared(
          "task.teacher",
          choice(TeacherLaw.class),
          "isotropic",
          "Law of the teacher's weights: w ~ N(0, s² I), or N(0, s² Σ⁻¹).");

  static final Parameter<String> FEATURES =
      REGRESSION.shared(
          "task.features.kind",
          "features",
          choice("none", PERCEPTRON),
          "none",
          "What labels are linear in: inputs, or φ(x) of a fixed random perceptron with one hidden"
              + " layer, y = ⟨w, φ(x)⟩; tokens show x.");
  private static final Declarations WITH_FEATURES = REGRESSION.when(FEATURES, PERCEPTRON);
  static final Parameter<Integer> FEATURES_HIDDEN =
      WITH_FEATURES.shared(
          "task.features.hidden",
          "features_hidden",
          whole(1),
          "10",
          "Units of its hidden layer; it puts out as many features as an input has.");
  static final Parameter<Long> FEATURES_SEED =
      WITH_FEATURES.shared(
          "task.features.seed",
          "features_seed",
          wholeLong(),
          "7",
          "Seed of its weights and biases, which are the same for every task and trial.");

  static final Parameter<Draws> DRAWS =
      NORMAL.own(
          "task.draws",
          choice(Draws.class),
          "inputs",
          "How the tasks of the training are drawn: input by input, or (gram) as sums of products"
              + " over the context, at a cost that hardly depends on its length, for models in the"
              + " Gram form. All other tasks are drawn input by input.");

  private static final Declarations WAVES = ALWAYS.when(TASK, SINE);
  static final Parameter<Double> SINE_RANGE =
      WAVES.shared(
          "task.sine-range",
          real(POSITIVE),
          "5",
          "Half-width a of the range of a sine's inputs: x ~ U(-a, a).");
  static final Parameter<Double> AMPLITUDE_MIN =
      WAVES.shared("task.amplitude-min", real(POSITIVE), "0.1", "Least amplitude.");
  static final Parameter<Double> AMPLITUDE_MAX =
      WAVES.shared("task.amplitude-max", real(POSITIVE), "0.5", "Largest amplitude.");
  static final Parameter<AmplitudePhase> AMPLITUDE_PHASE =
      WAVES.shared(
          "task.amplitude-phase",
          choice(AmplitudePhase.class),
          "same-draw",
          "Whether the amplitude and the phase, in (0, π), come from one uniform draw or from two.");

  private TaskSection() {}

  /** For parameters of tasks with a context and a query: {@link InContext} ones. */
  static Declarations ofQueries(Declarations declarations) {
    return declarations.when(TASK, LINEAR_REGRESSION, SINE, PROVIDED);
  }

  /** For parameters of sequences of which every next state is to be told. */
  static Declarations ofSequences(Declarations declarations) {
    return declarations.when(TASK, DYNAMICS, PROVIDED_SEQUENCES);
  }

  /** For parameters of those that have a law of inputs and a scale of teachers to be shifted. */
  static Declarations ofShiftable(Declarations declarations) {
    return declarations.when(TASK, LINEAR_REGRESSION, SINE);
  }

  /** Those of tasks of any kind. */
  static List<Parameter<?>> parameters() {
    return Stream.concat(ALWAYS.all().stream(), SequenceSection.parameters().stream()).toList();
  }

  /** Whether every trial has inputs of its own U. */
  static boolean isRotated(Values values) {
    return values.get(ROTATION).equals(SEEDED);
  }

  static TaskSpec spec(Values values) {
    return switch (values.get(TASK)) {
      case DYNAMICS -> SequenceSection.spec(values);
      case PROVIDED_SEQUENCES -> ProvidedSection.sequences(values);
      default -> inContext(values);
    };
  }

  /** Looks at tasks that make sense; what is wrong with others is told of the tasks alone. */
  static void ifSound(Values values, Consumer<TaskSpec> rule) {
    TaskSpec task;
    try {
      task = spec(values);
    } catch (IllegalArgumentException otherwiseWrong) { // which another rule tells
      return;
    }
    rule.accept(task);
  }

  /** Of tasks with a context and a query. */
  static InContext inContext(Values values) {
    InContext task =
        switch (values.get(TASK)) {
          case LINEAR_REGRESSION -> regression(values);
          case SINE -> sine(values);
          case PROVIDED -> ProvidedSection.pairs(values);
          default -> throw new IllegalStateException("no task of kind " + values.get(TASK));
        };
    return task.laidOut(values.get(TOKENS));
  }

  private static InContext regression(Values values) {
    return new LinearRegression(
        values.get(DIM),
        values.get(CONTEXT),
        inputs(values),
        values.get(TEACHER_SCALE),
        values.get(NOISE),
        values.get(DISTRACTORS),
        TokenLayout.CONCATENATED,
        values.has(SPECTRUM) ? covariance(values) : Covariance.NONE,
        values.has(FEATURES_HIDDEN)
            ? new Features(values.get(FEATURES_HIDDEN), values.get(FEATURES_SEED))
            : Features.NONE);
  }

  private static Covariance covariance(Values values) {
    // any seed here: a trial has its own
    return new Covariance(spectrum(values), values.get(TEACHER), isRotated(values), 0);
  }

  static List<Double> spectrum(Values values) {
    return values.has(SPECTRUM_LAW)
        ? values.get(SPECTRUM_LAW).eigenvalues(values.get(DIM), values.get(CONDITION))
        : values.get(SPECTRUM);
  }

  private static InputDistribution inputs(Values values) {
    InputLaw law = values.get(INPUTS);
    return law == InputLaw.UNIFORM
        ? InputDistribution.uniform(values.get(INPUT_RANGE))
        : new InputDistribution(
            law, values.get(INPUT_SCALE), values.get(NORMALISED), values.get(RADIUS_SHAPE, 0.0));
  }

  private static InContext sine(Values values) {
    return new Sine(
        values.get(CONTEXT),
        values.get(SINE_RANGE),
        values.get(AMPLITUDE_MIN),
        values.get(AMPLITUDE_MAX),
        values.get(AMPLITUDE_PHASE),
        TokenLayout.CONCATENATED);
  }
}
