package org.iclsweep.trial;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.learner.Preconditioner;
import org.iclsweep.learner.SolverValues;
import org.iclsweep.measure.OodSpec;
import org.iclsweep.model.Architecture;
import org.iclsweep.model.Architectures;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.Initialisation.Law;
import org.iclsweep.model.Initialisation.Perceptrons;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.Covariance;
import org.iclsweep.task.Draws;
import org.iclsweep.task.Dynamics;
import org.iclsweep.task.InputDistribution;
import org.iclsweep.task.InputLaw;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Observations;
import org.iclsweep.task.SequenceTokens;
import org.iclsweep.task.StartLaw;
import org.iclsweep.task.StateMap;
import org.iclsweep.task.States;
import org.iclsweep.task.TeacherLaw;
import org.iclsweep.task.Transition;

/**
 * Prints the kernels in use, then a hash of the record of a small trial of every architecture, for
 * {@link BitsTest}. Optimizers, schedules and ways to clip take turns.
 */
public final class RecordHash {

  private static final List<OptimizerSpec> OPTIMIZERS =
      List.of(
          new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
          new OptimizerSpec.AdamW(1e-2, 0.9, 0.98, 1e-8, 0.1),
          new OptimizerSpec.Sgd(2e-2, 0.9));
  private static final List<ScheduleSpec> SCHEDULES =
      List.of(
          new ScheduleSpec.Constant(),
          new ScheduleSpec.Halving(5),
          new ScheduleSpec.WarmupCosine(4, 12, 0.1),
          new ScheduleSpec.Constant());
  private static final List<ClipSpec> CLIPS =
      List.of(
          new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 1),
          new ClipSpec(ClipSpec.Kind.MATRIX_NORM, 0.1),
          new ClipSpec(ClipSpec.Kind.VALUE, 0.01),
          new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0.1),
          new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 0));

  /**
   * Errors of means that records had before these were measured do not know; {@link BitsTest} has
   * golden bits of their own of them.
   */
  private static final Set<String> LATER_ERRORS =
      Set.of("zeroLossStandardError", "interpolatedLossStandardError", "standardError");

  /** What records had not before it was kept, and have where a training asks for it alone. */
  private static final Set<String> WHERE_ASKED = Set.of("keptStep", "stoppedStep");

  private RecordHash() {}

  /** Runs the trials in this JVM, on as many threads as the argument says. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Lanes.kernels().description());
    hashes(Integer.parseInt(arguments[0])).forEach(System.out::println);
  }

  /** A line for each trial: its hash, that of its later errors, and its architecture. */
  static List<String> hashes(int threads) throws InterruptedException, ExecutionException {
    List<Architecture> architectures = Architectures.numbered().toList();
    List<Callable<String>> trials = new ArrayList<>();
    for (int k = 0; k < architectures.size(); k++) {
      Architecture architecture = architectures.get(k);
      TrialSpec spec = spec(architecture, k);
      trials.add(() -> hash(spec) + " " + architecture);
    }
    trainings().forEach((name, spec) -> trials.add(() -> hash(spec) + " " + name));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<String> lines = new ArrayList<>();
      for (Future<String> line : pool.invokeAll(trials)) {
        lines.add(line.get());
      }
      return lines;
    } finally {
      pool.shutdown();
    }
  }

  /** What is trained in another way than architectures are, by name. */
  private static Map<String, TrialSpec> trainings() {
    Architecture gram = named("gram: depth 3, heads 3");
    ScheduleSpec constant = new ScheduleSpec.Constant();
    ClipSpec heads = new ClipSpec(ClipSpec.Kind.HEAD_MATRIX_NORM, 0.1);
    TrainingSpec redrawn = new TrainingSpec(16, 100, 0, OPTIMIZERS.get(0), constant, heads);
    OptimizerSpec lbfgs = new OptimizerSpec.Lbfgs(0.1, 3, 4);
    Map<String, TrialSpec> trainings = new LinkedHashMap<>();
    trainings.put("redrawn every 5", spec(gram, redrawn.redrawnEvery(5)));
    trainings.put("best of the last 3", spec(gram, redrawn.keepingBestOfLast(3)));
    trainings.put("l-bfgs", spec(gram, new TrainingSpec(16, 100, 100, lbfgs, constant, heads)));
    InputDistribution normal = new InputDistribution(InputLaw.NORMAL, 0.6, false);
    Covariance covariance =
        new Covariance(List.of(1.0, 0.25, 0.0625), TeacherLaw.INVERSE_COVARIANCE, true, 0);
    Architecture sums =
        new Architecture(
            gram.name(),
            gram.model(),
            new LinearRegression(3, 12, 1, 1.1).withInputs(normal).withCovariance(covariance));
    trainings.put("gram draws", spec(sums, redrawn.drawing(Draws.GRAM)));
    Architecture blocks = named("merged, blocks, gram: depth 3, heads 2");
    trainings.put("integrated", spec(blocks, redrawn.redrawnEvery(5).integrated()));
    trainings.put(
        "perceptron's own start",
        spec(
            started(
                named("task of features, map"), Perceptrons.FAN_IN_UNIFORM, Law.TRUNCATED_NORMAL),
            redrawn));
    sequences().forEach((name, task) -> trainings.put(name, spec(causal(task), redrawn)));
    trainings.put("normal start", spec(started(gram, Perceptrons.AS_MODEL, Law.NORMAL), redrawn));
    Architectures.mesa().forEach(each -> trainings.put(each.name(), spec(each, redrawn)));
    Architectures.raw().forEach(each -> trainings.put(each.name(), spec(each, redrawn)));
    trainings.put("few-shot", fewShot(redrawn));
    trainings.put("probed sequences", probed(redrawn));
    return trainings;
  }

  /**
   * Of pairs that are shown once it is trained, with tokens that are tuned by a tail of a batch.
   */
  private static TrialSpec fewShot(TrainingSpec training) {
    Dynamics task =
        new Dynamics(3, 16, 5)
            .withTransition(Transition.orthogonal())
            .withStates(States.PLAIN.withNoise(0.02))
            .withTokens(SequenceTokens.RAW);
    TokenTuning tuned = new TokenTuning(3, 0.1, 20);
    MeasureSpec measure =
        MeasureSpec.every(4)
            .evalTasks(70)
            .asked(List.of(new FewShot(4, 2, 1e-3, tuned, 2, tuned)))
            .build();
    return new TrialSpec(4, causal(task).model(), task, training, measure);
  }

  /** All that is measured of streams and of what a first layer looks at. */
  private static TrialSpec probed(TrainingSpec training) {
    Preconditioner by = Preconditioner.learned(SolverValues.NONLINEAR, 0.001);
    List<Integer> positions = List.of(5, 7);
    List<Taking<?>> asked =
        List.of(
            new Probes(
                List.of(ProbeKind.values()), 37, positions, 2, new ProbeInputs(by, true, 2), true),
            new AttentionLags(3, 50),
            new LagSensitivities(21, 2, positions));
    MeasureSpec measure = MeasureSpec.every(8).evalTasks(50).asked(asked).build();
    ModelSpec model = named("causal, factors, norm, mlp: depth 2, heads 2").model();
    return new TrialSpec(4, model, sequences().get("nonlinear sequences"), training, measure);
  }

  private static Architecture causal(Dynamics task) {
    Architecture causal = named("causal, linear: depth 2, heads 3");
    return new Architecture(causal.name(), causal.model(), task);
  }

  /** Of every law of systems, states, observations and tokens. */
  private static Map<String, Dynamics> sequences() {
    Dynamics plain = new Dynamics(3, 7, 5);
    Transition contracting = Transition.contracting(0.3, 0.9).among(4);
    States normal = States.PLAIN.from(StartLaw.NORMAL, 0.8).withNoise(0.02).within(1.5);
    States mapped = new States(StartLaw.UNIFORM, 0.25, 0.01, 0, new StateMap(4, 1.1));
    Map<String, Dynamics> sequences = new LinkedHashMap<>();
    sequences.put(
        "orthogonal sequences",
        plain.withTransition(Transition.orthogonal()).withTokens(SequenceTokens.stacked(2)));
    sequences.put(
        "contracting sequences",
        plain
            .withTransition(contracting)
            .withStates(normal)
            .withObservations(new Observations(2, 0.5, 0.03))
            .withTokens(SequenceTokens.innerZero()));
    sequences.put("nonlinear sequences", plain.withStates(mapped).withTokens(SequenceTokens.RAW));
    return sequences;
  }

  /** With weights that start in another way. */
  private static Architecture started(Architecture architecture, Perceptrons perceptrons, Law law) {
    ModelSpec model = architecture.model();
    Initialisation start = model.initialisation();
    ModelSpec other =
        new ModelSpec(
            model.depth(),
            model.tied(),
            model.attention(),
            model.mlp(),
            model.norm(),
            model.embedding(),
            model.positions(),
            model.dampening(),
            model.update(),
            model.tokenClip(),
            new Initialisation(start.kind(), start.scale(), perceptrons, law));
    return new Architecture(architecture.name(), other, architecture.task());
  }

  private static Architecture named(String name) {
    return Architectures.all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static TrialSpec spec(Architecture architecture, TrainingSpec training) {
    List<Taking<?>> asked = training.integrate() ? List.of(new IntegratedLosses()) : List.of();
    MeasureSpec measure =
        MeasureSpec.every(4).evalTasks(150).validation(60, 3).asked(asked).build();
    return new TrialSpec(4, architecture.model(), architecture.task(), training, measure);
  }

  private static String hash(TrialSpec spec) throws ReflectiveOperationException {
    List<TrialRecord> learners =
        spec.measure().against().stream().map(kind -> TrialRunner.run(spec.learner(kind))).toList();
    TrialRecord record = TrialRunner.run(spec, learners);
    MessageDigest digest = sha256();
    add(digest, record);
    MessageDigest errors = sha256();
    add(errors, List.of(laterErrors(record)));
    return HexFormat.of().formatHex(digest.digest(), 0, 16)
        + " "
        + HexFormat.of().formatHex(errors.digest(), 0, 4);
  }

  private static List<Object> laterErrors(TrialRecord record) {
    List<Object> errors = new ArrayList<>();
    errors.add(String.valueOf(record.interpolatedLossStandardError() == null));
    if (record.interpolatedLossStandardError() != null) {
      errors.add(record.interpolatedLossStandardError());
    }
    errors.add(record.zeroLossStandardError());
    record.ood().forEach(point -> errors.add(point.standardError()));
    return errors;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Numbers by their bits: how a double prints differs between JDKs. */
  private static void add(MessageDigest digest, Object value) throws ReflectiveOperationException {
    if (value instanceof Measured measured) {
      for (Measure<?> measure : Measures.ALL) {
        add(digest, measured.of(measure));
      }
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Object part = component.getAccessor().invoke(record);
        boolean older = part == null && WHERE_ASKED.contains(component.getName());
        if (!older && !LATER_ERRORS.contains(component.getName())) {
          add(digest, part);
        }
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        add(digest, element);
      }
    } else if (value instanceof Double number) {
      add(digest, Long.toHexString(Double.doubleToLongBits(number)));
    } else if (value instanceof Float number) {
      add(digest, Integer.toHexString(Float.floatToIntBits(number)));
    } else {
      digest.update((value + ";").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The first one is held against searched gradient descent, which takes the longest. */
  private static TrialSpec spec(Architecture architecture, int k) {
    List<LearnerKind> against =
        k == 0
            ? List.of(LearnerKind.GD, LearnerKind.LEAST_SQUARES)
            : List.of(LearnerKind.LEAST_SQUARES);
    boolean queries = architecture.task().inContext().isPresent();
    MeasureSpec.Builder measure = MeasureSpec.every(8).evalTasks(150);
    if (queries) {
      measure.ood(OodSpec.ofFamily(List.of(0.5), List.of(2.0), 100)).against(against);
    } else {
      measure.asked(List.of(new PositionLosses()));
    }
    return new TrialSpec(
        4,
        architecture.model(),
        architecture.task(),
        new TrainingSpec(
            16,
            100,
            k % 4 == 3 ? 200 : 0,
            OPTIMIZERS.get(k % OPTIMIZERS.size()),
            SCHEDULES.get(k % SCHEDULES.size()),
            CLIPS.get(k % CLIPS.size())),
        measure.build());
  }
}
