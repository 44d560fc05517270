package org.iclsweep.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.fs.Path;

/**
 * The one thread that adds to the table. It moves each staged chunk to the name that follows from
 * its content, so a chunk that is staged twice is committed once.
 */
final class Committer implements AutoCloseable {

  private static final StagedChunk END = new StagedChunk("", "", 0, 0, 0, 0);

  private final StudyFolder folder;
  private final Lease lease;
  private final PhaseProgress progress;
  private final Runnable onFailure;
  private final BlockingQueue<StagedChunk> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::commitAll, "icl-sweep committer");
  private volatile Throwable failure;

  /**
   * @param onFailure called when a commit failed and nothing will be committed any more
   */
  Committer(StudyFolder folder, Lease lease, PhaseProgress progress, Runnable onFailure) {
    this.folder = folder;
    this.lease = lease;
    this.progress = progress;
    this.onFailure = onFailure;
    thread.start();
  }

  /** Takes a chunk in; returns at once. */
  void add(StagedChunk chunk) {
    queue.add(chunk);
  }

  /** Why a commit failed, if one did. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Commits what is left, then ends. */
  @Override
  public void close() {
    queue.add(END);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void commitAll() {
    try {
      for (StagedChunk chunk = queue.take(); chunk != END; chunk = queue.take()) {
        commit(chunk);
      }
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      failure = e;
      onFailure.run();
    }
  }

  private void commit(StagedChunk chunk) throws IOException {
    Path staged = new Path(chunk.file());
    requireVisible(staged);
    if (lease.commit(staged, folder.table().file(chunk.key()))) {
      progress.committed(chunk);
    } else {
      folder.storage().delete(staged);
    }
  }

  private void requireVisible(Path staged) throws IOException {
    if (!folder.storage().exists(staged)) {
      lease.check(); // another driver may have deleted it, rightly
      throw new SweepException(
          "an executor has written "
              + staged
              + ", but this driver does not see it; put --out on a file system that all share");
    }
  }
}
