package org.iclsweep.analysis;

import java.util.List;
import java.util.Optional;
import org.iclsweep.measure.LearningEvents;
import org.iclsweep.measure.LearntRule;
import org.iclsweep.measure.Moment;

/** The events of {@link LearningEvents} in words, the same in every text. */
public final class Events {

  private Events() {}

  /** When a trial has crossed. */
  static String crossed(Summary summary) {
    return "the evaluation loss fell to the middle between that of answering 0 and "
        + summary.goal().that();
  }

  /** When a trial has learnt, by the rule of a study. */
  static String learnt(Summary summary) {
    LearntRule rule = summary.rule();
    return "the evaluation loss came to %s times %s or less, and stayed for %s steps"
        .formatted(Numbers.value(rule.within()), summary.goal().that(), rule.lasting());
  }

  /** The points of the curve between which a step lies, as in {@code 350-400}. */
  public static String liesIn(Moment moment) {
    return Phrases.span("" + moment.after(), "" + moment.by(), "-");
  }

  /**
   * Between which points the median step lies: each step lies between its own, so the median lies
   * between their medians.
   */
  static Optional<String> liesIn(List<Moment> moments) {
    Optional<Quartiles> after =
        Quartiles.of(moments.stream().map(m -> (double) m.after()).toList());
    Optional<Quartiles> by = Quartiles.of(moments.stream().map(m -> (double) m.by()).toList());
    return after.map(
        low ->
            Phrases.span(
                Numbers.fixed(low.median(), 0), Numbers.fixed(by.orElseThrow().median(), 0), "-"));
  }
}
