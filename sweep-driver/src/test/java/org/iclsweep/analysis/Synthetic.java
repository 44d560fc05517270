package org.iclsweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.study.read.LossUnit;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.Falls;
import org.iclsweep.trial.Measures;
import org.iclsweep.trial.Outcome;
import org.iclsweep.trial.TrialRecord;
import org.iclsweep.trial.TrialRecord.Alignment;
import org.iclsweep.trial.TrialRecord.CurvePoint;
import org.iclsweep.trial.TrialRecord.FittedLearner;
import org.iclsweep.trial.TrialRecord.OodPoint;
import org.iclsweep.trial.TrialRecord.WeightMatrix;

/**
 * Invented runs with known answers: curves, agreement and weights of the shape that one-layer
 * models show, without any training. Late seeds end at the level of one role-swapped head.
 */
public final class Synthetic {
  public static final double ZERO = 0.4222;
  public static final double GD = 0.20937;
  public static final int DIM = 10;

  private static final OneGradientStep THEORY =
      new OneGradientStep(new LinearRegression(DIM, 10, 0.5, 1));
  private static final int STEPS = 2000;
  private static final int EVERY = 50;

  private Synthetic() {}

  /** The quickstart's grid: 32 seeds, one or two heads, two initialisations. */
  public static List<Run> quickstart() {
    List<Run> runs = new ArrayList<>(learners());
    for (int heads : new int[] {1, 2}) {
      for (String init : new String[] {"fan-in-variance", "standard-deviation"}) {
        for (long seed = 0; seed < 32; seed++) {
          boolean late = heads == 1 ? seed % 9 == 7 : seed == 5 && init.startsWith("s");
          runs.add(trial(parameters(heads, init, seed), late));
        }
      }
    }
    return runs;
  }

  /**
   * One to three heads by some batches: of four seeds, as many are late as there are heads less
   * one. Three heads at the second batch did not run.
   */
  public static List<Run> phases(int batches) {
    List<Run> runs = new ArrayList<>();
    for (int heads = 1; heads <= 3; heads++) {
      for (int batch = 1; batch <= batches; batch++) {
        for (long seed = 0; seed < 4 && !(heads == 3 && batch == 2); seed++) {
          Map<String, Object> parameters = parameters(heads, "fan-in-variance", seed);
          parameters.put("batch", 64 * batch);
          runs.add(trial(parameters, seed < heads - 1));
        }
      }
    }
    return runs;
  }

  /** The same, with losses told in another unit. */
  public static List<Run> in(LossUnit unit, List<Run> runs) {
    return runs.stream().map(run -> in(unit, run)).toList();
  }

  private static Run in(LossUnit unit, Run run) {
    String learner = run.isTrial() ? null : run.learner().label();
    return Run.of(
        run.id(),
        learner,
        run.parameters(),
        run.record(),
        LearntRule.DEFAULT,
        new TrialSpecs(),
        unit);
  }

  public static Map<String, Object> parameters(int heads, String init, long seed) {
    Map<String, Object> p = new LinkedHashMap<>();
    p.put("depth", 1);
    p.put("heads", heads);
    p.put("init_kind", init);
    p.put("init_scale", 0.002);
    p.put("dim", DIM);
    p.put("context", 10);
    p.put("input_range", 0.5);
    p.put("teacher_scale", 1.0);
    p.put("steps", STEPS);
    p.put("batch", 512);
    p.put("learning_rate", 0.001);
    p.put("dataset_size", null);
    p.put("seed", seed);
    return p;
  }

  /** A trial that makes the transition, or stays late. */
  public static Run trial(Map<String, Object> parameters, boolean late) {
    long seed = (Long) parameters.get("seed");
    int heads = (Integer) parameters.get("heads");
    String init = String.valueOf(parameters.get("init_kind"));
    SplittableRandom random = new SplittableRandom(31 * seed + 7L * heads + init.hashCode());
    double step = (heads == 1 ? 330 : 240) + 160 * random.nextDouble() * random.nextDouble();
    double plateau = late ? ZERO - (ZERO - GD) / DIM : ZERO;
    double end =
        late ? plateau + 0.001 * random.nextDouble() : GD * (1.001 + 0.004 * random.nextDouble());
    List<CurvePoint> curve = new ArrayList<>();
    List<Alignment> alignments = new ArrayList<>();
    for (int t = 0; t <= STEPS; t += EVERY) {
      double learnt = 1 / (1 + Math.exp(-(t - step) / 22));
      double loss = late ? ZERO + (end - ZERO) * learnt : ZERO + (end - ZERO) * learnt;
      Double before = t == 0 ? null : (Double) loss;
      curve.add(new CurvePoint(t, before, loss, t == 0 ? null : 0.1));
      double noise = 0.03 * random.nextDouble();
      alignments.add(
          late
              ? new Alignment(t, LearnerKind.GD, 0.46, 1.9 - 0.1 * learnt + noise, 0.3 * learnt)
              : new Alignment(
                  t,
                  LearnerKind.GD,
                  0.02 + 0.45 * (1 - learnt),
                  0.07 + noise + 1.9 * (1 - learnt),
                  0.9994 * learnt - noise * learnt / 80));
    }
    double ratio = end / GD;
    return Run.trial(
        "trial-" + heads + "-" + init + "-" + seed,
        parameters,
        TrialRecord.ended(Outcome.COMPLETED)
            .zeroLoss(ZERO, null)
            .finalLoss(end, 0.0033)
            .interpolatedLoss(heads == 1 && !late ? GD * 1.001 : null, null)
            .transitionStep(late ? null : (Double) step)
            .with(Measures.CURVE, curve)
            .with(Measures.FALLS, Falls.of(curve))
            .with(Measures.ALIGNMENTS, alignments)
            .with(Measures.OOD, ood(late ? 2 : ratio))
            .with(Measures.LEARNERS, fits())
            .with(Measures.WEIGHTS, late ? swapped(heads) : constructed(heads))
            .build());
  }

