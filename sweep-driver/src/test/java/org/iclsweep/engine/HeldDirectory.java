package org.iclsweep.engine;

import java.io.IOException;
import org.iclsweep.results.Storage;

/** A results directory that this process holds, as a run does. */
public final class HeldDirectory implements AutoCloseable {
  private final Lease lease;

  private HeldDirectory(Lease lease) {
    this.lease = lease;
  }

  /** Takes it. */
  public static HeldDirectory take(Storage storage, String directory) throws IOException {
    return new HeldDirectory(Lease.take(StudyFolder.at(storage, directory)));
  }

  @Override
  public void close() throws IOException {
    lease.close();
  }
}
