package org.iclsweep.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where studies run: a cluster of real processes, and a file system for their results. */
interface Site {

  /** What can happen here. */
  Set<Fault> faults();

  /** Where the results of a study are. */
  String results(String name);

  /**
   * Starts {@code run} here.
   *
   * @param log what it says
   * @param elsewhere whether on a host of another name, where no process number tells that a driver
   *     lives
   * @param more arguments
   */
  StudyDriver start(Path study, String results, Path log, boolean elsewhere, List<String> more)
      throws IOException;

  /** The executors that live. */
  List<ProcessHandle> executors();

  /** The machines that live: workers, or node managers. */
  List<ProcessHandle> workers();

  /** YARN's application masters that live. */
  default List<ProcessHandle> applicationMasters() {
    return List.of();
  }

  /** The data nodes of HDFS that live, once each block is on so many that one may go. */
  default List<ProcessHandle> dataNodes() {
    return List.of();
  }

  /** Another machine joins. */
  void addWorker() throws IOException;

  /** Another data node joins, where there are any. */
  default void addDataNode() throws IOException {}

  /** Kills one of its processes as kill -9 does, and waits until it is gone. */
  void kill(ProcessHandle process);
}
