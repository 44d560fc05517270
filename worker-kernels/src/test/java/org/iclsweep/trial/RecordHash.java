package org.iclsweep.trial;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.iclsweep.lanes.Lanes;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.model.Initialisation;
import org.iclsweep.model.ModelSpec;
import org.iclsweep.optim.ClipSpec;
import org.iclsweep.optim.OptimizerSpec;
import org.iclsweep.optim.ScheduleSpec;
import org.iclsweep.task.LinearRegression;
import org.iclsweep.trial.TrialRecord.FittedLearner;

/**
 * Prints the kernels in use and a hash over the records of a few small trials, for {@link
 * BitsTest}.
 */
public final class RecordHash {

  private RecordHash() {}

  /** Runs the trials in this JVM. */
  public static void main(String[] arguments) throws Exception {
    System.out.println(Lanes.kernels().description() + " " + hash());
  }

  static String hash() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (TrialSpec spec : List.of(spec(1, true, 2, 0), spec(2, true, 1, 0), spec(3, false, 1, 2))) {
      List<FittedLearner> learners =
          spec.measure().against().stream()
              .map(kind -> TrialRunner.run(spec.learner(kind)).learners().get(0))
              .toList();
      TrialRecord record = TrialRunner.run(spec, learners);
      add(digest, record);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Numbers by their bits: how a double prints differs between JDKs. */
  private static void add(MessageDigest digest, Object value) throws Exception {
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        add(digest, component.getAccessor().invoke(record));
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

  private static TrialSpec spec(int depth, boolean tied, int heads, double clip) {
    return new TrialSpec(
        4,
        new ModelSpec(
            depth,
            tied,
            heads,
            0,
            clip,
            new Initialisation(Initialisation.Kind.FAN_IN_VARIANCE, 0.02)),
        new LinearRegression(3, 7, 0.5, 1),
        new TrainingSpec(
            40,
            100,
            0,
            new OptimizerSpec.Adam(1e-2, 0.9, 0.999, 1e-8),
            new ScheduleSpec.Constant(),
            new ClipSpec(ClipSpec.Kind.GLOBAL_NORM, 1)),
        new MeasureSpec(
            10,
            300,
            0,
            List.of(0.5, 1.5),
            List.of(2.0),
            200,
            List.of(LearnerKind.GD, LearnerKind.LEAST_SQUARES)));
  }
}
