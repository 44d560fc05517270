package org.iclsweep.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A look at a run that is on.
 *
 * @param asOf when its rows were read
 * @param every how often its page may be another
 */
public record Watch(Instant asOf, Duration every) {

  /** Whole seconds after which a browser looks again, at least one. */
  long seconds() {
    return Math.max(1, every.plusMillis(999).toSeconds());
  }

  /**
   * What a reader has to know before all numbers.
   *
   * @param here how many trials they are of
   */
  String sentence(String here) {
    String time = asOf.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    return "Early, as of %s UTC: %s. The run is on, and this page is written again as trials end."
        .formatted(time.replace("Z", ""), here);
  }
}
