package org.iclsweep.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.iclsweep.refine.RoundResults;
import org.iclsweep.results.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run's {@link RunStatus} beside the table: at its start, every {@link #PERIOD} and at its
 * end. A status that cannot be written stops no run: what matters is in the table.
 */
final class StatusFile implements Progress, AutoCloseable {

  static final Duration PERIOD = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);

  private final StudyFolder folder;
  private final Lease lease;
  private final String study;
  private final List<String> options;
  private final Progress next;
  private final DriverProcess self = DriverProcess.self();
  private final Instant startedAt = Instant.now();
  private final ScheduledExecutorService clock = DaemonClock.named("icl-sweep status");
  private State last;
  private String waiting;
  private String application;
  private String sparkUi;

  /**
   * @param options of Spark that the run was given, without secrets
   * @param next told of all progress, too
   */
  StatusFile(StudyFolder folder, Lease lease, String study, List<String> options, Progress next) {
    this.folder = folder;
    this.lease = lease;
    this.study = study;
    this.options = options;
    this.next = next;
    write(RunStatus.State.RUNNING, null, null);
    long period = PERIOD.toMillis();
    clock.scheduleAtFixedRate(
        () -> write(RunStatus.State.RUNNING, null, null), period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void update(State state) {
    synchronized (this) {
      last = state;
    }
    next.update(state);
  }

  @Override
  public void round(RoundResults before) {
    next.round(before);
  }

  @Override
  public void waiting(Optional<String> what) {
    synchronized (this) {
      waiting = what.orElse(null);
    }
    clock.execute(() -> write(RunStatus.State.RUNNING, null, null));
    next.waiting(what);
  }

  synchronized void sparkStarted(String id, String ui) {
    application = id;
    sparkUi = ui;
  }

  /** The last word: how the run ended. */
  void end(SweepResult result) {
    close();
    synchronized (this) {
      boolean trained = last != null && last.phase() == Phase.TRIALS;
      last =
          new State(
              Phase.TRIALS,
              result.planned() - result.missing(),
              result.planned(),
              result.run(),
              result.failed(),
              result.noMemory(),
              result.diverged(),
              trained ? last.elapsed() : Duration.ZERO,
              Optional.empty());
    }
    boolean interrupted = result.interrupted();
    write(
        interrupted ? RunStatus.State.INTERRUPTED : RunStatus.State.FINISHED,
        result.exitCode(),
        null);
  }

  /** The last word of a run that something other than a trial has ended. */
  void broken(Throwable cause) {
    close();
    write(
        RunStatus.State.BROKEN,
        SweepResult.FAULT,
        Secrets.hidden(String.valueOf(cause.getMessage())));
  }

  @Override
  public void close() {
    DaemonClock.stop(clock, PERIOD);
  }

  private void write(RunStatus.State state, Integer exitCode, String message) {
    Path file = RunStatus.file(folder.table());
    try {
      lease.write(file, status(state, exitCode, message).text());
    } catch (SweepException lost) { // it is another driver's by now, who keeps it
      LOG.debug("not written: {}", lost.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot write {}: {}", file, e.getMessage());
    }
  }

  private synchronized RunStatus status(RunStatus.State state, Integer exitCode, String message) {
    boolean trials = last != null && last.phase() == Phase.TRIALS;
    double seconds = trials ? Seconds.of(last.elapsed()) : 0;
    return new RunStatus(
        study,
        state,
        exitCode,
        message,
        trials ? last.total() : 0,
        trials ? last.done() : 0,
        trials ? last.failed() : 0,
        trials ? last.diverged() : 0,
        seconds == 0 ? 0 : last.fresh() / seconds,
        trials ? last.remaining().orElse(null) : null,
        startedAt,
        Instant.now(),
        waiting,
        self.host(),
        self.pid(),
        application,
        sparkUi,
        options);
  }
}
