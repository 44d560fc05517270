package org.iclsweep.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The right to write to a results directory, which one driver at a time has. Whatever a driver
 * writes it writes through this, and none of it happens once another driver has taken over, however
 * long this one stood still and wherever: see docs/exactly-once.md.
 */
sealed interface Lease extends AutoCloseable permits FolderLease, ObjectLease {

  /** Something that is done by a holder. */
  interface Work<A> {
    A done() throws IOException;
  }

  /** The same, without a result. */
  interface Deed {
    void done() throws IOException;
  }

  /**
   * Takes the lease of a results directory. What a dead holder has left is in its place or deleted.
   *
   * @throws SweepException if somebody else holds it
   */
  static Lease take(StudyFolder folder) throws IOException {
    return take(folder, LeaseTerms.standard());
  }

  static Lease take(StudyFolder folder, LeaseTerms terms) throws IOException {
    return folder.isOnObjectStore()
        ? ObjectLease.take(folder, terms)
        : FolderLease.take(folder, terms);
  }

  /** Who holds the lease of a results directory now, as far as can be told without waiting. */
  static Optional<String> holder(StudyFolder folder) {
    try {
      return folder.isOnObjectStore() ? ObjectLease.holder(folder) : FolderLease.holder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the lease of " + folder.table().root(), e);
    }
  }

  /** Where this driver's executors stage; there already, and nobody makes it again. */
  Path staging();

  /** How many commits make sense at once: a store of objects takes its time for each. */
  int commitsAtOnce();

  /** The file of the table for a chunk. */
  Path target(String key);

  /**
   * Moves a staged chunk into the table.
   *
   * @return whether it did; if not, the table has it already
   */
  boolean commit(Path staged, Path target) throws IOException;

  /**
   * Makes sure that this driver still holds it, to stop early: what is written is safe without.
   *
   * @throws SweepException if it does not, with who does
   */
  void check() throws IOException;

  /** Writes a small file so that a reader sees the old one or the new one, never a part. */
  void write(Path file, String text) throws IOException;

  /**
   * The same, in place of what this driver has read or written alone.
   *
   * @param before its text; empty if it was not there
   * @return whether it did; if not, what a dead driver wrote has come meanwhile
   */
  boolean writeAfter(Path file, Optional<String> before, String text) throws IOException;

  /** Puts a staged file in place of one of the table. */
  void replace(Path staged, Path file) throws IOException;

  /** Takes a file out of the table for good. */
  void remove(Path file) throws IOException;

  /**
   * Takes a file out of the table and keeps it.
   *
   * @param name that it is kept under, if that is free
   * @return where it is
   */
  Path setAside(Path file, String name) throws IOException;

  /** Says that this driver lives; the lease does so by itself. */
  void beat();

  /**
   * Has something done at each heartbeat that finds that another driver has taken over: for a
   * driver that has nothing to write, and so would not notice.
   */
  void whenLost(Runnable deed);

  /** Gives it back, and deletes what is staged. */
  @Override
  void close() throws IOException;

  /**
   * Does something; if that fails since the lease is lost, says so.
   *
   * @throws SweepException if the lease is lost
   */
  default <A> A holding(Work<A> work) throws IOException {
    try {
      return work.done();
    } catch (IOException | RuntimeException e) {
      try {
        check();
      } catch (SweepException lost) {
        if (lost != e) {
          lost.addSuppressed(e);
        }
        throw lost;
      } catch (IOException unknown) {
        e.addSuppressed(unknown);
      }
      throw e;
    }
  }

  /** The same. */
  default void does(Deed deed) throws IOException {
    holding(
        () -> {
          deed.done();
          return null;
        });
  }

  /** What a driver is told where something else is in the place of the lease. */
  static SweepException notOfThisVersion(StudyFolder folder) {
    return new SweepException(
        folder.lease()
            + " is not of this version of icl-sweep: an older one may be running there, or was"
            + " killed. Make sure that none is, then delete that file and try again");
  }

  /** What a driver is told that wants what another holds. */
  static SweepException held(StudyFolder folder, String holder) {
    return new SweepException(
        "%s is being written by %s; wait until it is done, or end it, or choose another --out"
            .formatted(folder.table().root(), holder));
  }

  /** What a driver is told that has lost it. */
  static SweepException lost(StudyFolder folder, Optional<String> holder) {
    return new SweepException(
        "lost the lease of "
            + folder.table().root()
            + holder.map(each -> " to " + each).orElse("")
            + "; what was committed is safe: run the study again when no other run is on");
  }
}
