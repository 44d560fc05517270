package org.iclsweep.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.iclsweep.learner.LearnerKind;
import org.iclsweep.task.Shift;
import org.iclsweep.trial.TrialRecord.OodPoint;

/**
 * Losses of one setting on shifted tasks.
 *
 * @param shift what α changes
 * @param transformer over the trials that are told of
 * @param others by predictor: the learners held against, and the interpolated model
 * @param theory one step of gradient descent in closed form, its learning rate that of α = 1; empty
 *     where it is not known
 */
public record OodCurves(
    Shift shift, Band transformer, Map<String, Band> others, List<Band.Point> theory) {

  private static final String TRANSFORMER = "transformer";
  private static final String INTERPOLATED = "interpolated";

  public OodCurves {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    theory = List.copyOf(theory);
  }

  /** Of a setting; learners whose losses its trials do not carry are looked up in the rows. */
  public static OodCurves of(SettingSummary setting, Shift shift, List<Run> learnerRows) {
    Band transformer = band(setting.told(), shift, TRANSFORMER);
    Map<String, Band> others = new LinkedHashMap<>();
    for (LearnerKind kind : LearnerKind.values()) {
      put(others, kind.label(), learner(setting, shift, kind, learnerRows));
    }
    put(others, INTERPOLATED, band(setting.told(), shift, INTERPOLATED));
    Map<Double, Boolean> alphas = new TreeMap<>();
    transformer.at().keySet().forEach(a -> alphas.put(a, true));
    others.values().forEach(b -> b.at().keySet().forEach(a -> alphas.put(a, true)));
    List<Band.Point> theory =
        setting.theory().stream()
            .flatMap(t -> alphas.keySet().stream().flatMap(a -> theory(t, shift, a)))
            .toList();
    return new OodCurves(shift, transformer, others, theory);
  }

  private static Stream<Band.Point> theory(OneGradientStep step, Shift shift, double alpha) {
    return step.shiftedLoss(shift, alpha).stream().mapToObj(loss -> new Band.Point(alpha, loss));
  }

  /** Whether nothing was measured. */
  public boolean isEmpty() {
    return transformer.isEmpty() && others.isEmpty();
  }

  private static Band learner(
      SettingSummary setting, Shift shift, LearnerKind kind, List<Run> learnerRows) {
    Band carried = band(setting.runs(), shift, kind.label());
    return carried.isEmpty() ? band(setting.rows(kind, learnerRows), shift, kind.label()) : carried;
  }

  private static Band band(List<Run> runs, Shift shift, String predictor) {
    Stream<OodPoint> points =
        runs.stream()
            .flatMap(r -> r.record().ood().stream())
            .filter(p -> p.shift() == shift && p.predictor().equals(predictor));
    return Band.of(points.map(p -> new Band.Point(p.alpha(), p.loss())));
  }

  private static void put(Map<String, Band> bands, String name, Band band) {
    if (!band.isEmpty()) {
      bands.put(name, band);
    }
  }
}
