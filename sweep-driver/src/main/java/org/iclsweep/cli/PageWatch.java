package org.iclsweep.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.iclsweep.study.read.StudyException;

/**
 * Writes a page over and over while a run is on, each time from the rows that are committed then,
 * and once more when it is over.
 */
final class PageWatch {

  /** A page of rows that become more. */
  interface Watched {

    /** The files of the rows that a page would be of: the page is the same while these are. */
    List<String> files();

    /**
     * Writes the page.
     *
     * @param isLast whether it is to stay
     */
    void write(boolean isLast) throws IOException, StudyException;
  }

  private final RunWatch run;
  private final Watched page;
  private final Duration every;
  private final LongSupplier nanos;
  private List<String> written = List.of();
  private Long next;
  private volatile Integer stoppedWith;

  /**
   * @param run the run that rows are of
   * @param every what goes by from one page to the next at least
   * @param nanos the clock that this is timed by
   */
  PageWatch(RunWatch run, Watched page, Duration every, LongSupplier nanos) {
    this.run = run;
    this.page = page;
    this.every = every;
    this.nanos = nanos;
  }

  /** Writes until the run is over, or it is stopped; the exit code of writing, not of the run. */
  int end() throws IOException, StudyException {
    run.begin();
    boolean over = run.isOver();
    while (!over && stoppedWith == null) {
      if (run.isOn() && isDue()) {
        look();
      }
      run.rest();
      over = run.isOver();
    }
    if (!over && page.files().isEmpty()) {
      return stoppedWith;
    }
    page.write(true);
    if (over) {
      run.exitCode();
    }
    return over ? ExitCode.DONE : stoppedWith;
  }

  /** Ends at the next look, with this exit code; the page is written once more. */
  void stop(int exitCode) {
    stoppedWith = exitCode;
  }

  private boolean isDue() {
    return next == null || nanos.getAsLong() - next >= 0;
  }

  private void look() throws IOException, StudyException {
    List<String> files = page.files();
    if (!files.isEmpty() && !files.equals(written)) {
      page.write(false);
      written = files;
    }
    next = nanos.getAsLong() + every.toNanos();
  }
}
