package org.iclsweep.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;

/**
 * The one that adds to the table. It moves each staged chunk to the name that follows from its
 * content, so a chunk that is staged twice is committed once.
 */
final class Committer implements AutoCloseable {

  private final StudyFolder folder;
  private final Lease lease;
  private final PhaseProgress progress;
  private final Runnable onFailure;
  private final ExecutorService threads;
  private Throwable failure;

  /**
   * @param onFailure called when a commit failed and nothing will be committed any more
   */
  Committer(StudyFolder folder, Lease lease, PhaseProgress progress, Runnable onFailure) {
    this.folder = folder;
    this.lease = lease;
    this.progress = progress;
    this.onFailure = onFailure;
    threads =
        Executors.newFixedThreadPool(
            lease.commitsAtOnce(), task -> new Thread(task, "icl-sweep committer"));
  }

  /** Takes a chunk in; returns at once. */
  void add(StagedChunk chunk) {
    threads.execute(() -> commitUnlessFailed(chunk));
  }

  /** Why a commit failed, if one did. */
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Commits what is left, then ends. */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void commitUnlessFailed(StagedChunk chunk) {
    if (failure().isPresent()) {
      return;
    }
    try {
      commit(chunk);
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = cause;
    }
    onFailure.run();
  }

  private void commit(StagedChunk chunk) throws IOException {
    Path staged = new Path(chunk.file());
    Path target = lease.target(chunk.key());
    boolean moved;
    try {
      moved = lease.commit(staged, target);
    } catch (IOException e) {
      throw explained(staged, target, e);
    }
    if (moved) {
      synchronized (progress) {
        progress.committed(chunk);
      }
    } else {
      folder.storage().delete(staged);
    }
  }

  private IOException explained(Path staged, Path target, IOException failure) throws IOException {
    if (folder.storage().exists(staged) || folder.storage().exists(target)) {
      return failure;
    }
    lease.check(); // another driver may have taken it away, rightly
    throw new SweepException(
        "an executor has written "
            + staged
            + ", but this driver does not see it; put --out on a file system that all share",
        failure);
  }
}
