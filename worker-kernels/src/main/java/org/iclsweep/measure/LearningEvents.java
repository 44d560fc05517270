package org.iclsweep.measure;

/**
 * What befell the loss of one run that has a goal. With L the loss of answering 0, G the goal's, w
 * and s the rule's factor and steps:
 *
 * <pre>
 *   crossed    first point with loss <= (L + G) / 2
 *   learnt     first point from which all have loss <= w G, up to one that is s steps later or more
 *   relapsed   first point after those with loss > (L + G) / 2, or that is not finite
 * </pre>
 *
 * <p>Each lies between its point and the one before, and is told to be where the curve between
 * them, drawn straight, meets the loss that defines it. Where it learns a loss nears the goal's by
 * the same factor every so many steps, and a straight line is late: there the logarithm of {@code
 * loss - G / sqrt(w)} is drawn straight, if the loss is above that.
 *
 * @param level what the run is held against
 * @param crossed {@code null} if it never was
 * @param learnt {@code null} if it did not by the end
 * @param relapsed {@code null} if it did not
 * @param diverged {@code null} if it did not
 * @param until the last step at which it was seen
 */
public record LearningEvents(
    Level level, Moment crossed, Moment learnt, Moment relapsed, Moment diverged, int until) {

  /**
   * Of a curve.
   *
   * @param steps ascending, at least one
   * @param losses at those steps; what is not finite lies above every level
   * @param divergedAt the step at which the run diverged; {@code null} if it did not
   */
  public static LearningEvents of(
      int[] steps, double[] losses, Level level, LearntRule rule, Integer divergedAt) {
    Curve curve = new Curve(steps, losses);
    double middle = level.middle();
    double bound = rule.bound(level);
    int learnt = curve.firstBelow(0, bound);
    int end = curve.firstAbove(learnt, bound);
    while (learnt < steps.length && !curve.lasts(learnt, end, rule.lasting())) {
      learnt = curve.firstBelow(end, bound);
      end = curve.firstAbove(learnt, bound);
    }
    int last = steps[steps.length - 1];
    Moment diverged =
        divergedAt == null ? null : new Moment(divergedAt, divergedAt - 1, divergedAt);
    Moment relapsed = curve.moment(curve.firstAbove(learnt, middle), middle);
    return new LearningEvents(
        level,
        curve.moment(curve.firstBelow(0, middle), middle),
        curve.moment(learnt, bound, rule.floor(level)),
        relapsed == null && learnt < steps.length ? diverged : relapsed,
        diverged,
        divergedAt == null ? last : divergedAt);
  }

  /** What became of the run. */
  public Fate fate() {
    if (learnt != null) {
      return relapsed != null ? Fate.RELAPSED : Fate.LEARNT;
    }
    return diverged != null ? Fate.DIVERGED : crossed != null ? Fate.BETWEEN : Fate.LATE;
  }

  private record Curve(int[] steps, double[] losses) {

    /** The first point from {@code k} on that lies at a level or below; the length if none does. */
    int firstBelow(int k, double level) {
      int first = k;
      while (first < steps.length && !(losses[first] <= level)) {
        first++;
      }
      return first;
    }

    int firstAbove(int k, double level) {
      int first = k;
      while (first < steps.length && losses[first] <= level) {
        first++;
      }
      return first;
    }

    /** Whether the points from {@code first} to the one before {@code end} last so many steps. */
    boolean lasts(int first, int end, int least) {
      return steps[end - 1] - steps[first] >= least;
    }

    /** When it comes to a level; {@code null} beyond the last point. */
    Moment moment(int k, double level) {
      return moment(k, level, Double.NEGATIVE_INFINITY);
    }

    /** The same of what falls towards a floor, where point {@code k} is above it. */
    Moment moment(int k, double level, double floor) {
      if (k == steps.length) {
        return null;
      }
      if (k == 0) {
        return new Moment(steps[0], steps[0], steps[0]);
      }
      double before = losses[k - 1];
      double part =
          Double.isFinite(floor) && losses[k] > floor
              ? StrictMath.log((before - floor) / (level - floor))
                  / StrictMath.log((before - floor) / (losses[k] - floor))
              : (before - level) / (before - losses[k]);
      double step = steps[k - 1] + part * (steps[k] - steps[k - 1]);
      return new Moment(
          Double.isFinite(step) ? Math.min(step, steps[k]) : steps[k], steps[k - 1], steps[k]);
    }
  }
}
