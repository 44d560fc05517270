package org.iclsweep.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.iclsweep.analysis.RefinedBoundary;
import org.iclsweep.engine.DaemonClock;
import org.iclsweep.engine.Progress;
import org.iclsweep.refine.RoundResults;

/**
 * Shows how a sweep gets on: on a terminal one line that is written over every second, otherwise a
 * line every ten seconds, later whenever another twentieth of the time so far has gone by.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration SETTLED = Duration.ofSeconds(30);
  private static final int LEAST_SHARE = 20;
  private static final int LINES_A_DOUBLING = 20;

  private final Console console;
  private final String doing;
  private final ScheduledExecutorService clock;
  private State last;
  private Optional<String> waiting = Optional.empty();
  private long lastAt;
  private long nextLineAt;

  ProgressLine(Console console) {
    this(console, "training");
  }

  /**
   * @param doing what is done with trials
   */
  ProgressLine(Console console, String doing) {
    this.console = console;
    this.doing = doing;
    clock = DaemonClock.named("icl-sweep progress");
    clock.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public synchronized void update(State state) {
    if (last == null || last.phase() != state.phase()) {
      nextLineAt = System.nanoTime();
    }
    last = state;
    lastAt = System.nanoTime();
    show();
  }

  @Override
  public synchronized void round(RoundResults before) {
    if (console.live() && last != null) {
      console.overwrite("");
    }
    last = null;
    console.say(round(before.rounds().rounds().size(), new RefinedBoundary(before).soFar()));
  }

  @Override
  public synchronized void waiting(Optional<String> what) {
    waiting = what;
    nextLineAt = System.nanoTime();
    show();
  }

  /** What is told between rounds. */
  static String round(int before, String soFar) {
    return soFar + "; round " + (before + 1);
  }

  private synchronized void show() {
    long now = System.nanoTime();
    if (last == null) {
      return;
    }
    Duration since = Duration.ofNanos(now - lastAt);
    if (console.live()) {
      console.overwrite(line(last, since, doing, waiting));
    } else if (now - nextLineAt >= 0) {
      console.say(line(last, since, doing, waiting));
      Duration share = last.elapsed().plus(since).dividedBy(LINES_A_DOUBLING);
      nextLineAt = now + (share.compareTo(QUIET) > 0 ? share : QUIET).toNanos();
    }
  }

  /**
   * A state in words.
   *
   * @param since time that has gone by since
   * @param doing what is done with trials
   * @param waiting what is waited for, if anything; then nothing tells how long it will take
   */
  static String line(State state, Duration since, String doing, Optional<String> waiting) {
    StringBuilder line = new StringBuilder();
    line.append(
        switch (state.phase()) {
          case LEARNERS -> "fitting learners";
          case TRIALS -> doing;
        });
    line.append(" %d/%d (%d %%)".formatted(state.done(), state.total(), percent(state)));
    if (state.failed() > 0) {
      line.append(", ").append(state.failed()).append(" failed");
    }
    if (state.diverged() > 0) {
      line.append(", ").append(state.diverged()).append(" diverged");
    }
    line.append(", ").append(whole(state.elapsed().plus(since)));
    if (waiting.isPresent()) {
      return line.append(", ").append(waiting.get()).toString();
    }
    if (state.phase() == Phase.TRIALS && state.fresh() > 0) {
      line.append(", ").append(Words.rate(state.fresh(), state.elapsed()));
    }
    state
        .remaining()
        .filter(left -> isKnown(state.elapsed(), left))
        .ifPresent(left -> line.append(left(left.minus(since))));
    return line.toString();
  }

  /** The first trials tell little of the others: they pay for the start. */
  private static boolean isKnown(Duration elapsed, Duration left) {
    boolean early = elapsed.compareTo(SETTLED) < 0;
    return !early || elapsed.multipliedBy(LEAST_SHARE).compareTo(elapsed.plus(left)) >= 0;
  }

  private static String left(Duration left) {
    return left.compareTo(Duration.ofSeconds(1)) < 0
        ? ", nearly done"
        : ", about " + Words.estimate(left) + " left";
  }

  private static String whole(Duration time) {
    return Words.time(Duration.ofSeconds(time.toSeconds()));
  }

  private static long percent(State state) {
    return state.total() == 0 ? 100 : 100 * state.done() / state.total();
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    if (console.live() && last != null) {
      console.overwrite("");
    }
    last = null;
  }
}
