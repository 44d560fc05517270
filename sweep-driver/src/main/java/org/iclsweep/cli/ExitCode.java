package org.iclsweep.cli;

/** What the program ends with. */
final class ExitCode {

  static final int DONE = 0;

  /** It could not be done: a fault of the machine, of storage, or of this program. */
  static final int FAULT = 1;

  /** Wrong use, or a study or query with something wrong in it; nothing was started. */
  static final int USAGE = 2;

  /** A run has ended, and trials of its plan failed. */
  static final int FAILED_TRIALS = 3;

  /** Results are not what their study expects, or not whole; or they differ from others. */
  static final int FAILED_CHECKS = 4;

  /** Its terminal was closed, SIGHUP; what is in the table stays. */
  static final int HUNG_UP = 129;

  /** Interrupted by SIGINT; what is in the table stays. */
  static final int INTERRUPTED = 130;

  /** Ended by SIGTERM; what is in the table stays. */
  static final int TERMINATED = 143;

  private ExitCode() {}
}
