package org.iclsweep.engine;

import java.time.Duration;
import java.util.Optional;
import org.iclsweep.engine.Progress.Phase;
import org.iclsweep.engine.Progress.State;

/** Counts what is committed in one phase of a run and tells it. */
final class PhaseProgress {
  private final Phase phase;
  private final Inventory inventory;
  private final Progress listener;
  private final long start = System.nanoTime();
  private long fresh;
  private long failed;
  private long noMemory;
  private long diverged;
  private double cost;

  PhaseProgress(Phase phase, Inventory inventory, Progress listener) {
    this.phase = phase;
    this.inventory = inventory;
    this.listener = listener;
    failed = inventory.failed();
    diverged = inventory.diverged();
  }

  /** Tells where the phase begins. */
  void begin() {
    listener.update(state());
  }

  void committed(StagedChunk chunk) {
    fresh += chunk.trials();
    failed += chunk.failed();
    noMemory += chunk.noMemory();
    diverged += chunk.diverged();
    cost += chunk.cost();
    listener.update(state());
  }

  /** How far it is; ask when nothing is being committed. */
  State state() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new State(
        phase,
        inventory.present() + fresh,
        inventory.total(),
        fresh,
        failed,
        noMemory,
        diverged,
        elapsed,
        remaining(elapsed));
  }

  private Optional<Duration> remaining(Duration elapsed) {
    if (cost == 0) {
      return Optional.empty();
    }
    boolean done = inventory.present() + fresh == inventory.total();
    double left = done ? 0 : Math.max(0, inventory.backlog().cost() - cost);
    return Optional.of(Seconds.time(Seconds.of(elapsed) * left / cost));
  }
}