  /** What every trial is held against. */
  public static List<FittedLearner> fits() {
    return List.of(
        new FittedLearner(LearnerKind.GD, GD, 0.0033, List.of(6.1), List.of()),
        new FittedLearner(
            LearnerKind.GD_CLOSED_FORM,
            0.20940,
            0.0033,
            List.of(THEORY.bestLearningRate()),
            List.of()),
        new FittedLearner(LearnerKind.GD_PLUS_PLUS, GD, 0.0033, List.of(6.1), List.of(0.0)),
        new FittedLearner(LearnerKind.LEAST_SQUARES, 3.1e-12, 1e-12, List.of(), List.of()));
  }

  /** The rows of those learners, with curves that the trials do not carry. */
  public static List<Run> learners() {
    List<Run> rows = new ArrayList<>();
    for (FittedLearner fit : fits()) {
      List<OodPoint> points = new ArrayList<>();
      boolean exact = fit.kind() == LearnerKind.LEAST_SQUARES;
      for (OodPoint p : ood(1)) {
        points.add(
            new OodPoint(p.shift(), p.alpha(), fit.kind().label(), exact ? 1e-12 : p.loss()));
      }
      rows.add(
          new Run(
              "learner-" + fit.kind().label(),
              fit.kind(),
              Map.of("dim", DIM),
              TrialRecord.ended(Outcome.COMPLETED)
                  .zeroLoss(ZERO, null)
                  .finalLoss(fit.loss(), 0.0033)
                  .with(Measures.OOD, points)
                  .with(Measures.LEARNERS, List.of(fit))
                  .build()));
    }
    return rows;
  }

  private static List<OodPoint> ood(double ratio) {
    List<OodPoint> points = new ArrayList<>();
    for (int i = 5; i <= 20; i++) {
      double alpha = i / 10.0;
      for (Shift shift : Shift.values()) {
        THEORY
            .shiftedLoss(shift, alpha)
            .ifPresent(loss -> points.add(new OodPoint(shift, alpha, "transformer", ratio * loss)));
      }
    }
    return points;
  }

  private static List<WeightMatrix> constructed(int heads) {
    List<WeightMatrix> weights = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      float[][] keyQuery = new float[DIM + 1][DIM + 1];
      float[][] valueProjection = new float[DIM + 1][DIM + 1];
      for (int i = 0; i < DIM; i++) {
        keyQuery[i][i] = 0.6f + 0.01f * (i % 3);
      }
      valueProjection[DIM][DIM] = -1.0f / heads;
      addHead(weights, head, keyQuery, valueProjection);
    }
    return weights;
  }

  private static List<WeightMatrix> swapped(int heads) {
    List<WeightMatrix> weights = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      float[][] keyQuery = new float[DIM + 1][DIM + 1];
      float[][] valueProjection = new float[DIM + 1][DIM + 1];
      for (int i = 0; i < DIM; i++) {
        keyQuery[DIM][i] = (float) (0.3 * Math.sin(i + 1));
        valueProjection[i][DIM] = (float) (-0.3 * Math.sin(i + 1));
        keyQuery[i][i] = 0.002f;
      }
      addHead(weights, head, keyQuery, valueProjection);
    }
    return weights;
  }

  /** Factors: key and value are the products, query and projection the identity. */
  private static void addHead(
      List<WeightMatrix> weights, int head, float[][] keyQuery, float[][] valueProjection) {
    float[][] identity = new float[DIM + 1][DIM + 1];
    for (int i = 0; i <= DIM; i++) {
      identity[i][i] = 1;
    }
    weights.add(matrix(head, "query", identity));
    weights.add(matrix(head, "key", keyQuery));
    weights.add(matrix(head, "value", valueProjection));
    weights.add(matrix(head, "projection", identity));
  }

  private static WeightMatrix matrix(int head, String name, float[][] entries) {
    List<Float> values = new ArrayList<>();
    for (float[] row : entries) {
      for (float entry : row) {
        values.add(entry);
      }
    }
    return new WeightMatrix(0, head, name, DIM + 1, DIM + 1, values);
  }

  /** The runs, each trial's record replaced. */
  public static List<Run> edited(List<Run> runs, UnaryOperator<TrialRecord> edit) {
    return runs.stream()
        .map(r -> r.isTrial() ? Run.trial(r.id(), r.parameters(), edit.apply(r.record())) : r)
        .toList();
  }

  /** Alignments of a record, and with them some with gd++: the same, nearer by a factor. */
  public static List<Alignment> withPlusPlus(TrialRecord record, double factor) {
    List<Alignment> both = new ArrayList<>(record.alignments());
    for (Alignment a : record.alignments()) {
      both.add(
          new Alignment(
              a.step(),
              LearnerKind.GD_PLUS_PLUS,
              a.predictionDifference() / factor,
              a.modelDifference() / factor,
              a.cosine()));
    }
    return both;
  }
}
