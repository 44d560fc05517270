package org.iclsweep.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a driver lives that holds a lease. Where its process number means something here,
 * that decides; else whether it says something new while this driver waits, by this driver's own
 * clock: no two clocks are compared.
 */
final class LeaseWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final StudyFolder folder;
  private final LeaseTerms terms;

  LeaseWatch(StudyFolder folder, LeaseTerms terms) {
    this.folder = folder;
    this.terms = terms;
  }

  /** What a holder says, which is something else with each heartbeat. */
  interface Voice {
    /** What it says now; {@code null} if it holds the lease no more. */
    String heard() throws IOException;
  }

  /**
   * Returns when a holder is dead, or is the holder no more.
   *
   * @throws SweepException if it lives
   */
  void awaitEnd(String holder, DriverProcess.Life life, Voice voice) throws IOException {
    switch (life) {
      case GONE -> {}
      case ALIVE -> throw Lease.held(folder, holder);
      case UNKNOWN -> awaitSilence(holder, voice);
    }
  }

  private void awaitSilence(String holder, Voice voice) throws IOException {
    long begin = System.nanoTime();
    long patience = terms.patience().toNanos();
    String first = voice.heard();
    if (patience > 0) {
      terms
          .notice()
          .accept(
              "waiting for a sign of life from %s, which holds %s: %s s at most"
                  .formatted(
                      holder, folder.table().root(), (patience + 999_999_999) / 1_000_000_000));
    }
    while (first != null && System.nanoTime() - begin < patience) {
      pause(terms.patience().compareTo(LOOK_EVERY) < 0 ? terms.patience() : LOOK_EVERY);
      terms.stopIfCancelled();
      String next = voice.heard();
      if (next != null && !next.equals(first)) {
        throw Lease.held(folder, holder);
      }
      if (next == null) {
        return;
      }
    }
  }

  static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LeaseTerms.CancelledException();
    }
  }
}
